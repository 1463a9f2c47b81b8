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
