//! Everything within a distance of lines in a plane, as the union of what each edge and each corner reaches.
//!
//! A stroke drawn along the line in one go loses area where a wide strip folds over itself at a sharp corner;
//! a union of plain shapes cannot: each lies within the distance, and together they cover all of it.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};

use super::interrupt::{Interrupt, Interrupted};
use super::union::united;

/// An edge's rectangle is this part of the distance longer at both ends, so that neighbours overlap and leave
/// no hairline between them. It reaches at most a two-millionth of the distance too far.
const OVERLAP: f64 = 1e-3;

/// Everything within `distance` of the lines.
///
/// A line whose vertices all coincide counts as a point. Lines that close on themselves have no ends.
///
/// # Input
/// A plane's coordinates and a positive distance in the same unit. Arcs have a vertex every `arc_step`
/// radians and lie inside the true circle by at most `distance × arc_step² ÷ 8`.
///
/// # Errors
/// [`Interrupted`] when nobody waits for the strip any more.
pub(super) fn strip(
    lines: &MultiLineString<f64>,
    distance: f64,
    arc_step: f64,
    interrupt: &Interrupt,
) -> Result<MultiPolygon<f64>, Interrupted> {
    let brush = Brush { distance, arc_step };
    united(lines.iter().flat_map(|line| brush.shapes(line)), interrupt)
}

#[derive(Clone, Copy)]
struct Brush {
    distance: f64,
    arc_step: f64,
}

impl Brush {
    /// What each edge and each corner of the line reaches, in the order of the line; drawn one after the other, since a
    /// sharp corner has a hundred vertices.
    fn shapes(self, line: &LineString<f64>) -> impl Iterator<Item = Polygon<f64>> + use<> {
        let vertices = without_repeats(line);
        let edges = vertices.len().saturating_sub(1);
        let bearing_of = |edge: usize| bearing(vertices[edge], vertices[edge + 1]);
        let ends = match (vertices.first(), vertices.last()) {
            (Some(&first), _) if edges == 0 => vec![self.wedge(first, 0.0, TAU)],
            (Some(&first), Some(&last)) => {
                let (start, end) = (bearing_of(0), bearing_of(edges - 1));
                if first == last {
                    vec![self.corner(first, end, start)]
                } else {
                    vec![
                        self.wedge(first, start + FRAC_PI_2, PI),
                        self.wedge(last, end - FRAC_PI_2, PI),
                    ]
                }
            }
            _ => Vec::new(),
        };
        let along = (0..edges).flat_map(move |edge| {
            let (from, to) = (vertices[edge], vertices[edge + 1]);
            let corner = vertices
                .get(edge + 2)
                .map(|&after| self.corner(to, bearing(from, to), bearing(to, after)));
            std::iter::once(self.rectangle(from, to)).chain(corner)
        });
        along.chain(ends)
    }

    fn rectangle(&self, from: Coord<f64>, to: Coord<f64>) -> Polygon<f64> {
        let direction = bearing(from, to);
        let along = polar(direction, self.distance * OVERLAP);
        let aside = polar(direction + FRAC_PI_2, self.distance);
        let (from, to) = (from - along, to + along);
        let ring = vec![from - aside, to - aside, to + aside, from + aside];
        Polygon::new(LineString::new(ring), Vec::new())
    }

    /// The part of the circle on the outer side of a turn.
    fn corner(&self, at: Coord<f64>, before: f64, after: f64) -> Polygon<f64> {
        let turn = (after - before + PI).rem_euclid(TAU) - PI;
        if turn >= 0.0 {
            self.wedge(at, before - FRAC_PI_2, turn)
        } else {
            self.wedge(at, after + FRAC_PI_2, -turn)
        }
    }

    /// The part of the circle from one bearing on, a little more at both sides so that it overlaps what it
    /// joins; all of it is within the distance.
    fn wedge(&self, at: Coord<f64>, from: f64, sweep: f64) -> Polygon<f64> {
        let from = from - self.arc_step;
        let sweep = (sweep + 2.0 * self.arc_step).min(TAU);
        let steps = (sweep / self.arc_step).ceil();
        let arc = (0..=steps as usize)
            .map(|step| at + polar(from + sweep * step as f64 / steps, self.distance));
        let ring = if sweep < TAU {
            std::iter::once(at).chain(arc).collect()
        } else {
            arc.collect()
        };
        Polygon::new(LineString::new(ring), Vec::new())
    }
}

fn without_repeats(line: &LineString<f64>) -> Vec<Coord<f64>> {
    let mut vertices = line.0.clone();
    vertices.dedup();
    vertices
}

fn bearing(from: Coord<f64>, to: Coord<f64>) -> f64 {
    (to.y - from.y).atan2(to.x - from.x)
}

