//! The commands of the program: wiring.
