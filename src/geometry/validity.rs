//! Whether a geometry can be worked with: every coordinate a place on the earth, rings closed and simple,
//! no more vertices than the tool can take. Said before any work begins, in words that name the fault.

use super::area_rules::{self, AreaFault};
use super::interrupt::{Interrupt, Interrupted};
use super::parts::lines_and_areas;
use super::tangle::{self, Tangled};
use geo::{CoordsIter, Geometry, MultiPolygon};

/// Most vertices that one geometry may have.
pub const MOST_VERTICES: usize = 2_000_000;

/// Most vertices of a geometry that is checked for crossing rings when it comes with a question.
pub const MOST_VERTICES_OF_A_QUESTION: usize = 200_000;

/// Deepest nesting of collections.
const DEEPEST_COLLECTION: usize = 8;

/// What is wrong with a geometry.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GeometryFault {
    /// It has no vertex.
    #[error("the geometry is empty: draw or send at least one point")]
    Empty,
    /// A coordinate is not a number or not on the earth.
    #[error(
        "vertex {index} is at longitude {lon}, latitude {lat}, which is no place on the earth: send WGS 84 degrees, longitude first"
    )]
    OffTheEarth {
        /// Which vertex, counted from 1.
        index: usize,
        /// Its longitude.
        lon: f64,
        /// Its latitude.
        lat: f64,
    },
    /// It is larger than the tool takes.
    #[error(
        "the geometry has {vertices} vertices and at most {most} are taken: simplify or split it"
    )]
    TooManyVertices {
        /// How many it has.
        vertices: usize,
        /// How many are taken.
        most: usize,
    },
    /// Collections inside collections beyond reason.
    #[error("collections are nested more than {DEEPEST_COLLECTION} deep: send their parts")]
    TooDeep,
    /// It breaks a rule of simple features, such as a ring that crosses itself.
    #[error(
        "the geometry is not valid: {0}; repair it (for example with “make valid”) and send it again"
    )]
    Invalid(AreaFault),
    /// A line without length.
    #[error("the line has one position only: a line takes two, or send a point")]
    NoLength,
    /// Its edges meet too often.
    #[error("the geometry is too tangled: {0}")]
    TooTangled(Tangled),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// Checks the number of vertices, their coordinates and the nesting: cheap, done to all that comes in.
///
/// # Errors
/// The first [`GeometryFault`] found.
pub fn check_coordinates(geometry: &Geometry<f64>, most: usize) -> Result<(), GeometryFault> {
    check_depth(geometry, 0)?;
    let vertices = geometry.coords_count();
    if vertices == 0 {
        return Err(GeometryFault::Empty);
    }
    if vertices > most {
        return Err(GeometryFault::TooManyVertices { vertices, most });
    }
    for (index, at) in geometry.coords_iter().enumerate() {
        let is_on_earth = at.x.abs() <= 180.0 && at.y.abs() <= 90.0;
        if !is_on_earth {
            return Err(GeometryFault::OffTheEarth {
                index: index + 1,
                lon: at.x,
                lat: at.y,
            });
        }
    }
    Ok(())
}

/// Checks a geometry that comes with a question: coordinates, size, and the rules of simple features.
///
/// # Errors
/// The first [`GeometryFault`] found.
pub fn check(geometry: &Geometry<f64>, interrupt: &Interrupt) -> Result<(), GeometryFault> {
    check_coordinates(geometry, MOST_VERTICES_OF_A_QUESTION)?;
    check_parts(geometry, interrupt)?;
    let (lines, areas) = lines_and_areas(geometry);
    // Areas that are sound meet themselves nowhere; only lines, and the parts of a collection, may.
    if lines.0.is_empty() && !matches!(geometry, Geometry::GeometryCollection(_)) {
        return Ok(());
    }
    Ok(tangle::check(&lines, &areas, interrupt)?)
}

