//! Checks of a figure before it is kept: each finding says what is wrong, with the value, and how to mend it.

mod jump;
mod subject;

use jiff::civil::Date;
use rust_decimal::Decimal;

use jump::jump;
use subject::subject_fits;

use super::reading::Reader;
use crate::model::{
    Candidate, Finding, Indicator, IndicatorId, IndicatorKind, Observation, ObservationState,
    Period, Rollup, Severity, Snapshot, Subject, Text, Value, rounded, vietnamese_number,
};

/// Everything that is wrong or doubtful with the figure; empty when it is sound.
#[must_use]
pub fn check(snapshot: &Snapshot, candidate: &Candidate, today: Date) -> Vec<Finding> {
    let Some(indicator) = snapshot.programme().indicator(&candidate.indicator) else {
        return vec![Finding::rejected(
            "unknown-indicator",
            Text::new(
                format!("không có chỉ số «{}»", candidate.indicator),
                format!("there is no indicator “{}”", candidate.indicator),
            ),
            Text::new(
                "dùng mã chỉ số trong danh mục",
                "use an id of the catalogue",
            ),
        )];
    };
    if indicator.is_computed() {
        return vec![computed(indicator)];
    }
    let mut findings = Vec::new();
    findings.extend(subject_fits(snapshot, indicator, candidate));
    findings.extend(period_fits(indicator, candidate.period, today));
    findings.extend(unit_fits(indicator, candidate.unit.as_deref()));
    findings.extend(history_allows(snapshot, candidate));
    match &candidate.value {
        Value::NotAvailable { reason } if reason.trim().is_empty() => {
            findings.push(Finding::rejected(
                "no-reason",
                Text::new(
                    "không có giá trị mà cũng không có lý do",
                    "there is neither a value nor a reason",
                ),
                Text::new(
                    "điền giá trị hoặc lý do không có",
                    "give the value, or why there is none",
                ),
            ));
        }
        Value::NotAvailable { .. } => {}
        Value::Number { number } => {
            findings.extend(in_range(indicator, &candidate.subject, *number));
            findings.extend(decimals_fit(indicator, *number));
            if findings
                .iter()
                .all(|finding| finding.severity == Severity::Doubtful)
            {
                findings.extend(jump(snapshot, candidate, *number));
                findings.extend(part_of_whole(snapshot, candidate, *number, today));
                findings.extend(adds_up(snapshot, indicator, candidate, *number, today));
            }
        }
    }
    findings
}

fn computed(indicator: &Indicator) -> Finding {
    let inputs: Vec<&str> = indicator
        .inputs()
        .into_iter()
        .map(IndicatorId::as_str)
        .collect();
    Finding::rejected(
        "computed",
        Text::new(
            format!("«{}» được tính, không nhập", indicator.name.vi),
            format!("“{}” is computed and cannot be entered", indicator.name.en),
        ),
        Text::new(
            format!("nhập các chỉ số thành phần: {}", inputs.join(", ")),
            format!("enter what it is computed from: {}", inputs.join(", ")),
        ),
    )
}

fn period_fits(indicator: &Indicator, period: Period, today: Date) -> Option<Finding> {
    if period.start() > today {
        return Some(Finding::rejected(
            "future-period",
            Text::new(
                format!("kỳ {period} chưa bắt đầu"),
                format!("{period} has not begun"),
            ),
            Text::new("kiểm tra lại kỳ báo cáo", "check the period"),
        ));
    }
    if period.rhythm() > indicator.rhythm {
        return Some(Finding::rejected(
            "period-too-short",
            Text::new(
                format!(
                    "kỳ {period} ngắn hơn kỳ báo cáo của «{}»",
                    indicator.name.vi
                ),
                format!(
                    "{period} is shorter than the periods of “{}”",
                    indicator.name.en
                ),
            ),
            Text::new(
                "dùng kỳ báo cáo của chỉ số",
                "use the indicator's own periods",
            ),
        ));
    }
    None
}

fn unit_fits(indicator: &Indicator, unit: Option<&str>) -> Option<Finding> {
    let unit = unit.filter(|unit| *unit != indicator.unit.code)?;
    Some(Finding::rejected(
        "wrong-unit",
        Text::new(
            format!(
                "đơn vị tính «{unit}», chỉ số dùng «{}»",
                indicator.unit.label.vi
            ),
            format!(
                "the unit is “{unit}”, the indicator uses “{}”",
                indicator.unit.label.en
            ),
        ),
        Text::new(
            "quy đổi về đơn vị của chỉ số",
            "convert it to the indicator's unit",
        ),
    ))
}

