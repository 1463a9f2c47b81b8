//! Figures that are computed from other indicators: rates, changes and composites.

use rust_decimal::Decimal;

use super::entered::no_figure;
use super::{Origin, Reader, Reading};
use crate::model::{ChangeSince, Component, IndicatorId, Period, Subject, Text};

impl Reader<'_> {
    /// `per × numerator ÷ denominator`, refused with the reason where one is missing or the denominator is zero.
    pub(super) fn rate(
        &self,
        numerator: &IndicatorId,
        denominator: &IndicatorId,
        per: Decimal,
        subject: &Subject,
        period: Period,
    ) -> Reading {
        let above = self.read(numerator, subject, period);
        let below = self.read(denominator, subject, period);
        let mut rate = no_figure();
        rate.take(numerator, subject, period, &above);
        rate.take(denominator, subject, period, &below);
        rate.coverage = above
            .coverage_as_part()
            .filter(|found| !found.is_complete())
            .or_else(|| below.coverage_as_part());
        match (above.number, below.number) {
            (Some(above), Some(below)) => divided(rate, above, below, per),
            (None, None) => rate,
            (None, _) => self.lacking(rate, numerator, &above),
            (_, None) => self.lacking(rate, denominator, &below),
        }
    }

    fn lacking(&self, rate: Reading, part: &IndicatorId, reading: &Reading) -> Reading {
        let name = self.indicator(part).map_or_else(
            || Text::new(part.as_str(), part.as_str()),
            |indicator| indicator.name.clone(),
        );
        let why = reading.missing.clone().unwrap_or_else(|| Text::new("", ""));
        let missing = Text::new(
            format!("thiếu «{}»: {}", name.vi, why.vi),
            format!("“{}” is missing: {}", name.en, why.en),
        );
        Reading {
            missing: Some(missing),
            ..rate
        }
    }

    /// The change against an earlier figure, in per cent of it.
    pub(super) fn change(
        &self,
        of: &IndicatorId,
        since: ChangeSince,
        is_reduction: bool,
        subject: &Subject,
        period: Period,
    ) -> Reading {
        let earlier = match since {
            ChangeSince::YearBefore => period.year_before(),
            ChangeSince::Baseline(baseline) => Some(baseline),
        };
        let Some(earlier) = earlier else {
            return no_figure();
        };
        let now = self.read(of, subject, period);
        let before = self.read(of, subject, earlier);
        let mut change = no_figure();
        change.take(of, subject, period, &now);
        change.take(of, subject, earlier, &before);
        change.coverage = now.coverage_as_part();
        let (Some(new), Some(old)) = (now.complete(), before.complete()) else {
            let (which, reading) = if now.complete().is_none() {
                (period, &now)
            } else {
                (earlier, &before)
            };
            return Reading {
                missing: Some(why_incomplete(which, reading)),
                ..change
            };
        };
        if old.is_zero() {
            let missing = Text::new(
                format!("giá trị {earlier} bằng 0 nên không tính được phần trăm thay đổi"),
                format!("the value of {earlier} is 0, so a change in per cent is not defined"),
            );
            return Reading {
                missing: Some(missing),
                ..change
            };
        }
        let percent = (new - old) * Decimal::ONE_HUNDRED / old.abs();
        change.found(
            if is_reduction { -percent } else { percent },
            Origin::Computed,
        )
    }

    /// The weighted mean of the components, each put on a scale from 0 to 100; refused where one is missing.
    pub(super) fn composite(
        &self,
        components: &[Component],
        subject: &Subject,
        period: Period,
    ) -> Reading {
        let mut composite = no_figure();
        let mut points = Decimal::ZERO;
        let mut weights = Decimal::ZERO;
        for component in components {
            let reading = self.read(&component.indicator, subject, period);
            composite.take(&component.indicator, subject, period, &reading);
            if composite
                .coverage
                .as_ref()
                .is_none_or(super::Coverage::is_complete)
            {
                composite.coverage = reading.coverage_as_part();
            }
            let Some(number) = reading.number else {
                return self.lacking(composite, &component.indicator, &reading);
            };
            points += component.weight * scaled(number, component);
            weights += component.weight;
        }
        match points.checked_div(weights) {
            Some(mean) => composite.found(mean, Origin::Computed),
            None => composite,
        }
    }
}

pub(super) fn divided(rate: Reading, above: Decimal, below: Decimal, per: Decimal) -> Reading {
    if let Some(number) = (per * above).checked_div(below) {
        rate.found(number, Origin::Computed)
    } else {
        let missing = Text::new("mẫu số bằng 0", "the denominator is 0");
        Reading {
            number: None,
            missing: Some(missing),
            ..rate
        }
    }
}

fn scaled(number: Decimal, component: &Component) -> Decimal {
    let share = (number - component.worst) / (component.best - component.worst);
    (share * Decimal::ONE_HUNDRED).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
}

fn why_incomplete(period: Period, reading: &Reading) -> Text {
    match (&reading.coverage, &reading.missing) {
        (Some(coverage), _) if !coverage.is_complete() => Text::new(
            format!(
                "{period} mới có {}/{} báo cáo",
                coverage.reported, coverage.of
            ),
            format!(
                "{period} has {} of {} reports",
                coverage.reported, coverage.of
            ),
        ),
        (_, Some(missing)) => Text::new(
            format!("{period}: {}", missing.vi),
            format!("{period}: {}", missing.en),
        ),
        _ => Text::new(
            format!("{period}: chưa có số liệu"),
            format!("{period}: there is no figure yet"),
        ),
    }
}
