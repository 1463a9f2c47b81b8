//! Illustrative figures and layers ([`inputs`]): made up by a seeded generator to fill the screens, every one marked so.
//!
//! The figures of 2023 and 2024, and of the first half of 2025 where they come by quarter, are reported by the former
//! units; later ones by the units of today. The same snapshot always gives the same figures.

pub mod inputs;
mod progress;
mod recipes;
mod shares;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;

use crate::model::{
    Indicator, IndicatorId, Observation, ObservationKey, ObservationState, Period, Quality,
    Snapshot, Subject, Unit, UnitKey, Value,
};

pub use progress::tasks;
use recipes::{ConditionRecipe, PlaceRecipe, ProvinceRecipe, Recipe};
use shares::{Ticks, divided, divided_within, number, weight};

/// The seed; another number gives other figures.
const SEED: u64 = 20_250_701;
/// The first year with figures.
const FIRST_YEAR: i16 = 2023;
/// The last year with figures; those of the whole year are estimates.
const LAST_YEAR: i16 = 2026;
/// The first year reported by the units of today.
const MERGED_YEAR: i16 = 2025;
/// Who stands as the one who entered.
const ENTERED_BY: &str = "illustration";
/// What stands as the source.
const SOURCE: &str = "Số liệu minh hoạ, không phải số liệu thật";

/// Illustrative figures for every indicator that is entered.
#[must_use]
pub fn figures(snapshot: &Snapshot, today: Date) -> Vec<Observation> {
    let mut maker = Maker::new(snapshot, today);
    for recipe in recipes::BY_UNIT {
        maker.by_unit(recipe);
    }
    for recipe in recipes::CONDITIONS {
        maker.condition(recipe);
    }
    for recipe in recipes::BY_GATE {
        maker.by_gate(recipe);
    }
    for recipe in recipes::BY_PROVINCE {
        maker.by_province(recipe);
    }
    maker.made
}

struct Maker<'a> {
    snapshot: &'a Snapshot,
    at: Timestamp,
    random: ChaCha8Rng,
    units: Vec<&'a Unit>,
    /// What was made for the units of today, for the recipes that build on it.
    by_unit: BTreeMap<(&'static str, UnitKey, i16), Ticks>,
    made: Vec<Observation>,
}

impl<'a> Maker<'a> {
    fn new(snapshot: &'a Snapshot, today: Date) -> Self {
        let at = jiff::tz::TimeZone::UTC
            .to_timestamp(today.at(0, 0, 0, 0))
            .unwrap_or(Timestamp::UNIX_EPOCH);
        Self {
            snapshot,
            at,
            random: ChaCha8Rng::seed_from_u64(SEED),
            units: snapshot.units().on(today).map(AsRef::as_ref).collect(),
            by_unit: BTreeMap::new(),
            made: Vec::new(),
        }
    }

    fn by_unit(&mut self, recipe: &'static Recipe) {
        let Some(indicator) = self.indicator(recipe.id()) else {
            return;
        };
        for unit in self.units.clone() {
            let mut state = self.start(recipe, unit);
            for year in FIRST_YEAR..=LAST_YEAR {
                let ticks = self.next(recipe, unit, year, &indicator, &mut state);
                self.by_unit
                    .insert((recipe.id(), unit.key.clone(), year), ticks);
                let is_late =
                    recipe.is_late() && year == LAST_YEAR && self.random.random_range(0..14) == 0;
                if is_late {
                    self.late(&indicator, unit, year);
                } else if recipe.is_quarterly() {
                    self.quarters(&indicator, unit, year, ticks);
                } else {
                    self.year(recipe, &indicator, unit, year, ticks);
                }
            }
        }
    }

    /// The starting point of a recipe in a unit: how far it lies from the province's mean.
    fn start(&mut self, recipe: &Recipe, unit: &Unit) -> f64 {
        let spread = recipe.spread();
        let is_ward = unit.kind == crate::model::UnitKind::Ward;
        recipe.base(is_ward) + self.random.random_range(-spread..=spread)
    }