fn in_range(indicator: &Indicator, subject: &Subject, number: Decimal) -> Option<Finding> {
    let is_condition = matches!(
        indicator.kind,
        IndicatorKind::ShareOfUnits { .. } | IndicatorKind::Milestone
    ) && *subject != Subject::Province;
    if is_condition && number != Decimal::ZERO && number != Decimal::ONE {
        return Some(out_of_range(number, "0 hoặc 1", "0 or 1"));
    }
    if let Some(minimum) = indicator.minimum.filter(|minimum| number < *minimum) {
        let bound = vietnamese_number(minimum, 2);
        return Some(out_of_range(
            number,
            &format!("từ {bound}"),
            &format!("{minimum} or more"),
        ));
    }
    // The greatest value of a unit is no bound for the province's sum.
    let is_sum = *subject == Subject::Province && indicator.rollup == Rollup::Sum;
    let maximum = indicator
        .maximum
        .filter(|maximum| number > *maximum && !is_sum)?;
    let bound = vietnamese_number(maximum, 2);
    Some(out_of_range(
        number,
        &format!("đến {bound}"),
        &format!("{maximum} or less"),
    ))
}

fn out_of_range(number: Decimal, vi: &str, en: &str) -> Finding {
    Finding::rejected(
        "out-of-range",
        Text::new(
            format!(
                "giá trị {} ngoài khoảng cho phép ({vi})",
                vietnamese_number(number, 4)
            ),
            format!("the value {number} is out of range ({en})"),
        ),
        Text::new(
            "kiểm tra dấu phẩy thập phân và đơn vị tính",
            "check the decimal mark and the unit",
        ),
    )
}

fn decimals_fit(indicator: &Indicator, number: Decimal) -> Option<Finding> {
    if rounded(number, indicator.decimals) == number {
        return None;
    }
    Some(Finding::doubtful(
        "too-many-decimals",
        Text::new(
            format!(
                "{} có nhiều hơn {} chữ số thập phân",
                vietnamese_number(number, 8),
                indicator.decimals
            ),
            format!("{number} has more than {} decimals", indicator.decimals),
        ),
        Text::new(
            "làm tròn, hoặc kiểm tra dấu phân cách",
            "round it, or check the separators",
        ),
    ))
}

/// What stands there already.
fn history_allows(snapshot: &Snapshot, candidate: &Candidate) -> Option<Finding> {
    let figures = snapshot.figures();
    let newest = figures
        .revisions(&candidate.indicator, &candidate.subject, candidate.period)
        .next_back()?;
    match &newest.state {
        ObservationState::Approved { .. } => Some(Finding::doubtful(
            "already-approved",
            Text::new(
                format!("kỳ {} đã duyệt giá trị {}", candidate.period, shown(newest)),
                format!(
                    "{} is approved already, with {}",
                    candidate.period,
                    shown(newest)
                ),
            ),
            Text::new(
                "nếu là đính chính, xác nhận và ghi lý do; bản cũ vẫn được giữ",
                "confirm it as a correction and say why; the old figure is kept",
            ),
        )),
        state => Some(Finding::doubtful(
            "already-entered",
            Text::new(
                format!(
                    "kỳ {} đã có số {}: {}",
                    candidate.period,
                    in_vietnamese(state),
                    shown(newest)
                ),
                format!(
                    "{} has a figure that is {}: {}",
                    candidate.period,
                    state.name(),
                    shown(newest)
                ),
            ),
            Text::new("sửa bản đang có", "change the one that is there"),
        )),
    }
}

const fn in_vietnamese(state: &ObservationState) -> &'static str {
    match state {
        ObservationState::Draft => "đang nháp",
        ObservationState::Submitted { .. } => "đang chờ duyệt",
        ObservationState::Approved { .. } => "đã duyệt",
        ObservationState::Returned { .. } => "bị trả lại",
    }
}

fn shown(figure: &Observation) -> String {
    figure
        .value
        .number()
        .map_or_else(|| "–".to_owned(), |number| vietnamese_number(number, 4))
}

