//! Positions, metres, projections and topology: the only code that knows coordinate reference systems.
