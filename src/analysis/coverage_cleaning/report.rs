//! What was moved, what is refused, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use geo::Coord;

use super::NamedPolygon;
use super::slivers::{Settlement, TooWide};
use crate::geometry::LonLat;

/// Area that one polygon gained, from one other or from a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The code of the polygon that lost it; `None` where it was a gap.
    pub from: Option<String>,
    /// The code of the polygon that gained it.
    pub to: String,
    /// How much, in square metres.
    pub area_m2: f64,
    /// The greatest distance by which the border moved, in metres: from a vertex of the border that it had
    /// to the border that it got.
    pub farthest_m: f64,
    /// How many slivers it was.
    pub slivers: usize,
    /// A point of the largest of them.
    pub at: LonLat,
}

/// An overlap or gap that is wider than the tolerance.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The names of the polygons that overlap; empty for a gap.
    pub overlapping: Vec<String>,
    /// The names of the polygons around it.
    pub beside: Vec<String>,
    /// The codes of all these polygons.
    pub codes: Vec<String>,
    /// Its area in square metres.
    pub area_m2: f64,
    /// The diameter of the widest circle in it, in metres.
    pub width_m: f64,
    /// The middle of that circle.
    pub at: Coord<f64>,
}

/// What the same polygons overlap by, or the gaps that they leave between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Whether it is a gap; else an overlap.
    pub is_gap: bool,
    /// The names of the polygons that overlap, or lie around the gap.
    pub names: Vec<String>,
    /// The area of all pieces, in square metres.
    pub area_m2: f64,
    /// How many pieces there are.
    pub pieces: usize,
    /// A corner of the largest piece (degrees on WGS 84).
    pub at: Coord<f64>,
}

impl Fault {
    pub(super) fn nothing_yet(is_gap: bool, names: Vec<String>, at: Coord<f64>) -> Self {
        Self {
            is_gap,
            names,
            area_m2: 0.0,
            pieces: 0,
            at,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.is_gap {
            "leave a gap of"
        } else {
            "overlap by"
        };
        let places = match self.pieces {
            1 => "1 place".to_owned(),
            more => format!("{more} places"),
        };
        write!(
            formatter,
            "{} {verb} {} km² in {places}, the largest near {:.5}, {:.5}",
            all_of(&self.names),
            square_kilometres(self.area_m2),
            self.at.x,
            self.at.y
        )
    }
}

/// The names of the polygons in those positions.
pub(super) fn names_at(polygons: &[NamedPolygon], positions: &[usize]) -> Vec<String> {
    let names = positions
        .iter()
        .map(|position| polygons[*position].name.clone());
    names.collect()
}

/// Names in a row: `A, B and C`.
fn all_of(names: &[String]) -> String {
    match names {
        [] => "the polygons".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (names, verb) = if self.overlapping.is_empty() {
            (&self.beside, "leave a gap of")
        } else {
            (&self.overlapping, "overlap by")
        };
        let who = all_of(names);
        write!(
            formatter,
            "{who} {verb} {} km², up to {:.0} m wide, near {:.4},{:.4}",
            square_kilometres(self.area_m2),
            self.width_m,
            self.at.x,
            self.at.y
        )
    }
}

/// As many decimals as it takes to tell two figures.
fn square_kilometres(area_m2: f64) -> String {
    let decimals = if area_m2 < 1e3 {
        5
    } else if area_m2 < 1e5 {
        3
    } else {
        2
    };
    format!("{:.decimals$}", area_m2 / 1e6)
}

/// Why polygons could not be cleaned.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CleaningError {
    /// A vertex is not on the globe.
    #[error(
        "{name} has a vertex at longitude {longitude}, latitude {latitude}, which is not on the globe; \
         check the file's coordinate reference system"
    )]
    OffTheGlobe {
        /// The polygon's name.
        name: String,
        /// Its longitude in degrees.
        longitude: f64,
        /// Its latitude in degrees.
        latitude: f64,
    },
    /// Overlaps or gaps are wider than the tolerance.
    #[error(
        "{}; tolerance {tolerance_m} m to either side; mend the source or raise --tolerance",
        list(refusals)
    )]
    TooWide {
        /// Each of them, the widest first.
        refusals: Vec<Refusal>,
        /// The tolerance in metres.
        tolerance_m: f64,
    },
    /// Nothing is left of a polygon.
    #[error("nothing is left of {name}: others cover all of it; mend the source")]
    Vanished {
        /// The polygon's name.
        name: String,
    },
}

/// The first few refusals, and how many there are besides.
fn list(refusals: &[Refusal]) -> String {
    const TOLD: usize = 10;
    let told: Vec<_> = refusals
        .iter()
        .take(TOLD)
        .map(ToString::to_string)
        .collect();
    let besides = refusals.len().saturating_sub(TOLD);
    let more = if besides > 0 {
        format!("; and {besides} more")
    } else {
        String::new()
    };
    format!("{}{more}", told.join("; "))
}

/// What is refused, in the polygons' names, the widest first.
pub(super) fn refusals(polygons: &[NamedPolygon], mut too_wide: Vec<TooWide>) -> Vec<Refusal> {
    too_wide.sort_by(|a, b| b.width_m.total_cmp(&a.width_m));
    too_wide
        .into_iter()
        .map(|face| Refusal {
            overlapping: names_at(polygons, &face.covered_by),
            beside: names_at(polygons, &face.beside),
            codes: face
                .covered_by
                .iter()
                .chain(&face.beside)
                .map(|position| polygons[*position].code.clone())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            area_m2: face.area_m2,
            width_m: face.width_m,
            at: face.at.degrees(),
        })
        .collect()
}

/// The slivers added up by who lost and who gained.
pub(super) fn moves(codes: &[String], settlement: &Settlement) -> Vec<Move> {
    let mut moves: BTreeMap<(Option<usize>, usize), (Move, f64)> = BTreeMap::new();
    for settled in &settlement.settled {
        let losers: Vec<Option<usize>> = if settled.covered_by.is_empty() {
            vec![None]
        } else {
            settled
                .covered_by
                .iter()
                .filter(|loser| **loser != settled.to)
                .map(|loser| Some(*loser))
                .collect()
        };
        let degrees = settled.at.degrees();
        let Ok(at) = LonLat::new(degrees.x, degrees.y) else {
            continue;
        };
        for from in losers {
            let (total, largest) = moves.entry((from, settled.to)).or_insert_with(|| {
                let from = from.map(|from| codes[from].clone());
                let to = codes[settled.to].clone();
                (
                    Move {
                        from,
                        to,
                        area_m2: 0.0,
                        farthest_m: 0.0,
                        slivers: 0,
                        at,
                    },
                    0.0,
                )
            });
            total.area_m2 += settled.area_m2;
            total.farthest_m = total.farthest_m.max(settled.farthest_m);
            total.slivers += 1;
            if settled.area_m2 > *largest {
                *largest = settled.area_m2;
                total.at = at;
            }
        }
    }
    moves.into_values().map(|(total, _)| total).collect()
}
