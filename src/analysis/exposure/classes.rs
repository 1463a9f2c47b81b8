//! The shapes of "this class or worse", as drawn and with every border moved by its accuracy.

use geo::MultiPolygon;

use super::{ExposureError, HazardClass, number, shape_of};
use crate::geometry::buffer::buffer_areas;
use crate::geometry::interrupt::Interrupt;
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

/// The shapes of "this class or worse".
#[derive(Debug, Clone)]
pub struct ClassShapes {
    /// By class, the worst first; by variant.
    shapes: Vec<(HazardClass, Variants)>,
    metric_crs: Option<MetricCrsDescription>,
}

impl ClassShapes {
    /// Draws the shapes of all zones.
    ///
    /// # Errors
    /// [`ExposureError::Zone`] when a border cannot be moved, [`ExposureError::Interrupted`].
    pub fn new(zones: &[HazardZone<'_>], interrupt: &Interrupt) -> Result<Self, ExposureError> {
        let mut moved: Vec<(HazardClass, Variants)> = Vec::with_capacity(zones.len());
        let mut metric_crs = None;
        for zone in zones {
            interrupt.check()?;
            let buffer = |metres: f64| {
                buffer_areas(&zone.shape, metres, interrupt).map_err(|cause| ExposureError::Zone {
                    id: zone.place.id.clone(),
                    cause,
                })
            };
            let (inwards, outwards) = (buffer(-zone.accuracy_m)?, buffer(zone.accuracy_m)?);
            metric_crs.get_or_insert_with(|| outwards.crs.describe());
            moved.push((
                zone.class,
                [inwards.outline, zone.shape.clone(), outwards.outline],
            ));
        }
        Ok(Self {
            shapes: unite(&moved, interrupt)?,
            metric_crs,
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
        let nothing = || MultiPolygon::new(vec![]);
        let drawn =
            |zone: &HazardZone<'_>| (zone.class, [nothing(), zone.shape.clone(), nothing()]);
        let drawn: Vec<_> = zones.iter().map(drawn).collect();
        Ok(Self {
            shapes: unite(&drawn, interrupt)?,
            metric_crs: None,
        })
    }

    /// The area in zones of this class or a worse one; parts do not overlap.
    #[must_use]
    pub fn this_or_worse(&self, class: HazardClass, variant: Variant) -> &MultiPolygon<f64> {
        let position = HazardClass::WORST_FIRST
            .iter()
            .position(|known| *known == class);
        &self.shapes[position.unwrap_or_default()].1[variant as usize]
    }

    /// The plane in which the first zone's border was moved.
    #[must_use]
    pub fn metric_crs(&self) -> Option<MetricCrsDescription> {
        self.metric_crs.clone()
    }
}

/// Unites the zones of each class with all worse ones.
fn unite(
    zones: &[(HazardClass, Variants)],
    interrupt: &Interrupt,
) -> Result<Vec<(HazardClass, Variants)>, ExposureError> {
    let mut shapes: Vec<(HazardClass, Variants)> = Vec::new();
    for class in HazardClass::WORST_FIRST {
        interrupt.check()?;
        let worse = shapes.last().map(|(_, shapes)| shapes);
        let this_or_worse = |variant: usize| {
            let of_class = zones.iter().filter(|(known, _)| *known == class);
            let new = of_class.map(|(_, shapes)| &shapes[variant]);
            let all: Vec<_> = new
                .chain(worse.map(|shapes| &shapes[variant]))
                .flat_map(|shape| shape.0.iter().cloned())
                .collect();
            united(&all, interrupt)
        };
        let variants = [this_or_worse(0)?, this_or_worse(1)?, this_or_worse(2)?];
        shapes.push((class, variants));
    }
    Ok(shapes)
}
