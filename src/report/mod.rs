//! Documents and spreadsheets.

pub mod table_files;