    fn next(
        &mut self,
        recipe: &Recipe,
        unit: &Unit,
        year: i16,
        indicator: &Indicator,
        state: &mut f64,
    ) -> Ticks {
        let scale = 10_f64.powi(indicator.decimals.cast_signed());
        let since = f64::from(year - MERGED_YEAR);
        let wobble: f64 = self.random.random_range(-0.15..0.15);
        match recipe {
            Recipe::Share { of, yearly, .. } => {
                let whole = self
                    .by_unit
                    .get(&(*of, unit.key.clone(), year))
                    .copied()
                    .unwrap_or_default();
                let percent = (*state + yearly * (since + wobble)).clamp(0.0, 99.6);
                ((whole as f64) * percent / 100.0).floor() as Ticks
            }
            Recipe::PerPerson { growth, .. } => {
                let people = self.people(unit);
                // The shipped people are those of 2024, so that year comes out as it is.
                let factor = 1.0 + growth * (since + 1.0) / 100.0;
                (people * state.max(0.0) * factor * scale).round() as Ticks
            }
            Recipe::Amount { growth, .. } | Recipe::Quarterly { growth, .. } => {
                let factor = (1.0 + (growth + growth * wobble) / 100.0).powf(since);
                (state.max(0.0) * factor * scale).round() as Ticks
            }
        }
    }

    /// The unit's people by the shipped figures.
    fn people(&self, unit: &Unit) -> f64 {
        use rust_decimal::prelude::ToPrimitive;
        let subject = Subject::Unit(unit.key.clone());
        let figures = self.snapshot.figures();
        IndicatorId::new("population")
            .ok()
            .and_then(|id| {
                figures
                    .series(&id, &subject)
                    .filter_map(|figure| figure.value.number())
                    .last()
            })
            .and_then(|number| number.to_f64())
            .unwrap_or(5000.0)
    }

    fn year(
        &mut self,
        recipe: &'static Recipe,
        indicator: &Indicator,
        unit: &Unit,
        year: i16,
        ticks: Ticks,
    ) {
        let Ok(period) = Period::year(year) else {
            return;
        };
        if year >= MERGED_YEAR {
            let subject = Subject::Unit(unit.key.clone());
            return self.put(
                indicator,
                subject,
                period,
                number(ticks, indicator.decimals),
            );
        }
        let whole = match recipe {
            Recipe::Share { of, .. } => self.by_unit.get(&(*of, unit.key.clone(), year)).copied(),
            _ => None,
        };
        self.former(indicator, unit, period, ticks, whole);
    }

    /// Divides a unit's value among the former units that it was formed from; a numerator like its denominator.
    fn former(
        &mut self,
        indicator: &Indicator,
        unit: &Unit,
        period: Period,
        ticks: Ticks,
        whole: Option<Ticks>,
    ) {
        let former: Vec<UnitKey> = self
            .snapshot
            .units()
            .predecessors(&unit.key)
            .map(|one| one.key.clone())
            .collect();
        let weights: Vec<Ticks> = former.iter().map(weight).collect();
        let parts = match whole {
            Some(whole) => divided_within(ticks, &divided(whole, &weights)),
            None => divided(ticks, &weights),
        };
        for (key, part) in former.into_iter().zip(parts) {
            self.put(
                indicator,
                Subject::Unit(key),
                period,
                number(part, indicator.decimals),
            );
        }
    }

    fn quarters(&mut self, indicator: &Indicator, unit: &Unit, year: i16, ticks: Ticks) {
        let Ok(whole) = Period::year(year) else {
            return;
        };
        let mut weights = [24, 25, 27, 24];
        weights.rotate_left((unit.key.code.number() % 4) as usize);
        let mut parts = divided(ticks, &weights);
        // What is left over by rounding falls into another quarter from unit to unit.
        parts.rotate_right((unit.key.code.number() % 4) as usize);
        let mut running = 0;
        for (quarter, part) in whole
            .parts(crate::model::Rhythm::Quarter)
            .into_iter()
            .zip(parts)
        {
            running += part;
            let is_over = year < LAST_YEAR || quarter.ordinal() < 4;
            let value = if indicator.is_flow { part } else { ticks };
            if !is_over {
                continue;
            }
            if quarter.start() < unit.key.valid_from {
                self.former(indicator, unit, quarter, value, None);
            } else {
                let subject = Subject::Unit(unit.key.clone());
                self.put(
                    indicator,
                    subject,
                    quarter,
                    number(value, indicator.decimals),
                );
            }
        }
        debug_assert_eq!(running, ticks);
    }

