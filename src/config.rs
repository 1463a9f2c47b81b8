//! Plain settings, each naming its flag and environment variable.
