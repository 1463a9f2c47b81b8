//! The shapes of each class and of "this class or worse", as drawn and with every border moved by its accuracy.

use geo::{BooleanOps, MultiPolygon};

use super::{ExposureError, HazardClass, number, shape_of};
use crate::geometry::buffer::{buffer_areas_in, plane_of_areas};
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::geometry::parts;
use crate::geometry::union::united;
use crate::model::Place;

/// A zone as mapped, and drawn in and out by the uncertainty of its edge.
type Variants = [MultiPolygon<f64>; 3];

/// Scale that is assumed where a zone states none: the smallest of the province's hazard maps.
const ASSUMED_SCALE: f64 = 50_000.0;

/// What a drawn line may be off, in metres on the map: half a millimetre.
const PLOTTING_ACCURACY_M: f64 = 0.000_5;

/// How far a border drawn at a scale may be from the truth, in metres: 25 at 1:50,000.
#[must_use]
pub fn border_accuracy_m(scale_denominator: f64) -> f64 {
    scale_denominator * PLOTTING_ACCURACY_M
}

/// A hazard zone, read for measuring.
#[derive(Debug, Clone)]
pub struct HazardZone<'a> {
    /// The place.
    pub place: &'a Place,
    /// Its class.
    pub class: HazardClass,
    /// How far its border may be off, metres.
    pub accuracy_m: f64,
    /// Its area.
    pub shape: MultiPolygon<f64>,
}

impl<'a> HazardZone<'a> {
    /// Reads a zone; none when it has no area.
    ///
    /// # Errors
    /// [`ExposureError::Class`] when its class is not one of the known ones.
    pub fn new(place: &'a Place) -> Result<Option<Self>, ExposureError> {
        let Some(shape) = shape_of(place)
            .map(parts::areas)
            .filter(|areas| !areas.0.is_empty())
        else {
            return Ok(None);
        };
        let class = super::super::locate::text_attribute(place, "hazard_class");
        let class = class
            .as_deref()
            .and_then(HazardClass::parse)
            .ok_or(ExposureError::Class {
                id: place.id.clone(),
                class,
            })?;
        let scale = number(place, "map_scale").unwrap_or(ASSUMED_SCALE);
        Ok(Some(Self {
            place,
            class,
            accuracy_m: border_accuracy_m(scale),
            shape,
        }))
    }
}

/// Where the borders are taken to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// Moved inwards by their accuracy.
    Inwards,
    /// As drawn.
    AsDrawn,
    /// Moved outwards by their accuracy.
    Outwards,
}

/// The shapes of all classes.
#[derive(Debug, Clone)]
pub struct ClassShapes {
    /// The worst first.
    classes: Vec<ShapesOfClass>,
    metric_crs: Option<MetricCrsDescription>,
}

/// The shapes of one class.
#[derive(Debug, Clone)]
struct ShapesOfClass {
    class: HazardClass,
    /// The zones of the class alone.
    own: Variants,
    /// With those of all worse classes.
    this_or_worse: Variants,
}

/// What is taken for a class: its own zones, less those of worse classes.
#[derive(Debug, Clone)]
pub struct Alone<'a> {
    /// Its own zones.
    pub own: &'a MultiPolygon<f64>,
    /// The zones of worse classes, which count first.
    pub worse: MultiPolygon<f64>,
    /// The first less the second.
    pub rest: MultiPolygon<f64>,
}