    fn late(&mut self, indicator: &Indicator, unit: &Unit, year: i16) {
        let Ok(period) = Period::year(year) else {
            return;
        };
        let reason = "đang rà soát hồ sơ, sẽ bổ sung trong kỳ sau".to_owned();
        let subject = Subject::Unit(unit.key.clone());
        self.put(indicator, subject, period, Value::NotAvailable { reason });
    }

    fn condition(&mut self, recipe: &ConditionRecipe) {
        let Some(indicator) = self.indicator(recipe.id) else {
            return;
        };
        for unit in self.units.clone() {
            if recipe.is_border_only && !unit.is_border() {
                continue;
            }
            let first_year: i16 = MERGED_YEAR + self.random.random_range(0..recipe.years);
            for year in MERGED_YEAR..=LAST_YEAR {
                let Ok(period) = Period::year(year) else {
                    continue;
                };
                let is_met = year >= first_year + recipe.delay;
                let subject = Subject::Unit(unit.key.clone());
                self.put(
                    &indicator,
                    subject,
                    period,
                    Value::from(Decimal::from(u8::from(is_met))),
                );
            }
        }
    }

    fn by_gate(&mut self, recipe: &PlaceRecipe) {
        let Some(indicator) = self.indicator(recipe.id) else {
            return;
        };
        let gates: Vec<_> = self
            .snapshot
            .places()
            .of_kind(recipe.kind)
            .map(|place| place.id.clone())
            .collect();
        for (position, gate) in gates.into_iter().enumerate() {
            let size = recipe.base / f64::from(u32::try_from(position).unwrap_or(0) + 1);
            for year in FIRST_YEAR..=LAST_YEAR {
                let Ok(period) = Period::year(year) else {
                    continue;
                };
                let wobble: f64 = self.random.random_range(-4.0..4.0);
                let factor =
                    (1.0 + (recipe.growth + wobble) / 100.0).powf(f64::from(year - MERGED_YEAR));
                let ticks = (size * factor * 10_f64.powi(indicator.decimals.cast_signed())).round()
                    as Ticks;
                self.put(
                    &indicator,
                    Subject::Place(gate.clone()),
                    period,
                    number(ticks, indicator.decimals),
                );
            }
        }
    }

    fn by_province(&mut self, recipe: &ProvinceRecipe) {
        let Some(indicator) = self.indicator(recipe.id) else {
            return;
        };
        for (year, value) in (FIRST_YEAR..).zip(recipe.values) {
            let (Ok(period), Ok(value)) = (Period::year(year), value.parse::<Decimal>()) else {
                continue;
            };
            self.put(&indicator, Subject::Province, period, Value::from(value));
        }
    }

    fn indicator(&self, id: &str) -> Option<Indicator> {
        let id = IndicatorId::new(id).ok()?;
        self.snapshot
            .programme()
            .indicator(&id)
            .map(|indicator| (**indicator).clone())
    }

    /// Keeps the figure, unless a real one stands there.
    fn put(&mut self, indicator: &Indicator, subject: Subject, period: Period, value: Value) {
        if self
            .snapshot
            .figures()
            .approved(&indicator.id, &subject, period)
            .is_some()
        {
            return;
        }
        let is_estimate =
            period.calendar_year() == LAST_YEAR && period.rhythm() == crate::model::Rhythm::Year;
        self.made.push(Observation {
            key: ObservationKey {
                indicator: indicator.id.clone(),
                subject,
                period,
                revision: 1,
            },
            value,
            unit: indicator.unit.code.clone(),
            source: SOURCE.to_owned(),
            quality: if is_estimate {
                Quality::Estimate
            } else {
                Quality::Provisional
            },
            state: ObservationState::Approved {
                by: "illustration-approver".to_owned(),
                at: self.at,
            },
            is_illustrative: true,
            entered_by: ENTERED_BY.to_owned(),
            entered_at: self.at,
            note: None,
        });
    }
}
