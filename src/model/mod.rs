//! The nouns of the domain and their ids; no I/O.