/// A numerator beyond its denominator, where the rate is a share.
fn part_of_whole(
    snapshot: &Snapshot,
    candidate: &Candidate,
    number: Decimal,
    today: Date,
) -> Option<Finding> {
    let reader = Reader::new(snapshot, today);
    snapshot.programme().indicators().find_map(|rate| {
        let IndicatorKind::Rate {
            numerator,
            denominator,
            ..
        } = &rate.kind
        else {
            return None;
        };
        if *numerator != candidate.indicator || rate.maximum != Some(Decimal::ONE_HUNDRED) {
            return None;
        }
        let whole = reader
            .read(denominator, &candidate.subject, candidate.period)
            .number?;
        let name = &snapshot.programme().indicator(denominator)?.name;
        (number > whole).then(|| {
            Finding::doubtful(
                "part-exceeds-whole",
                Text::new(
                    format!(
                        "{} lớn hơn «{}» = {}",
                        vietnamese_number(number, 4),
                        name.vi,
                        vietnamese_number(whole, 4)
                    ),
                    format!("{number} is more than “{}” = {whole}", name.en),
                ),
                Text::new("kiểm tra cả hai số", "check both figures"),
            )
        })
    })
}

/// A provincial figure against the sum of its units, and a unit's figure that completes a sum.
fn adds_up(
    snapshot: &Snapshot,
    indicator: &Indicator,
    candidate: &Candidate,
    number: Decimal,
    today: Date,
) -> Option<Finding> {
    if indicator.rollup != Rollup::Sum {
        return None;
    }
    let reader = Reader::new(snapshot, today);
    let members = reader.members(indicator);
    let (total, sum) = if candidate.subject == Subject::Province {
        let numbers: Option<Vec<Decimal>> = members
            .iter()
            .map(|member| reader.read(&indicator.id, member, candidate.period).number)
            .collect();
        (
            number,
            numbers
                .filter(|numbers| !numbers.is_empty())?
                .iter()
                .sum::<Decimal>(),
        )
    } else {
        if !members.contains(&candidate.subject) {
            return None;
        }
        let total = snapshot
            .figures()
            .approved(&indicator.id, &Subject::Province, candidate.period)?
            .value
            .number()?;
        let others: Option<Vec<Decimal>> = members
            .iter()
            .filter(|member| **member != candidate.subject)
            .map(|member| reader.read(&indicator.id, member, candidate.period).number)
            .collect();
        (total, others?.iter().sum::<Decimal>() + number)
    };
    (total != sum).then(|| {
        Finding::doubtful(
            "sum-differs",
            Text::new(
                format!(
                    "tổng các đơn vị là {}, số toàn tỉnh là {}",
                    vietnamese_number(sum, 4),
                    vietnamese_number(total, 4)
                ),
                format!("the units add up to {sum}, the province's figure is {total}"),
            ),
            Text::new(
                "đối chiếu hai nguồn; số báo cáo không bị thay",
                "compare the two; neither is replaced",
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Quality, Record, Unit, UnitKind, seeds};
    use jiff::civil::date;

    fn unit(key: &str, valid_to: Option<Date>, border_km: Option<f64>) -> Record {
        Record::Unit(
            Unit {
                key: key.parse().unwrap(),
                valid_to,
                name: format!("Thử {key}"),
                kind: UnitKind::Commune,
                district: None,
                centre: None,
                border_km,
                source: "test".to_owned(),
            }
            .into(),
        )
    }

    fn figure(key: &str, number: i64) -> Record {
        Record::Observation(
            Observation {
                key: key.parse().unwrap(),
                value: Value::from(Decimal::from(number)),
                unit: "x".to_owned(),
                source: "test".to_owned(),
                quality: Quality::Final,
                state: ObservationState::Approved {
                    by: "b".to_owned(),
                    at: jiff::Timestamp::UNIX_EPOCH,
                },
                is_illustrative: false,
                entered_by: "a".to_owned(),
                entered_at: jiff::Timestamp::UNIX_EPOCH,
                note: None,
            }
            .into(),
        )
    }

    fn snapshot(more: Vec<Record>) -> Snapshot {
        let programme = seeds::shipped().unwrap();
        let units = [
            unit("01273@2025-07-01", None, None),
            unit("01447@2025-07-01", None, Some(9.4)),
            unit("01267@2020-03-01", Some(date(2025, 6, 30)), None),
        ];
        let records: Vec<Record> = programme.records().chain(units).chain(more).collect();
        Snapshot::new(1, records)
    }

    fn codes(snapshot: &Snapshot, key: &str, number: &str) -> Vec<&'static str> {
        let key: crate::model::ObservationKey = format!("{key}_1").parse().unwrap();
        let candidate = Candidate {
            indicator: key.indicator,
            subject: key.subject,
            period: key.period,
            value: Value::from(number.parse::<Decimal>().unwrap()),
            unit: None,
        };
        check(snapshot, &candidate, date(2026, 11, 1))
            .into_iter()
            .map(|finding| finding.code)
            .collect()
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table of cases")]
    fn each_check_finds_its_fault() {
        let empty = snapshot(Vec::new());
        let cases = [
            (
                "households_unit.01273@2025-07-01_2026",
                "4000",
                &[] as &[&str],
            ),
            ("no-such-thing_province_2026", "1", &["unknown-indicator"]),
            (
                "health-insurance_unit.01273@2025-07-01_2026",
                "95",
                &["computed"],
            ),
            ("pci_unit.01273@2025-07-01_2026", "60", &["wrong-subject"]),
            (
                "households_unit.09999@2025-07-01_2026",
                "60",
                &["wrong-subject"],
            ),
            (
                "households_unit.01267@2020-03-01_2026",
                "60",
                &["wrong-subject"],
            ),
            ("households_place.tra-linh_2026", "60", &["wrong-subject"]),
            (
                "border-boarding-communes_unit.01273@2025-07-01_2026",
                "1",
                &["wrong-subject"],
            ),
            (
                "border-boarding-communes_unit.01447@2025-07-01_2026",
                "1",
                &[],
            ),
            (
                "border-boarding-communes_unit.01447@2025-07-01_2026",
                "2",
                &["out-of-range"],
            ),
            (
                "households_unit.01273@2025-07-01_2024",
                "4000",
                &["unit-of-later"],
            ),
            (
                "households_unit.01273@2025-07-01_2027",
                "4000",
                &["future-period"],
            ),
            (
                "households_unit.01273@2025-07-01_2026-Q1",
                "4000",
                &["period-too-short"],
            ),
            ("accident-cases_unit.01273@2025-07-01_2026-Q1", "4", &[]),
            (
                "households_unit.01273@2025-07-01_2026",
                "-1",
                &["out-of-range"],
            ),
            (
                "households_unit.01273@2025-07-01_2026",
                "12.5",
                &["too-many-decimals"],
            ),
            ("pci_province_2026", "101", &["out-of-range"]),
        ];
        for (key, number, wanted) in cases {
            assert_eq!(codes(&empty, key, number), wanted, "{key} = {number}");
        }
    }

    #[test]
    fn the_wrong_unit_and_a_missing_reason_are_rejected() {
        let snapshot = snapshot(Vec::new());
        let mut candidate = Candidate {
            indicator: "area".parse().unwrap(),
            subject: "unit.01273@2025-07-01".parse().unwrap(),
            period: "2026".parse().unwrap(),
            value: Value::from(Decimal::TEN),
            unit: Some("hectares".to_owned()),
        };
        let found = check(&snapshot, &candidate, date(2026, 11, 1));
        assert_eq!(
            (found[0].code, found[0].severity),
            ("wrong-unit", Severity::Rejected)
        );
        candidate.unit = None;
        candidate.value = Value::NotAvailable {
            reason: " ".to_owned(),
        };
        assert_eq!(
            check(&snapshot, &candidate, date(2026, 11, 1))[0].code,
            "no-reason"
        );
    }

    #[test]
    fn a_figure_that_stands_is_not_overwritten_unseen() {
        let snapshot = snapshot(vec![figure(
            "households_unit.01273@2025-07-01_2026_1",
            4000,
        )]);
        assert_eq!(
            codes(&snapshot, "households_unit.01273@2025-07-01_2026", "4100"),
            ["already-approved"]
        );
    }

    #[test]
    fn parts_and_sums_are_compared() {
        let with = snapshot(vec![
            figure("population_unit.01273@2025-07-01_2026_1", 41_000),
            figure("households_unit.01273@2025-07-01_2026_1", 10_000),
            figure("households_unit.01447@2025-07-01_2026_1", 2_500),
        ]);
        assert_eq!(
            codes(&with, "insured-persons_unit.01273@2025-07-01_2026", "41001"),
            ["part-exceeds-whole"]
        );
        assert_eq!(
            codes(&with, "insured-persons_unit.01273@2025-07-01_2026", "41000"),
            [] as [&str; 0]
        );
        assert_eq!(
            codes(&with, "households_province_2026", "12499"),
            ["sum-differs"]
        );
        assert_eq!(
            codes(&with, "households_province_2026", "12500"),
            [] as [&str; 0]
        );
    }
}
