//! The HTTP interface: router, state, errors, one file a resource.