fn check_parts(geometry: &Geometry<f64>, interrupt: &Interrupt) -> Result<(), GeometryFault> {
    interrupt.check()?;
    let sound = |areas: &MultiPolygon<f64>| Ok(area_rules::check(areas, interrupt)?);
    let has_length = |line: &geo::LineString<f64>| {
        if line.0.iter().all(|at| *at == line.0[0]) {
            Err(GeometryFault::NoLength)
        } else {
            Ok(())
        }
    };
    match geometry {
        Geometry::Polygon(area) => sound(&area.clone().into()),
        Geometry::MultiPolygon(areas) => sound(areas),
        Geometry::LineString(line) if !line.0.is_empty() => has_length(line),
        Geometry::MultiLineString(lines) => lines
            .iter()
            .filter(|line| !line.0.is_empty())
            .try_for_each(has_length),
        Geometry::GeometryCollection(parts) => parts
            .iter()
            .try_for_each(|part| check_parts(part, interrupt)),
        _ => Ok(()),
    }
}

impl From<Tangled> for GeometryFault {
    fn from(fault: Tangled) -> Self {
        match fault {
            Tangled::Interrupted(gone) => Self::Interrupted(gone),
            tangled => Self::TooTangled(tangled),
        }
    }
}

impl From<AreaFault> for GeometryFault {
    fn from(fault: AreaFault) -> Self {
        match fault {
            AreaFault::Interrupted(gone) => Self::Interrupted(gone),
            AreaFault::Tangled(tangled) => tangled.into(),
            broken => Self::Invalid(broken),
        }
    }
}

fn check_depth(geometry: &Geometry<f64>, depth: usize) -> Result<(), GeometryFault> {
    if depth > DEEPEST_COLLECTION {
        return Err(GeometryFault::TooDeep);
    }
    if let Geometry::GeometryCollection(parts) = geometry {
        for part in parts {
            check_depth(part, depth + 1)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{GeometryCollection, LineString, MultiPolygon, line_string, point, polygon};

    fn fault(geometry: &Geometry<f64>) -> GeometryFault {
        check(geometry, &Interrupt::default()).unwrap_err()
    }

    #[test]
    fn sound_geometry_passes() {
        let square = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
        assert_eq!(check(&square.into(), &Interrupt::default()), Ok(()));
    }

    #[test]
    fn empty_and_not_a_number_are_named() {
        assert_eq!(
            fault(&MultiPolygon::<f64>::new(vec![]).into()),
            GeometryFault::Empty
        );
        let message = fault(&point! {x: f64::NAN, y: 2.0}.into()).to_string();
        assert!(
            message.starts_with("vertex 1 is at longitude NaN"),
            "{message}"
        );
        let swapped = line_string![(x: 22.6, y: 10.0), (x: 22.6, y: 106.2)];
        assert!(matches!(
            fault(&swapped.into()),
            GeometryFault::OffTheEarth { index: 2, .. }
        ));
    }

    #[test]
    fn a_bow_tie_is_invalid() {
        let bow_tie = polygon![(x: 0., y: 0.), (x: 1., y: 1.), (x: 1., y: 0.), (x: 0., y: 1.)];
        assert!(matches!(fault(&bow_tie.into()), GeometryFault::Invalid(_)));
    }

    #[test]
    fn a_million_vertices_are_refused_at_once() {
        let line: LineString<f64> = (0..1_000_000).map(|i| (f64::from(i) * 1e-5, 1.0)).collect();
        let most = MOST_VERTICES_OF_A_QUESTION;
        let expected = GeometryFault::TooManyVertices {
            vertices: 1_000_000,
            most,
        };
        assert_eq!(fault(&line.into()), expected);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let mut geometry: Geometry<f64> = point! {x: 1.0, y: 1.0}.into();
        for _ in 0..20 {
            geometry = Geometry::GeometryCollection(GeometryCollection::new_from(vec![geometry]));
        }
        assert_eq!(fault(&geometry), GeometryFault::TooDeep);
    }
}
