//! Tile arithmetic, simplification and MVT encoding; pure.
