//! Uniting many shapes step by step, so that it can be stopped between the steps.

use geo::{MultiPolygon, Polygon, unary_union};

use super::interrupt::{Interrupt, Interrupted};

/// So many shapes that follow each other are united in one go; what they give is then united two by two. Along a finely
/// drawn line all neighbours overlap: in one go, the work would grow with the square of the vertices within the distance.
const UNITED_AT_ONCE: usize = 32;

/// Everything that any of the shapes covers. Neighbours in the order given should be neighbours in the plane.
///
/// Shapes are taken as they come, and two parts are united as soon as they are of as many shapes: besides the shapes at
/// work no more parts are held than the number of shapes has binary digits.
///
/// # Errors
/// [`Interrupted`] when nobody waits for it any more.
pub fn united(
    shapes: impl IntoIterator<Item = Polygon<f64>>,
    interrupt: &Interrupt,
) -> Result<MultiPolygon<f64>, Interrupted> {
    let mut shapes = shapes.into_iter();
    // At place n the part of 2^n runs, where there is one.
    let mut parts: Vec<Option<MultiPolygon<f64>>> = Vec::new();
    loop {
        let run: Vec<Polygon<f64>> = shapes.by_ref().take(UNITED_AT_ONCE).collect();
        if run.is_empty() {
            break;
        }
        interrupt.check()?;
        let mut part = unary_union(&run);
        let mut place = 0;
        while let Some(earlier) = parts.get_mut(place).and_then(Option::take) {
            interrupt.check()?;
            part = unary_union(&[earlier, part]);
            place += 1;
        }
        match parts.get_mut(place) {
            Some(free) => *free = Some(part),
            None => parts.push(Some(part)),
        }
    }
    let mut whole: Option<MultiPolygon<f64>> = None;
    for part in parts.into_iter().flatten() {
        interrupt.check()?;
        whole = Some(match whole {
            Some(later) => unary_union(&[part, later]),
            None => part,
        });
    }
    Ok(whole.unwrap_or_else(|| MultiPolygon::new(Vec::new())))
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
        let all = united(squares(101), &Interrupt::default()).unwrap();
        assert_eq!(all.0.len(), 1);
        assert!((all.unsigned_area() - 51.0).abs() < 1e-6);
        assert!(united([], &Interrupt::default()).unwrap().0.is_empty());
    }

    /// Whatever the number of shapes is in binary digits, each of them counts.
    #[test]
    fn every_shape_counts_whatever_their_number() {
        for count in [1, 31, 32, 33, 64, 95, 97, 160, 223] {
            let all = united(squares(count), &Interrupt::default()).unwrap();
            let expected = f64::from(count + 1) * 0.5;
            assert!((all.unsigned_area() - expected).abs() < 1e-6, "{count}");
        }
    }

    #[test]
    fn it_stops_when_nobody_waits() {
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert_eq!(united(squares(2), &interrupt), Err(Interrupted));
    }
}