fn polar(angle: f64, radius: f64) -> Coord<f64> {
    Coord {
        x: radius * angle.cos(),
        y: radius * angle.sin(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Contains, Distance, Euclidean, Point, line_string};
    use proptest::prelude::*;

    const STEP: f64 = FRAC_PI_2 / 64.0;

    fn of(line: LineString<f64>, distance: f64) -> MultiPolygon<f64> {
        strip(
            &MultiLineString::new(vec![line]),
            distance,
            STEP,
            &Interrupt::default(),
        )
        .unwrap()
    }

    #[test]
    fn a_straight_line_gives_a_rectangle_with_round_ends() {
        let area = of(line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0)], 2.0).unsigned_area();
        let expected = 10.0 * 4.0 + PI * 4.0;
        assert!((area / expected - 1.0).abs() < 1e-4, "{area} {expected}");
    }

    #[test]
    fn a_line_that_turns_back_on_itself_reaches_no_more_than_the_line_once() {
        let once = of(line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0)], 2.0);
        let back = of(
            line_string![(x: 0.0, y: 0.0), (x: 10.0, y: 0.0), (x: 0.0, y: 0.0)],
            2.0,
        );
        assert!((back.unsigned_area() / once.unsigned_area() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_track_of_short_wavering_steps_reaches_as_far_as_its_axis() {
        let track = (0..=2_000)
            .map(|step| (f64::from(step), f64::from(step % 2)))
            .collect::<Vec<_>>();
        let strip = of(track.into(), 5_000.0);
        assert_eq!((strip.0.len(), strip.0[0].interiors().len()), (1, 0));
        // The axis is half a metre from every vertex, so the area lies between those of 5,000 ∓ 0.5 m.
        let around_axis = |distance: f64| 2_000.0 * 2.0 * distance + PI * distance * distance;
        let area = strip.unsigned_area();
        assert!(area > around_axis(4_999.5) * (1.0 - 1e-4), "{area}");
        assert!(area < around_axis(5_000.5), "{area}");
    }

    #[test]
    fn a_strip_nobody_waits_for_is_left_undone() {
        let interrupt = Interrupt::default();
        interrupt.raise();
        let line = MultiLineString::new(vec![line_string![(x: 0.0, y: 0.0), (x: 9.0, y: 0.0)]]);
        assert_eq!(strip(&line, 2.0, STEP, &interrupt), Err(Interrupted));
    }

    #[test]
    fn a_point_gives_a_circle() {
        let area = of(line_string![(x: 3.0, y: 3.0), (x: 3.0, y: 3.0)], 2.0).unsigned_area();
        assert!((area / (PI * 4.0) - 1.0).abs() < 1e-3, "{area}");
    }

    #[test]
    fn a_closed_line_leaves_its_middle_open() {
        let ring = line_string![
            (x: 0.0, y: 0.0), (x: 100.0, y: 0.0), (x: 100.0, y: 100.0), (x: 0.0, y: 100.0),
            (x: 0.0, y: 0.0)
        ];
        let area = of(ring, 2.0).unsigned_area();
        // Outside: four edges and a whole circle of corners; inside: the square less the smaller square.
        let outside = 400.0 * 2.0 + PI * 4.0;
        let inside = 100.0 * 100.0 - 96.0 * 96.0;
        assert!((area / (outside + inside) - 1.0).abs() < 1e-5, "{area}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn it_holds_what_is_near_and_nothing_else(
            vertices in prop::collection::vec((0.0..100.0_f64, 0.0..100.0_f64), 2..8),
            places in prop::collection::vec((-40.0..140.0_f64, -40.0..140.0_f64), 40),
            distance in 1.0..40.0_f64,
        ) {
            let line: LineString<f64> = vertices.into();
            let strip = of(line.clone(), distance);
            for (x, y) in places {
                let place = Point::new(x, y);
                let far = Euclidean.distance(&place, &line) / distance;
                if far < 0.999 {
                    prop_assert!(strip.contains(&place), "{place:?} at {far}");
                } else if far > 1.001 {
                    prop_assert!(!strip.contains(&place), "{place:?} at {far}");
                }
            }
        }

        #[test]
        fn it_grows_with_the_distance(
            vertices in prop::collection::vec((0.0..100.0_f64, 0.0..100.0_f64), 2..10),
            distance in 1.0..60.0_f64,
        ) {
            let line: LineString<f64> = vertices.into();
            let narrow = of(line.clone(), distance).unsigned_area();
            let wide = of(line, distance * 1.05).unsigned_area();
            prop_assert!(wide > narrow, "{narrow} {wide}");
        }
    }
}
