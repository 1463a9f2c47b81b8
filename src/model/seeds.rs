//! The programme as it ships: the text under `seeds/`, embedded in the program and checked when read.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::{Agency, Decision, Indicator, Programme, Target, Task};

/// The text of the four seed files.
#[derive(Debug, Clone, Copy)]
pub struct SeedText<'a> {
    /// `seeds/agencies.toml`.
    pub agencies: &'a str,
    /// `seeds/indicators.toml`.
    pub indicators: &'a str,
    /// `seeds/targets.toml`.
    pub targets: &'a str,
    /// `seeds/tasks.toml`.
    pub tasks: &'a str,
}

/// The text that ships with the program.
pub const SHIPPED: SeedText<'static> = SeedText {
    agencies: include_str!("../../seeds/agencies.toml"),
    indicators: include_str!("../../seeds/indicators.toml"),
    targets: include_str!("../../seeds/targets.toml"),
    tasks: include_str!("../../seeds/tasks.toml"),
};

/// Why seed text cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeedError {
    /// The file is not TOML.
    #[error("seeds/{file}: {message}")]
    Syntax {
        /// The file.
        file: &'static str,
        /// Where and why, as the parser says it.
        message: String,
    },
    /// An entry lacks a field, has an unknown one, or one of the wrong type.
    #[error("seeds/{file}, entry `{entry}`: {message}")]
    Entry {
        /// The file.
        file: &'static str,
        /// The entry's id, or its number where it has none.
        entry: String,
        /// What is wrong.
        message: String,
    },
    /// Two entries of a file have the same id.
    #[error("seeds/{file}, entry `{entry}`: the id is used twice; ids are unique")]
    Twice {
        /// The file.
        file: &'static str,
        /// The id.
        entry: String,
    },
}

/// The programme that ships.
///
/// # Errors
///
/// [`SeedError`] naming file and entry; a test holds that the shipped text has none.
pub fn shipped() -> Result<Programme, Vec<SeedError>> {
    read(SHIPPED)
}

/// Reads and checks the seed text.
///
/// # Errors
///
/// Every [`SeedError`] found, each naming its file and entry.
pub fn read(text: SeedText<'_>) -> Result<Programme, Vec<SeedError>> {
    let mut programme = Programme::default();
    let mut errors = Vec::new();
    for agency in agencies(text, &mut errors) {
        programme.put_agency(Arc::new(agency));
    }
    for indicator in indicators(text, &mut errors) {
        programme.put_indicator(Arc::new(indicator));
    }
    for target in targets(text, &mut errors) {
        programme.put_target(Arc::new(target));
    }
    for task in tasks(text, &mut errors) {
        programme.put_task(Arc::new(task));
    }
    if errors.is_empty() {
        errors.extend(programme.flaws().into_iter().map(|flaw| SeedError::Entry {
            file: file_of(flaw.entity),
            entry: flaw.id,
            message: flaw.message,
        }));
    }
    if errors.is_empty() {
        Ok(programme)
    } else {
        Err(errors)
    }
}

fn agencies(text: SeedText<'_>, errors: &mut Vec<SeedError>) -> Vec<Agency> {
    let file = "agencies.toml";
    let read: Vec<Agency> = entries(file, "agency", text.agencies, |_, _| Ok(()), errors);
    refuse_twice(file, read.iter().map(|one| one.id.to_string()), errors);
    read
}

fn indicators(text: SeedText<'_>, errors: &mut Vec<SeedError>) -> Vec<Indicator> {
    let file = "indicators.toml";
    let read: Vec<Indicator> = entries(file, "indicator", text.indicators, spell_unit, errors);
    refuse_twice(file, read.iter().map(|one| one.id.to_string()), errors);
    read
}

fn targets(text: SeedText<'_>, errors: &mut Vec<SeedError>) -> Vec<Target> {
    let file = "targets.toml";
    let read: Vec<Target> = entries(file, "target", text.targets, spell_target, errors);
    let ids = read
        .iter()
        .map(|one| format!("{} revision {}", one.id, one.revision));
    refuse_twice(file, ids, errors);
    read
}

fn tasks(text: SeedText<'_>, errors: &mut Vec<SeedError>) -> Vec<Task> {
    let file = "tasks.toml";
    let read: Vec<Task> = entries(file, "task", text.tasks, |_, _| Ok(()), errors);
    refuse_twice(file, read.iter().map(|one| one.id.to_string()), errors);
    read
}

fn refuse_twice(
    file: &'static str,
    ids: impl Iterator<Item = String>,
    errors: &mut Vec<SeedError>,
) {
    let mut seen = BTreeSet::new();
    for entry in ids {
        if !seen.insert(entry.clone()) {
            errors.push(SeedError::Twice { file, entry });
        }
    }
}

