//! The shipped figures: area and population of the units of today.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{DataFile, ShippedError, only, units};
use crate::formats::manifest::Content;
use crate::model::{
    IndicatorId, Observation, ObservationKey, ObservationState, Period, Quality, Record, Subject,
    UnitCode, UnitKey, Value,
};

/// The year at whose end the shipped population was counted; the area is the official one of the same list.
const YEAR: i16 = 2024;
/// Where the areas come from.
const SOURCE_OF_AREA: &str =
    "Diện tích chính thức theo Nghị quyết 1657/NQ-UBTVQH15, lấy từ vietnamadminunits 1.0.4 (PyPI)";
/// Where the population comes from: it stands with each boundary, too.
const SOURCE_OF_POPULATION: &str =
    "Dân số cuối năm 2024, công bố cùng ranh giới tham khảo sau Nghị quyết 1657/NQ-UBTVQH15";
/// Who stands as the one who entered and approved what ships.
const SHIPPED_BY: &str = "shipped";

#[derive(Deserialize)]
struct FigureRow {
    code: UnitCode,
    valid_from: jiff::civil::Date,
    area_km2: Decimal,
    population_2024: Decimal,
}

/// Two approved figures for each unit of today.
pub(super) fn records(files: &[DataFile]) -> Result<Vec<Record>, ShippedError> {
    let file = only(files, Content::Units)?;
    let mut records = Vec::new();
    for (position, row) in units::rows::<FigureRow>(file)?.into_iter().enumerate() {
        let wrong = |message: String| file.row_error(position + 1, &message);
        let subject = Subject::Unit(UnitKey {
            code: row.code,
            valid_from: row.valid_from,
        });
        for (indicator, unit, number, source) in [
            ("area", "km2", row.area_km2, SOURCE_OF_AREA),
            (
                "population",
                "persons",
                row.population_2024,
                SOURCE_OF_POPULATION,
            ),
        ] {
            let key = ObservationKey {
                indicator: IndicatorId::new(indicator).map_err(|error| wrong(error.to_string()))?,
                subject: subject.clone(),
                period: Period::year(YEAR).map_err(|error| wrong(error.to_string()))?,
                revision: 1,
            };
            records.push(Record::Observation(
                figure(key, (unit, number), source, file).into(),
            ));
        }
    }
    Ok(records)
}

fn figure(
    key: ObservationKey,
    (unit, number): (&str, Decimal),
    source: &str,
    file: &DataFile,
) -> Observation {
    let retrieved = TimeZone::UTC
        .to_timestamp(file.manifest.retrieved.at(0, 0, 0, 0))
        .unwrap_or(Timestamp::UNIX_EPOCH);
    Observation {
        key,
        value: Value::from(number),
        unit: unit.to_owned(),
        source: source.to_owned(),
        quality: Quality::Final,
        state: ObservationState::Approved {
            by: SHIPPED_BY.to_owned(),
            at: retrieved,
        },
        is_illustrative: false,
        entered_by: SHIPPED_BY.to_owned(),
        entered_at: retrieved,
        note: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_population_of_the_province_at_the_end_of_2024_is_573_119() {
        let records = records(&super::super::data_files().unwrap()).unwrap();
        let sum = |id: &str| -> Decimal {
            records
                .iter()
                .filter_map(|record| match record {
                    Record::Observation(figure) if figure.key.indicator.as_str() == id => {
                        figure.value.number()
                    }
                    _ => None,
                })
                .sum()
        };
        assert_eq!(sum("population"), Decimal::from(573_119));
        assert_eq!(sum("area"), "6700.48".parse().unwrap());
    }

    #[test]
    fn the_population_is_the_one_that_stands_with_the_boundaries() {
        let files = super::super::data_files().unwrap();
        let boundaries = only(&files, Content::Boundaries).unwrap();
        let drawn: serde_json::Value = serde_json::from_slice(&boundaries.bytes).unwrap();
        let with_boundaries: std::collections::BTreeMap<&str, i64> = drawn["features"]
            .as_array()
            .unwrap()
            .iter()
            .map(|feature| {
                let told = &feature["properties"];
                let code = told["code"].as_str().unwrap();
                (code, told["population"].as_i64().unwrap())
            })
            .collect();
        let rows = units::rows::<FigureRow>(only(&files, Content::Units).unwrap()).unwrap();
        assert_eq!(rows.len(), 56);
        for row in rows {
            let told = Decimal::from(with_boundaries[row.code.as_str()]);
            assert_eq!(row.population_2024, told, "{}", row.code.as_str());
        }
    }
}
