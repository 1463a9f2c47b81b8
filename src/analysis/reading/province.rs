//! The province's figure: reported directly, or rolled up from units or places with its coverage.

use rust_decimal::Decimal;

use super::computed::divided;
use super::entered::no_figure;
use super::{Coverage, Origin, Reader, Reading};
use crate::model::{Indicator, IndicatorId, IndicatorKind, Period, Rollup, Subject, Text};

impl Reader<'_> {
    /// The province's figure. One reported directly stands; where the complete roll-up disagrees it is flagged, not
    /// replaced.
    pub(super) fn province(&self, indicator: &Indicator, period: Period) -> Reading {
        let rolled_up = self.rolled_up(indicator, period);
        if indicator.is_computed() {
            return rolled_up;
        }
        let Some(mut direct) = self.own(indicator, &Subject::Province, period) else {
            return rolled_up;
        };
        if direct.number.is_none() && rolled_up.number.is_some() {
            return rolled_up;
        }
        let sum = rolled_up
            .complete()
            .filter(|_| rolled_up.origin == Origin::RolledUp);
        direct.disagrees_with =
            sum.filter(|sum| direct.number.is_some_and(|number| number != *sum));
        direct.coverage = rolled_up.coverage.filter(|coverage| coverage.reported > 0);
        direct
    }

    fn rolled_up(&self, indicator: &Indicator, period: Period) -> Reading {
        let province = Subject::Province;
        match (&indicator.kind, &indicator.rollup) {
            (
                IndicatorKind::Rate {
                    numerator,
                    denominator,
                    per,
                },
                _,
            ) => self.province_rate(numerator, denominator, *per, period),
            (
                IndicatorKind::Change {
                    of,
                    since,
                    is_reduction,
                },
                _,
            ) => self.change(of, *since, *is_reduction, &province, period),
            (IndicatorKind::Composite { components }, _) => {
                self.composite(components, &province, period)
            }
            (_, Rollup::Sum) => self.sum(indicator, period),
            (_, Rollup::ShareOfUnits) => self.share_of_units(indicator, period),
            (_, Rollup::WeightedMean { weight }) => self.weighted_mean(indicator, weight, period),
            (_, Rollup::Recomputed | Rollup::None) => no_figure(),
        }
    }

    /// The rate over those members for which both numbers are known; so that a missing numerator never meets a
    /// denominator that counts it.
    fn province_rate(
        &self,
        numerator: &IndicatorId,
        denominator: &IndicatorId,
        per: Decimal,
        period: Period,
    ) -> Reading {
        let whole = self.rate(numerator, denominator, per, &Subject::Province, period);
        let members = match self.indicator(numerator) {
            Some(above) if above.rollup == Rollup::Sum => self.members(above),
            _ => return whole,
        };
        if whole.number.is_some() && !whole.is_partial() {
            return whole;
        }
        let mut rate = no_figure();
        let mut coverage = Coverage {
            of: members.len(),
            ..Coverage::default()
        };
        let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
        for member in members {
            let top = self.read(numerator, &member, period);
            let bottom = self.read(denominator, &member, period);
            let (Some(top_number), Some(bottom_number)) = (top.number, bottom.number) else {
                coverage.missing.push(member);
                continue;
            };
            coverage.reported += 1;
            above += top_number;
            below += bottom_number;
            rate.take(numerator, &member, period, &top);
            rate.take(denominator, &member, period, &bottom);
        }
        let reported = coverage.reported;
        rate.coverage = Some(coverage);
        if reported == 0 {
            Reading {
                coverage: rate.coverage,
                ..whole
            }
        } else {
            divided(rate, above, below, per)
        }
    }

    fn sum(&self, indicator: &Indicator, period: Period) -> Reading {
        let (mut sum, numbers) = self.gathered(indicator, period);
        if numbers.is_empty() {
            return sum;
        }
        let total = numbers.iter().map(|(_, number)| number).sum();
        sum = sum.found(total, Origin::RolledUp);
        sum
    }

    fn share_of_units(&self, indicator: &Indicator, period: Period) -> Reading {
        let (share, numbers) = self.gathered(indicator, period);
        let met = numbers
            .iter()
            .filter(|(_, number)| *number >= Decimal::ONE)
            .count();
        let percent =
            (Decimal::from(met) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(numbers.len()));
        match percent {
            Some(percent) => share.found(percent, Origin::RolledUp),
            None => share,
        }
    }

    fn weighted_mean(
        &self,
        indicator: &Indicator,
        weight: &IndicatorId,
        period: Period,
    ) -> Reading {
        let (mut mean, numbers) = self.gathered(indicator, period);
        let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
        for (subject, number) in numbers {
            let reading = self.read(weight, &subject, period);
            let Some(by) = reading.number else {
                mean.missing = Some(self.no_weight(weight, &subject));
                return mean;
            };
            mean.take(weight, &subject, period, &reading);
            sum += number * by;
            weights += by;
        }
        match sum.checked_div(weights) {
            Some(number) => mean.found(number, Origin::RolledUp),
            None => mean,
        }
    }

    fn no_weight(&self, weight: &IndicatorId, subject: &Subject) -> Text {
        let weight = self.indicator(weight).map_or_else(
            || Text::new(weight.as_str(), weight.as_str()),
            |indicator| indicator.name.clone(),
        );
        let whose = match subject {
            Subject::Unit(key) => self.snapshot.units().get(key).map(|unit| unit.full_name()),
            Subject::Place(id) => {
                let place = self.snapshot.places().get(id);
                place.map(|place| place.name.clone())
            }
            Subject::Province => None,
        }
        .unwrap_or_else(|| subject.to_string());
        Text::new(
            format!("thiếu trọng số «{}» của {whose}", weight.vi),
            format!("the weight “{}” of {whose} is missing", weight.en),
        )
    }

    /// The members' numbers, with a reading that has noted them and their coverage.
    fn gathered(
        &self,
        indicator: &Indicator,
        period: Period,
    ) -> (Reading, Vec<(Subject, Decimal)>) {
        let mut whole = no_figure();
        let mut numbers = Vec::new();
        let members = self.members(indicator);
        let mut coverage = Coverage {
            of: members.len(),
            ..Coverage::default()
        };
        for member in members {
            let reading = self.read(&indicator.id, &member, period);
            match reading.number {
                Some(number) => {
                    whole.take(&indicator.id, &member, period, &reading);
                    numbers.push((member, number));
                }
                None => coverage.missing.push(member),
            }
        }
        coverage.reported = numbers.len();
        whole.coverage = (coverage.of > 0).then_some(coverage);
        (whole, numbers)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::model::{
        Attachment, Observation, ObservationState, Quality, Record, Snapshot, Unit, UnitKind,
        Value, seeds,
    };

    const A: &str = "unit.01273@2025-07-01";
    const B: &str = "unit.01447@2025-07-01";

    fn unit(code: &str) -> Record {
        let unit = Unit {
            key: format!("{code}@2025-07-01").parse().unwrap(),
            valid_to: None,
            name: format!("Thử {code}"),
            kind: UnitKind::Commune,
            district: None,
            centre: None,
            border_km: None,
            source: "test".to_owned(),
        };
        Record::Unit(unit.into())
    }

    fn figure(indicator: &str, subject: &str, number: i64) -> Record {
        let figure = Observation {
            key: format!("{indicator}_{subject}_2026_1").parse().unwrap(),
            value: Value::from(Decimal::from(number)),
            unit: "x".to_owned(),
            source: "test".to_owned(),
            quality: Quality::Final,
            state: ObservationState::Approved {
                by: "b".to_owned(),
                at: Timestamp::UNIX_EPOCH,
            },
            is_illustrative: false,
            entered_by: "a".to_owned(),
            entered_at: Timestamp::UNIX_EPOCH,
            note: None,
        };
        Record::Observation(figure.into())
    }

    /// A rate that comes without its parts, averaged by the people who live there.
    fn weighted() -> Record {
        let programme = seeds::shipped().unwrap();
        let households = programme.indicator(&"households".parse().unwrap()).unwrap();
        let mut indicator = Indicator::clone(households);
        indicator.id = "satisfaction".parse().unwrap();
        indicator.kind = IndicatorKind::ReportedRate;
        indicator.attaches_to = vec![Attachment::Commune, Attachment::Province];
        indicator.rollup = Rollup::WeightedMean {
            weight: "population".parse().unwrap(),
        };
        Record::Indicator(indicator.into())
    }

    /// The province of two units with these figures, and the province's own reading.
    fn province(indicator: &str, figures: &[(&str, &str, i64)]) -> Arc<Reading> {
        let programme = seeds::shipped().unwrap();
        let records: Vec<Record> = programme
            .records()
            .chain([weighted(), unit("01273"), unit("01447")])
            .chain(
                figures
                    .iter()
                    .map(|(id, subject, number)| figure(id, subject, *number)),
            )
            .collect();
        let snapshot = Snapshot::new(1, records);
        let reader = Reader::new(&snapshot, date(2026, 11, 1));
        let period = "2026".parse().unwrap();
        reader.read(&indicator.parse().unwrap(), &Subject::Province, period)
    }

    fn reported(reading: &Reading) -> Option<(usize, usize)> {
        reading
            .coverage
            .as_ref()
            .map(|coverage| (coverage.reported, coverage.of))
    }

    #[test]
    fn the_units_add_up_and_say_how_many_reported() {
        let whole = province(
            "households",
            &[("households", A, 12), ("households", B, 30)],
        );
        assert_eq!(
            (whole.number, whole.origin, reported(&whole)),
            (Some(42.into()), Origin::RolledUp, Some((2, 2)))
        );
        let part = province("households", &[("households", A, 12)]);
        assert_eq!(
            (part.number, part.complete(), reported(&part)),
            (Some(12.into()), None, Some((1, 2))),
            "a part is shown with its coverage and stands for nothing more"
        );
        let missing: Vec<String> = part
            .coverage
            .iter()
            .flat_map(|one| &one.missing)
            .map(ToString::to_string)
            .collect();
        assert_eq!(missing, [B]);
    }

    #[test]
    fn a_provincial_figure_that_disagrees_with_the_sum_stands_and_is_flagged() {
        let units = [("households", A, 12), ("households", B, 30)];
        let with = |number| {
            let all = [units.as_slice(), &[("households", "province", number)]].concat();
            province("households", &all)
        };
        let other = with(40);
        assert_eq!(
            (other.number, other.origin, other.disagrees_with),
            (Some(40.into()), Origin::Reported, Some(42.into()))
        );
        assert_eq!(with(42).disagrees_with, None, "the same is no disagreement");
        // One of two is no sum that anything could disagree with.
        let early = province("households", &[units[0], ("households", "province", 40)]);
        assert_eq!(
            (early.number, early.disagrees_with, reported(&early)),
            (Some(40.into()), None, Some((1, 2)))
        );
    }

    #[test]
    fn a_rate_of_provincial_figures_stands_beside_units_that_have_begun_to_report() {
        let own = [
            ("insured-persons", "province", 500_000),
            ("population", "province", 625_000),
        ];
        let of_unit = [("insured-persons", A, 10), ("population", A, 100)];
        for units in [&of_unit[..0], &of_unit[..1], &of_unit[1..], &of_unit] {
            let rate = province("health-insurance", &[&own, units].concat());
            assert_eq!(rate.number, Some(80.into()), "{units:?}");
            assert_eq!(
                rate.complete(),
                rate.number,
                "{units:?} keep it from being judged"
            );
        }
        // Without the province's own figures the rate is that of the units whose both numbers are known.
        let part = province("health-insurance", &of_unit);
        assert_eq!(
            (part.number, part.complete(), reported(&part)),
            (Some(10.into()), None, Some((1, 2)))
        );
    }

    #[test]
    fn a_share_of_units_reported_directly_is_held_against_the_units_too() {
        let units = [("drug-free-communes", A, 1), ("drug-free-communes", B, 0)];
        let share = province("drug-free-communes", &units);
        assert_eq!(share.number, Some(50.into()));
        let all = [units.as_slice(), &[("drug-free-communes", "province", 80)]].concat();
        let direct = province("drug-free-communes", &all);
        assert_eq!(
            (direct.number, direct.disagrees_with),
            (Some(80.into()), Some(50.into()))
        );
    }

    #[test]
    fn a_mean_is_weighted_by_the_denominator_that_is_named() {
        let figures = [
            ("satisfaction", A, 90),
            ("satisfaction", B, 60),
            ("population", A, 1000),
            ("population", B, 2000),
        ];
        // (90 × 1,000 + 60 × 2,000) ÷ 3,000, and not (90 + 60) ÷ 2.
        assert_eq!(province("satisfaction", &figures).number, Some(70.into()));
        let without = province("satisfaction", &figures[..3]);
        let why = without.missing.clone().unwrap();
        assert_eq!(without.number, None);
        assert!(
            why.en.contains("the weight “Population” of") && why.en.contains("01447"),
            "{why:?}"
        );
        assert!(why.vi.contains("thiếu trọng số «Dân số»"), "{why:?}");
    }

    #[test]
    fn what_does_not_roll_up_is_the_provinces_own_figure_or_none() {
        assert_eq!(province("pci", &[]).number, None);
        let own = province("pci", &[("pci", "province", 63)]);
        assert_eq!(
            (own.number, own.coverage.clone(), own.disagrees_with),
            (Some(63.into()), None, None)
        );
    }
}
