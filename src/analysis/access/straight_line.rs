//! What is answered where neither roads nor heights are loaded: the straight line, lengthened and walked or driven.
//!
//! # Source
//! Detour factors of 1.33 to 1.42 were measured for China, Japan and Thailand by R. H. Ballou, H. Rahardja and N. Sakai
//! (2002), *Selected country circuity factors for road travel distance estimation*, Transportation Research A 36(9).
//! The vehicle's 20 km/h is the design speed of class VI in the mountains (TCVN 4054:2005), that of most roads to villages;
//! the walker's 3 km/h is that of open ground in the dry season (Blanford and others, 2012, table 2).

use geo::Coord;

use super::matrix::{TravelMatrix, TravelMethod, Trip, Unreached};
use super::options::{Season, TravelMode, TravelOptions};
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::nearest::Station;

/// What the rainy season leaves of a vehicle's speed along an unknown way: between the 0.9 of paved roads and the two
/// thirds of others (see `docs/access.md`).
pub const RAINY_SHARE: f64 = 0.8;

/// Minutes that a metre of straight line takes.
pub(super) fn minutes_per_metre(options: &TravelOptions) -> f64 {
    let speed_kmh = match (options.mode, options.season) {
        (TravelMode::OnFoot, _) => options.walking_speed_kmh,
        (_, Season::Dry) => options.straight_line_speed_kmh,
        (_, Season::Rainy) => options.straight_line_speed_kmh * RAINY_SHARE,
    };
    options.detour_factor * 60.0 / (speed_kmh * 1_000.0)
}

/// The matrix by straight lines. Both directions take equally long.
pub(super) fn matrix(
    origins: &[Coord<f64>],
    destinations: &[Coord<f64>],
    options: &TravelOptions,
    interrupt: &Interrupt,
    progress: &dyn Fn(f64),
) -> Result<TravelMatrix, Interrupted> {
    let minutes_per_metre = minutes_per_metre(options);
    let limit = options.limit_minutes.unwrap_or(f64::INFINITY);
    let ends: Vec<Station> = destinations.iter().map(|&at| Station::new(at)).collect();
    let mut trips = Vec::with_capacity(origins.len() * destinations.len());
    for (index, &origin) in origins.iter().enumerate() {
        interrupt.check()?;
        progress(index as f64 / origins.len() as f64);
        let start = Station::new(origin);
        trips.extend(ends.iter().map(|end| {
            let minutes = start.distance_m(end) * minutes_per_metre;
            if minutes <= limit {
                Trip::Reached {
                    minutes,
                    method: TravelMethod::StraightLine,
                }
            } else {
                Trip::Unreached(Unreached::BeyondLimit)
            }
        }));
    }
    Ok(TravelMatrix::new(destinations.len(), trips))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    /// 106.0 E 22.0 N to 106.0 E 23.0 N is 110,737.10084 m (GeographicLib); × 1.4 at 20 km/h is 465.0958 minutes.
    #[test]
    fn a_degree_of_latitude_takes_as_long_as_by_hand() {
        let ends = [coord! {x: 106.0, y: 22.0}, coord! {x: 106.0, y: 23.0}];
        let at = |options: &TravelOptions| {
            matrix(&ends[..1], &ends, options, &Interrupt::default(), &|_| {}).unwrap()
        };
        let dry = TravelOptions::default();
        let expected = 110_737.10084379822 * 1.4 / 20_000.0 * 60.0;
        let minutes = at(&dry).minutes(0, 1).unwrap();
        assert!(
            (minutes - expected).abs() < 1e-6 && (expected - 465.0958).abs() < 1e-4,
            "{minutes}"
        );
        assert_eq!(at(&dry).minutes(0, 0), Some(0.0));
        let rainy = TravelOptions {
            season: Season::Rainy,
            ..dry.clone()
        };
        assert!((at(&rainy).minutes(0, 1).unwrap() - expected / 0.8).abs() < 1e-6);
        let on_foot = TravelOptions {
            mode: TravelMode::OnFoot,
            season: Season::Rainy,
            ..dry.clone()
        };
        assert!((at(&on_foot).minutes(0, 1).unwrap() - expected * 20.0 / 3.0).abs() < 1e-6);
        let limited = TravelOptions {
            limit_minutes: Some(60.0),
            ..dry
        };
        assert_eq!(
            at(&limited).trip(0, 1),
            Trip::Unreached(Unreached::BeyondLimit)
        );
    }
}