fn file_of(entity: &str) -> &'static str {
    match entity {
        "agency" => "agencies.toml",
        "indicator" => "indicators.toml",
        "target" => "targets.toml",
        _ => "tasks.toml",
    }
}

type Spell = fn(&mut Table, &Table) -> Result<(), String>;

fn entries<T: DeserializeOwned>(
    file: &'static str,
    name: &str,
    text: &str,
    spell: Spell,
    errors: &mut Vec<SeedError>,
) -> Vec<T> {
    let whole: Table = match text.parse() {
        Ok(whole) => whole,
        Err(error) => {
            errors.push(SeedError::Syntax {
                file,
                message: error.to_string(),
            });
            return Vec::new();
        }
    };
    let list = whole
        .get(name)
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    if list.is_empty() {
        errors.push(SeedError::Syntax {
            file,
            message: format!("holds no [[{name}]] entry"),
        });
    }
    let mut found = Vec::new();
    for (position, value) in list.into_iter().enumerate() {
        let entry = value
            .get("id")
            .and_then(Value::as_str)
            .map_or_else(|| format!("number {}", position + 1), str::to_owned);
        match entry_of(value, &whole, spell) {
            Ok(one) => found.push(one),
            Err(message) => errors.push(SeedError::Entry {
                file,
                entry,
                message,
            }),
        }
    }
    found
}

fn entry_of<T: DeserializeOwned>(value: Value, whole: &Table, spell: Spell) -> Result<T, String> {
    let Value::Table(mut table) = value else {
        return Err("is no table".to_owned());
    };
    spell(&mut table, whole)?;
    Value::Table(table)
        .try_into()
        .map_err(|error: toml::de::Error| error.message().to_owned())
}

/// Puts the unit's labels, written once at the head of the file, in place of its code.
fn spell_unit(entry: &mut Table, whole: &Table) -> Result<(), String> {
    let code = entry
        .get("unit")
        .and_then(Value::as_str)
        .ok_or("has no `unit`")?
        .to_owned();
    let label = whole
        .get("units")
        .and_then(|units| units.get(&code))
        .ok_or_else(|| format!("its unit `{code}` is not in [units.…]"))?;
    let unit = Table::from_iter([
        ("code".to_owned(), Value::String(code)),
        ("label".to_owned(), label.clone()),
    ]);
    entry.insert("unit".to_owned(), Value::Table(unit));
    Ok(())
}

/// Fills in what the file writes once: the decision; and what is usual: the province, the first revision.
fn spell_target(entry: &mut Table, whole: &Table) -> Result<(), String> {
    if !entry.contains_key("decision") {
        let decision = whole
            .get("decision")
            .ok_or("has no `decision`, and the file has none")?;
        Decision::deserialize_from(decision)?;
        entry.insert("decision".to_owned(), decision.clone());
    }
    if !entry.contains_key("scope") {
        let scope = Table::from_iter([("type".to_owned(), Value::String("province".to_owned()))]);
        entry.insert("scope".to_owned(), Value::Table(scope));
    }
    if !entry.contains_key("revision") {
        entry.insert("revision".to_owned(), Value::Integer(1));
    }
    Ok(())
}

