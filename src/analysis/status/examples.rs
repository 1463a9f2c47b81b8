//! The worked examples of `docs/status-rules.md`, read from the document and held against the code.

use std::collections::BTreeMap;

use super::*;
use crate::model::rounded;

const DOCUMENT: &str = include_str!("../../../docs/status-rules.md");

/// The fenced blocks marked `example`, each a map from a word to what follows it.
fn examples() -> Vec<BTreeMap<String, String>> {
    DOCUMENT
        .split("```example\n")
        .skip(1)
        .map(|rest| {
            let (block, _) = rest.split_once("```").unwrap();
            block
                .lines()
                .filter_map(|line| line.split_once(':'))
                .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
                .collect()
        })
        .collect()
}

fn number(text: &str) -> Decimal {
    text.trim()
        .replace('−', "-")
        .parse()
        .unwrap_or_else(|_| panic!("`{text}` is no number"))
}

fn rule(text: &str) -> TargetRule {
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    match name {
        "at-least" => TargetRule::AtLeast {
            value: number(rest),
        },
        "more-than" => TargetRule::MoreThan {
            value: number(rest),
        },
        "at-most" => TargetRule::AtMost {
            value: number(rest),
        },
        "less-than" => TargetRule::LessThan {
            value: number(rest),
        },
        "reach" => TargetRule::Reach {
            value: number(rest),
        },
        "within" => {
            let (lower, upper) = rest.split_once(' ').unwrap();
            TargetRule::Within {
                lower: number(lower),
                upper: number(upper),
            }
        }
        "change-from-baseline" => TargetRule::ChangeFromBaseline {
            percent: number(rest),
        },
        "yearly-change" => TargetRule::YearlyChange {
            percent: number(rest),
        },
        "mean-yearly-change" => TargetRule::MeanYearlyChange {
            percent: number(rest),
        },
        "improve" => TargetRule::Improve,
        "done" => TargetRule::Done,
        _ => panic!("`{name}` is no rule"),
    }
}

fn pairs(text: &str) -> Vec<(Period, Decimal)> {
    text.split(',')
        .filter(|pair| !pair.trim().is_empty())
        .map(|pair| {
            let (period, value) = pair.split_once('=').unwrap();
            (period.trim().parse().unwrap(), number(value))
        })
        .collect()
}

fn question(example: &BTreeMap<String, String>) -> Question {
    let get = |key: &str| example.get(key).map(String::as_str).unwrap_or_default();
    let point = |(period, value)| Point {
        period,
        value,
        is_illustrative: false,
    };
    Question {
        rule: rule(get("rule")),
        direction: match get("better") {
            "less" => Direction::Down,
            "band" => Direction::Band,
            _ => Direction::Up,
        },
        baseline: pairs(get("baseline")).into_iter().map(point).next(),
        path: pairs(get("waypoints"))
            .into_iter()
            .map(|(period, value)| Waypoint { period, value })
            .collect(),
        from: "2026".parse().unwrap(),
        by: "2030".parse().unwrap(),
        is_yearly: get("every year") == "yes",
        is_flow: get("counts") == "what happens",
        series: pairs(get("figures")).into_iter().map(point).collect(),
    }
}

fn kebab(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn pace(pace: Option<Pace>) -> String {
    match pace {
        None => "none".to_owned(),
        Some(Pace::UnitsPerYear(value)) => rounded(value, 2).to_string(),
        Some(Pace::PercentPerYear(value)) => format!("{} %", rounded(value, 2)),
    }
}

#[test]
fn every_worked_example_of_the_document_comes_out() {
    let examples = examples();
    assert!(
        examples.len() >= 30,
        "only {} examples were found",
        examples.len()
    );
    for example in &examples {
        let on = example["on"].parse().unwrap();
        let assessment = assess(&question(example), on);
        for (key, wanted) in example {
            let wanted = wanted.replace('−', "-");
            let found = match key.as_str() {
                "status" => kebab(assessment.status),
                "because" => kebab(assessment.ruling),
                "expected" => assessment
                    .expected
                    .map_or("none".to_owned(), |value| rounded(value, 2).to_string()),
                "goal" => assessment
                    .goal
                    .map_or("none".to_owned(), |value| rounded(value, 2).to_string()),
                "pace" => pace(assessment.pace),
                "required" => pace(assessment.required),
                "projection" => assessment
                    .projection
                    .as_ref()
                    .map_or("none".to_owned(), |projection| {
                        rounded(projection.value, 2).to_string()
                    }),
                _ => continue,
            };
            assert_eq!(found, wanted, "{key} of {example:?}\n{assessment:?}");
        }
    }
}

#[test]
fn every_rule_and_ruling_has_an_example() {
    let examples = examples();
    let seen = |key: &str, value: &str| {
        examples
            .iter()
            .any(|example| example[key].split(' ').next() == Some(value))
    };
    for name in [
        "at-least",
        "more-than",
        "at-most",
        "less-than",
        "reach",
        "within",
        "change-from-baseline",
        "yearly-change",
        "mean-yearly-change",
        "improve",
        "done",
    ] {
        assert!(seen("rule", name), "no example of {name}");
    }
    for ruling in [
        Ruling::NoFigure,
        Ruling::Stale,
        Ruling::NoBaseline,
        Ruling::OnlyBaseline,
        Ruling::ZeroBaseline,
        Ruling::BoundMet,
        Ruling::DeadlinePassed,
        Ruling::Ahead,
        Ruling::Behind,
        Ruling::FarBehind,
        Ruling::FellBack,
        Ruling::Overshot,
        Ruling::YearMet,
        Ruling::YearSoFarMet,
        Ruling::YearShort,
        Ruling::YearWrongWay,
        Ruling::Done,
        Ruling::TimeLeft,
        Ruling::LittleTimeLeft,
    ] {
        assert!(seen("because", &kebab(ruling)), "no example of {ruling:?}");
    }
}
