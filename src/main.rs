//! The program: what was typed is turned once into what it means, then one match runs it.

fn main() {}
