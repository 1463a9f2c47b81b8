//! Spreadsheets, table files and printed maps.

pub mod figure_sheet;
pub mod legacy_letters;
pub mod map_sheet;
pub mod numbers;
pub mod table_files;
pub mod template;
pub mod workbook;
