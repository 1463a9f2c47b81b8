//! Documents and spreadsheets.
