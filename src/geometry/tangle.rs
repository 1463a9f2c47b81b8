//! How tangled edges are: counted before work whose time and memory grow with the places in which edges meet.

use std::ops::ControlFlow;

use geo::{Coord, Line, LineString, MultiLineString, MultiPolygon};

use super::edges::{Edge, EdgeIndex, Meeting, meeting};
use super::interrupt::{Interrupt, Interrupted};

/// Most places in which the edges of one geometry may meet, besides where one follows another.
pub const MOST_MEETINGS: usize = 100_000;

/// Most pairs of edges that are so near that their boxes meet.
pub const MOST_NEAR_PAIRS: usize = 10_000_000;

/// Pairs looked at between two looks at the interrupt.
const BATCH: usize = 4_096;

/// Why edges cannot be worked with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Tangled {
    /// They meet in too many places.
    #[error(
        "its edges cross or touch each other in more than {MOST_MEETINGS} places, first near longitude {}, latitude {}: simplify it or send it in parts",
        .0.x, .0.y
    )]
    Meetings(Coord<f64>),
    /// Too many of them are near each other.
    #[error(
        "more than {MOST_NEAR_PAIRS} pairs of its edges lie side by side: simplify it or send it in parts"
    )]
    NearPairs,
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// Calls `found` with every pair of edges that meet, by number, the lower first, until it breaks off.
///
/// # Errors
/// [`Tangled::NearPairs`] and [`Tangled::Interrupted`].
pub(super) fn for_each_meeting<B>(
    edges: &[Line<f64>],
    interrupt: &Interrupt,
    mut found: impl FnMut(usize, usize, Meeting) -> ControlFlow<B>,
) -> Result<Option<B>, Tangled> {
    let numbered = edges.iter().zip(0..);
    let index = EdgeIndex::of_edges(numbered.map(|(&line, number)| Edge { line, number }));
    let mut looked_at = 0_usize;
    for (number, &line) in edges.iter().enumerate() {
        for other in index.near(line) {
            looked_at += 1;
            if looked_at.is_multiple_of(BATCH) {
                interrupt.check()?;
            }
            let second = other.number as usize;
            if second <= number {
                continue;
            }
            if let Some(how) = meeting(line, other.line)
                && let ControlFlow::Break(result) = found(number, second, how)
            {
                return Ok(Some(result));
            }
        }
        // Each pair is seen from both its edges.
        if looked_at > 2 * MOST_NEAR_PAIRS {
            return Err(Tangled::NearPairs);
        }
    }
    Ok(None)
}

/// Checks that lines and the rings of areas together do not meet in too many places.
///
/// # Errors
/// [`Tangled`].
pub fn check(
    lines: &MultiLineString<f64>,
    areas: &MultiPolygon<f64>,
    interrupt: &Interrupt,
) -> Result<(), Tangled> {
    let rings = areas
        .iter()
        .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
    let edges: Vec<Line<f64>> = lines
        .iter()
        .chain(rings)
        .flat_map(LineString::lines)
        .filter(|edge| edge.start != edge.end)
        .collect();
    let (mut first, mut meetings) = (None, 0_usize);
    let too_many = for_each_meeting(&edges, interrupt, |a, b, how| {
        let follows = b == a + 1 && edges[a].end == edges[b].start;
        let at = match how {
            Meeting::Touch(_) if follows => return ControlFlow::Continue(()),
            Meeting::Touch(at) | Meeting::Cross(at) | Meeting::RunTogether(at) => at,
        };
        meetings += 1;
        let first = *first.get_or_insert(at);
        if meetings > MOST_MEETINGS {
            ControlFlow::Break(first)
        } else {
            ControlFlow::Continue(())
        }
    })?;
    too_many.map_or(Ok(()), |first| Err(Tangled::Meetings(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    fn judged(line: LineString<f64>) -> Result<(), Tangled> {
        let none = MultiPolygon::new(vec![]);
        check(
            &MultiLineString::new(vec![line]),
            &none,
            &Interrupt::default(),
        )
    }

    /// Places that jump about in a square, the same in every run.
    fn jumping(count: u32) -> LineString<f64> {
        let fraction = |i: u32, step: f64| (f64::from(i) * step).fract();
        let place = |i| {
            (
                106.0 + fraction(i, 0.754_877_666),
                22.0 + fraction(i, 0.569_840_29),
            )
        };
        (0..count).map(place).collect()
    }

    #[test]
    fn a_line_that_crosses_itself_now_and_then_passes() {
        assert_eq!(judged(jumping(200)), Ok(()));
        let track: LineString<f64> = (0..100_000)
            .map(|i| (105.0 + f64::from(i) * 1e-5, 22.0 + f64::from(i % 7) * 1e-5))
            .collect();
        assert_eq!(judged(track), Ok(()));
    }

    #[test]
    fn a_tangle_is_found_without_counting_all_of_it() {
        assert!(matches!(
            judged(jumping(100_000)),
            Err(Tangled::Meetings(_))
        ));
        let strokes: LineString<f64> = (0..100_000)
            .map(|i| {
                let along = f64::from(i) * 1e-6;
                let end = f64::from(i % 2);
                (105.0 + end + along, 22.0 + end - along)
            })
            .collect();
        assert_eq!(judged(strokes), Err(Tangled::NearPairs));
    }

    #[test]
    fn counting_stops_when_nobody_waits() {
        let interrupt = Interrupt::default();
        interrupt.raise();
        let lines = MultiLineString::new(vec![jumping(10_000)]);
        let stopped = check(&lines, &MultiPolygon::new(vec![]), &interrupt);
        assert_eq!(stopped, Err(Tangled::Interrupted(Interrupted)));
    }

    #[test]
    fn the_first_meeting_is_named() {
        let bow = vec![
            coord! {x: 0.0, y: 0.0},
            coord! {x: 2.0, y: 2.0},
            coord! {x: 2.0, y: 0.0},
            coord! {x: 0.0, y: 2.0},
        ];
        let edges: Vec<_> = LineString::new(bow).lines().collect();
        let found = for_each_meeting(&edges, &Interrupt::default(), |a, b, how| match how {
            Meeting::Cross(at) => ControlFlow::Break((a, b, at)),
            _ => ControlFlow::Continue(()),
        });
        assert_eq!(found, Ok(Some((0, 2, coord! {x: 1.0, y: 1.0}))));
    }
}
