//! Uniting many shapes step by step, so that it can be stopped between the steps.

use geo::{MultiPolygon, Polygon, unary_union};

use super::interrupt::{Interrupt, Interrupted};

/// So many shapes that follow each other are united in one go; what they give is then united two by two. Along a finely
/// drawn line all neighbours overlap: in one go, the work would grow with the square of the vertices within the distance.
const UNITED_AT_ONCE: usize = 32;

/// Everything that any of the shapes covers. Neighbours in the order given should be neighbours in the plane.
///
/// # Errors
/// [`Interrupted`] when nobody waits for it any more.
pub fn united(
    shapes: &[Polygon<f64>],
    interrupt: &Interrupt,
) -> Result<MultiPolygon<f64>, Interrupted> {
    let mut parts = shapes
        .chunks(UNITED_AT_ONCE)
        .map(|run| interrupt.check().map(|()| unary_union(run)))
        .collect::<Result<Vec<MultiPolygon<f64>>, _>>()?;
    while parts.len() > 1 {
        parts = parts
            .chunks(2)
            .map(|pair| interrupt.check().map(|()| unary_union(pair)))
            .collect::<Result<_, _>>()?;
    }
    Ok(parts.pop().unwrap_or_else(|| MultiPolygon::new(Vec::new())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Rect, coord};

    fn squares(count: u32) -> Vec<Polygon<f64>> {
        let square = |i| {
            let x = f64::from(i) * 0.5;
            Rect::new(coord! {x: x, y: 0.0}, coord! {x: x + 1.0, y: 1.0}).to_polygon()
        };
        (0..count).map(square).collect()
    }

    #[test]
    fn overlaps_count_once_and_nothing_gives_nothing() {
        let all = united(&squares(101), &Interrupt::default()).unwrap();
        assert_eq!(all.0.len(), 1);
        assert!((all.unsigned_area() - 51.0).abs() < 1e-6);
        assert!(united(&[], &Interrupt::default()).unwrap().0.is_empty());
    }

    #[test]
    fn it_stops_when_nobody_waits() {
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert_eq!(united(&squares(2), &interrupt), Err(Interrupted));
    }
}
