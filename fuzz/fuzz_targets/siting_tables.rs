#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nonnuoc_fuzz::run("siting_tables", bytes));