impl ClassShapes {
    /// Draws the shapes of all zones; all borders are moved in one plane.
    ///
    /// # Errors
    /// [`ExposureError::Zone`] when a border cannot be moved, [`ExposureError::Plane`] when the zones lie too far apart,
    /// [`ExposureError::Interrupted`].
    pub fn new(zones: &[HazardZone<'_>], interrupt: &Interrupt) -> Result<Self, ExposureError> {
        let Some(farthest_m) = zones.iter().map(|zone| zone.accuracy_m).reduce(f64::max) else {
            return Self::as_drawn(zones, interrupt);
        };
        let plane = plane_of_areas(zones.iter().map(|zone| &zone.shape), farthest_m)
            .map_err(ExposureError::Plane)?;
        let mut moved: Vec<(HazardClass, Variants)> = Vec::with_capacity(zones.len());
        for zone in zones {
            interrupt.check()?;
            let buffer = |metres: f64| {
                buffer_areas_in(&plane, &zone.shape, metres, interrupt).map_err(|cause| {
                    ExposureError::Zone {
                        id: zone.place.id.clone(),
                        cause,
                    }
                })
            };
            let (inwards, outwards) = (buffer(-zone.accuracy_m)?, buffer(zone.accuracy_m)?);
            moved.push((zone.class, [inwards, zone.shape.clone(), outwards]));
        }
        Ok(Self {
            classes: unite(&moved, interrupt)?,
            metric_crs: Some(plane.describe()),
        })
    }

    /// Draws the shapes of all zones with every border where it is drawn, which is quicker where no range is asked for.
    ///
    /// # Errors
    /// [`ExposureError::Interrupted`].
    pub fn as_drawn(
        zones: &[HazardZone<'_>],
        interrupt: &Interrupt,
    ) -> Result<Self, ExposureError> {
        let drawn =
            |zone: &HazardZone<'_>| (zone.class, [nothing(), zone.shape.clone(), nothing()]);
        let drawn: Vec<_> = zones.iter().map(drawn).collect();
        Ok(Self {
            classes: unite(&drawn, interrupt)?,
            metric_crs: None,
        })
    }

    /// The area in zones of this class or a worse one; parts do not overlap.
    #[must_use]
    pub fn this_or_worse(&self, class: HazardClass, variant: Variant) -> &MultiPolygon<f64> {
        &self.classes[self.rank(class)].this_or_worse[variant as usize]
    }

    /// What counts for this class and no worse one: at least ([`Variant::Inwards`]), as drawn, and at most
    /// ([`Variant::Outwards`]).
    ///
    /// At least: its own zones moved inwards, less worse ones moved outwards. At most: its own moved outwards, less worse
    /// ones moved inwards. A class without zones has nothing in any of them.
    #[must_use]
    pub fn alone(&self, class: HazardClass, variant: Variant) -> Alone<'_> {
        let rank = self.rank(class);
        let own = &self.classes[rank].own[variant as usize];
        let worse = rank.checked_sub(1).map_or_else(nothing, |worse| {
            self.classes[worse].this_or_worse[variant.opposite() as usize].clone()
        });
        let is_apart = own.0.is_empty() || worse.0.is_empty();
        let rest = if is_apart {
            own.clone()
        } else {
            own.difference(&worse)
        };
        Alone { own, worse, rest }
    }

    fn rank(&self, class: HazardClass) -> usize {
        let rank = self.classes.iter().position(|known| known.class == class);
        rank.unwrap_or_default()
    }

    /// The plane in which all borders were moved; none where there is no zone.
    #[must_use]
    pub fn metric_crs(&self) -> Option<MetricCrsDescription> {
        self.metric_crs.clone()
    }
}

impl Variant {
    /// Where worse zones run when a class gets the least, as drawn, or the most.
    fn opposite(self) -> Self {
        match self {
            Self::Inwards => Self::Outwards,
            Self::AsDrawn => Self::AsDrawn,
            Self::Outwards => Self::Inwards,
        }
    }
}

fn nothing() -> MultiPolygon<f64> {
    MultiPolygon::new(vec![])
}

/// Unites the zones of each class, and those of all worse ones with them.
fn unite(
    zones: &[(HazardClass, Variants)],
    interrupt: &Interrupt,
) -> Result<Vec<ShapesOfClass>, Interrupted> {
    let mut shapes: Vec<ShapesOfClass> = Vec::new();
    for class in HazardClass::WORST_FIRST {
        interrupt.check()?;
        let own_in = |variant: usize| {
            let of_class = zones.iter().filter(|(known, _)| *known == class);
            let all = of_class.flat_map(|(_, shapes)| shapes[variant].0.iter().cloned());
            united(all, interrupt)
        };
        let own = [own_in(0)?, own_in(1)?, own_in(2)?];
        let this_or_worse = match shapes.last() {
            None => own.clone(),
            Some(worse) => both(&own, &worse.this_or_worse, interrupt)?,
        };
        shapes.push(ShapesOfClass {
            class,
            own,
            this_or_worse,
        });
    }
    Ok(shapes)
}

/// Each shape united with the other of its variant. One without anything leaves the other as it is, to the last digit.
fn both(a: &Variants, b: &Variants, interrupt: &Interrupt) -> Result<Variants, Interrupted> {
    let unite = |variant: usize| {
        let (a, b) = (&a[variant], &b[variant]);
        if a.0.is_empty() || b.0.is_empty() {
            return Ok(if a.0.is_empty() { b } else { a }.clone());
        }
        united(a.iter().chain(b).cloned(), interrupt)
    };
    Ok([unite(0)?, unite(1)?, unite(2)?])
}