impl Decision {
    fn deserialize_from(value: &Value) -> Result<Self, String> {
        value
            .clone()
            .try_into()
            .map_err(|error: toml::de::Error| format!("[decision]: {}", error.message()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorKind, IndicatorRole, TargetRule, TargetScope};
    use rust_decimal::Decimal;

    /// The ids of the programme's table of measurable targets, in its order.
    const TABLE: [&str; 31] = [
        "electricity-households",
        "trade-turnover-growth",
        "tourism-grdp-share",
        "tourism-livelihood-share",
        "commune-offices",
        "national-road-blackspots-fixed",
        "provincial-road-paved",
        "commune-road-paved",
        "urbanisation-rate",
        "budget-revenue",
        "pci",
        "papi",
        "par-index",
        "sipas",
        "private-grdp-share",
        "private-employment-share",
        "cadastral-mapping",
        "land-certificates",
        "landslide-relocation",
        "satellite-schools-cut",
        "boarding-communes",
        "border-boarding-communes",
        "provincial-hospital",
        "health-insurance",
        "temporary-houses",
        "happiness-index",
        "drug-free-communes",
        "accident-cases",
        "accident-deaths",
        "accident-injuries",
        "social-order-crimes",
    ];

    fn programme() -> Programme {
        shipped().unwrap_or_else(|errors| {
            panic!(
                "{}",
                errors
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("\n")
            )
        })
    }

    #[test]
    fn every_row_of_the_table_is_an_indicator_with_a_target() {
        let programme = programme();
        let ours: Vec<&str> = programme
            .indicators()
            .filter(|one| one.role == IndicatorRole::Programme)
            .map(|one| one.id.as_str())
            .collect();
        let mut table = TABLE.to_vec();
        table.sort_unstable();
        assert_eq!(ours, table);
        for id in TABLE {
            let has_target = programme.current_targets().any(|target| {
                target.indicator.as_str() == id && target.scope == TargetScope::Province
            });
            assert!(has_target, "{id} has no provincial target");
        }
    }

    #[test]
    fn the_figures_of_the_targets_are_the_programmes() {
        let programme = programme();
        let rule = |id: &str| programme.target(&id.parse().unwrap()).unwrap().rule;
        let value = |number: i64| Decimal::from(number);
        assert_eq!(
            rule("urbanisation-rate"),
            TargetRule::Reach { value: value(44) }
        );
        assert_eq!(
            rule("private-grdp-share"),
            TargetRule::Within {
                lower: value(62),
                upper: value(65)
            }
        );
        assert_eq!(
            rule("tourism-grdp-share"),
            TargetRule::MoreThan { value: value(10) }
        );
        assert_eq!(
            rule("commune-road-paved"),
            TargetRule::AtLeast { value: value(85) }
        );
        assert_eq!(
            rule("satellite-schools-cut"),
            TargetRule::ChangeFromBaseline {
                percent: value(-40)
            }
        );
        assert_eq!(
            rule("trade-turnover-growth"),
            TargetRule::MeanYearlyChange { percent: value(10) }
        );
        assert_eq!(
            rule("accident-deaths"),
            TargetRule::YearlyChange { percent: value(-5) }
        );
        assert_eq!(
            rule("temporary-houses"),
            TargetRule::AtMost { value: value(0) }
        );
        assert_eq!(rule("pci"), TargetRule::Improve);
    }

    #[test]
    fn scores_are_never_rolled_up() {
        for indicator in programme().indicators() {
            if matches!(indicator.kind, IndicatorKind::Score | IndicatorKind::Rank) {
                assert_eq!(
                    indicator.rollup,
                    super::super::Rollup::None,
                    "{}",
                    indicator.id
                );
            }
        }
    }

    #[test]
    fn every_body_that_part_three_names_is_an_agency() {
        let programme = programme();
        for section in ["III.1", "III.2", "III.3", "III.4", "III.5", "III.6"] {
            let named = |one: &&Arc<Agency>| one.section.as_deref() == Some(section);
            assert!(
                programme.agencies().any(|one| named(&one)),
                "nobody for {section}"
            );
        }
    }

    fn messages(change: impl Fn(&mut String, &mut String)) -> Vec<String> {
        let mut indicators = SHIPPED.indicators.to_owned();
        let mut targets = SHIPPED.targets.to_owned();
        change(&mut indicators, &mut targets);
        let errors = read(SeedText {
            indicators: &indicators,
            targets: &targets,
            ..SHIPPED
        })
        .unwrap_err();
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_rate_without_its_denominator_is_named() {
        let said = messages(|indicators, _| {
            *indicators = indicators.replace(r#"denominator = "grdp""#, r#"denominator = "grp""#);
        });
        assert!(
            said.contains(
                &"seeds/indicators.toml, entry `tourism-grdp-share`: is computed from `grp`, which is no indicator"
                    .to_owned()
            ),
            "{said:?}"
        );
    }

    #[test]
    fn a_circle_of_inputs_is_named() {
        let said = messages(|indicators, _| {
            *indicators = indicators.replace(
                r#"indicator = "health-insurance""#,
                r#"indicator = "happiness-index""#,
            );
        });
        assert_eq!(
            said,
            [
                "seeds/indicators.toml, entry `happiness-index`: is computed from itself, by way of its inputs"
            ]
        );
    }

    #[test]
    fn unknown_ids_fields_units_and_doubles_are_named() {
        let target = |from: &str, to: &str| {
            messages(|_, targets| *targets = targets.replacen(from, to, 1)).join("\n")
        };
        assert!(
            target(r#"indicator = "pci""#, r#"indicator = "pic""#)
                .contains("`pci`: is set for `pic`")
        );
        assert!(target("lower = 62", "lower = 66").contains("its band from 66 to 65 is empty"));
        assert!(
            target(r#"by = "2030""#, r#"by = "2030-13""#).contains("`2030-13` is not a period")
        );
        assert!(
            target(r#"id = "papi""#, r#"id = "pci""#)
                .contains("`pci revision 1`: the id is used twice")
        );
        assert!(
            target("[[target]]\n", "[[target]]\ncolour = 1\n").contains("unknown field `colour`")
        );
        let unit = messages(|indicators, _| {
            *indicators = indicators.replacen(r#"unit = "km2""#, r#"unit = "acre""#, 1);
        });
        assert!(
            unit[0].contains("`area`: its unit `acre` is not in [units.…]"),
            "{unit:?}"
        );
        let syntax = messages(|_, targets| targets.push_str("\n[["));
        assert!(syntax[0].starts_with("seeds/targets.toml: "), "{syntax:?}");
    }
}
