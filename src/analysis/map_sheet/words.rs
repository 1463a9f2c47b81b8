//! Numbers and periods in the language of the sheet.

use rust_decimal::Decimal;

use crate::model::map_sheet::Language;
use crate::model::{Period, Rhythm, english_number, vietnamese_number};

/// A number as the language writes it.
pub(super) fn number(value: Decimal, decimals: u32, language: Language) -> String {
    match language {
        Language::Vi => vietnamese_number(value, decimals),
        Language::En => english_number(value, decimals),
    }
}

/// A period as people say it.
pub(super) fn period_words(period: Period, language: Language) -> String {
    let (year, part) = (period.start().year(), period.to_string());
    let ordinal = part.get(6..).unwrap_or_default();
    match (period.rhythm(), language) {
        (Rhythm::Year, _) => year.to_string(),
        (Rhythm::Half, Language::Vi) => format!(
            "6 tháng {} năm {year}",
            if ordinal == "1" { "đầu" } else { "cuối" }
        ),
        (Rhythm::Half, Language::En) => format!("Half {ordinal} of {year}"),
        (Rhythm::Quarter, Language::Vi) => format!("Quý {ordinal}/{year}"),
        (Rhythm::Quarter, Language::En) => format!("Quarter {ordinal} of {year}"),
        (Rhythm::Month, Language::Vi) => format!("Tháng {}/{year}", period.start().month()),
        (Rhythm::Month, Language::En) => format!("{}/{year}", period.start().month()),
    }
}
