//! Names that do not collide: each is placed where it is free, or left out.

use geo::Coord;

use super::svg::{Frame, Svg, Type};
use super::typeface::width;
use crate::model::map_sheet::PRINT;

/// The height of a line of text, by the height of its type.
const LINE: f64 = 1.16;

/// What is taken on the map, and what was written.
#[derive(Debug)]
pub(super) struct Labels {
    frame: Frame,
    taken: Vec<Frame>,
}

/// A name with, where values are shown, its value under it.
#[derive(Debug)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) value: Option<&'a str>,
    pub(super) size: f64,
}

impl Labels {
    pub(super) fn new(frame: Frame) -> Self {
        Self {
            frame,
            taken: Vec::new(),
        }
    }

    /// Keeps a place free of names.
    pub(super) fn keep_free(&mut self, frame: Frame) {
        self.taken.push(frame);
    }

    fn is_free(&self, frame: &Frame) -> bool {
        self.frame.holds(frame) && !self.taken.iter().any(|other| other.meets(frame))
    }

    /// Writes the name of an area about its label point: in one line or two, moved a little where another name
    /// stands. Gives back whether there was room.
    pub(super) fn in_area(&mut self, svg: &mut Svg, at: Coord<f64>, name: &Name<'_>) -> bool {
        let step = name.size * LINE;
        for lines in line_breaks(name) {
            let widest = lines
                .iter()
                .map(|line| width(line, name.size, true))
                .fold(0.0, f64::max);
            let tall = lines.len() as f64 * step;
            for (east, south) in [
                (0.0, 0.0),
                (0.0, -0.8),
                (0.0, 0.8),
                (0.0, -1.1),
                (0.0, 1.1),
                (0.0, -1.6),
                (0.0, 1.6),
                (-0.3, 0.0),
                (0.3, 0.0),
                (-0.3, 1.0),
                (0.3, 1.0),
                (-0.3, -1.0),
                (0.3, -1.0),
            ] {
                let (x, y) = (at.x + east * widest, at.y + south * step);
                let frame = Frame::around(x, y, widest + name.size * 0.3, tall + name.size * 0.1);
                if self.is_free(&frame) {
                    self.write_lines(svg, frame, x, &lines, name);
                    return true;
                }
            }
        }
        false
    }

    fn write_lines(
        &mut self,
        svg: &mut Svg,
        frame: Frame,
        x: f64,
        lines: &[String],
        name: &Name<'_>,
    ) {
        let step = name.size * LINE;
        let set = Type::plain(name.size, PRINT.ink)
            .anchored("middle")
            .with_halo(PRINT.halo);
        for (row, line) in lines.iter().enumerate() {
            let is_value = name.value.is_some() && row + 1 == lines.len();
            let set = if is_value { set } else { set.strong() };
            svg.text(x, frame.y + step * (row as f64 + 0.82), set, line);
        }
        self.taken.push(frame);
    }

    /// Writes the name of a point beside its mark, whose box has half the given size.
    pub(super) fn at_point(
        &mut self,
        svg: &mut Svg,
        at: Coord<f64>,
        half: f64,
        set: Type<'_>,
        text: &str,
    ) -> bool {
        let (wide, tall) = (width(text, set.size, set.is_strong), set.size * LINE);
        let aside = half + set.size * 0.25;
        for (x, y, anchor) in [
            (at.x + aside, at.y, "start"),
            (at.x - aside, at.y, "end"),
            (at.x, at.y - aside - tall * 0.4, "middle"),
            (at.x, at.y + aside + tall * 0.4, "middle"),
        ] {
            let centre = match anchor {
                "start" => x + wide / 2.0,
                "end" => x - wide / 2.0,
                _ => x,
            };
            let frame = Frame::around(centre, y, wide, tall);
            if self.is_free(&frame) {
                svg.text(x, y + set.size * 0.34, set.anchored(anchor), text);
                self.taken.push(frame);
                return true;
            }
        }
        false
    }

    /// Writes a text along a line, where the line is long and free enough for it.
    pub(super) fn along(
        &mut self,
        svg: &mut Svg,
        line: &[Coord<f64>],
        set: Type<'_>,
        text: &str,
    ) -> bool {
        let wide = width(text, set.size, set.is_strong);
        let whole: f64 = line.windows(2).map(|pair| span(pair[0], pair[1])).sum();
        if whole < wide * 1.1 {
            return false;
        }
        // From the middle outwards.
        let steps = (1..25)
            .map(|step| 0.5 + f64::from(step / 2) * 0.04 * if step % 2 == 0 { 1.0 } else { -1.0 });
        for share in steps {
            let middle = whole * share;
            let (Some(from), Some(to)) = (
                along(line, middle - wide / 2.0),
                along(line, middle + wide / 2.0),
            ) else {
                continue;
            };
            let (from, to) = if from.x <= to.x {
                (from, to)
            } else {
                (to, from)
            };
            // A line that winds under the text would not be read as its own.
            if span(from, to) < wide * 0.85 {
                continue;
            }
            let turn = (to.y - from.y).atan2(to.x - from.x);
            let lift = set.size * 0.7;
            let centre = Coord {
                x: f64::midpoint(from.x, to.x) + turn.sin() * lift,
                y: f64::midpoint(from.y, to.y) - turn.cos() * lift,
            };
            let boxes = boxes_along(centre, turn, wide, set.size);
            if boxes.iter().all(|frame| self.is_free(frame)) {
                svg.turned_text(
                    centre.x,
                    centre.y,
                    turn.to_degrees(),
                    set.anchored("middle"),
                    text,
                );
                self.taken.extend(boxes);
                return true;
            }
        }
        false
    }
}

/// One line, or two cut at the space nearest the middle; the value as a line of its own.
fn line_breaks(name: &Name<'_>) -> Vec<Vec<String>> {
    let with_value = |mut lines: Vec<String>| {
        lines.extend(name.value.map(str::to_owned));
        lines
    };
    let mut ways = vec![with_value(vec![name.text.to_owned()])];
    let middle = name.text.len() / 2;
    let space = name
        .text
        .match_indices(' ')
        .min_by_key(|(at, _)| at.abs_diff(middle));
    if let Some((at, _)) = space {
        let (first, second) = name.text.split_at(at);
        ways.push(with_value(vec![
            first.to_owned(),
            second.trim_start().to_owned(),
        ]));
    }
    ways
}

fn span(a: Coord<f64>, b: Coord<f64>) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The position so far along a line; none before its start or past its end.
fn along(line: &[Coord<f64>], distance: f64) -> Option<Coord<f64>> {
    let mut left = distance;
    if left < 0.0 {
        return None;
    }
    for pair in line.windows(2) {
        let length = span(pair[0], pair[1]);
        if left <= length && length > 0.0 {
            return Some(pair[0] + (pair[1] - pair[0]) * (left / length));
        }
        left -= length;
    }
    None
}

/// Small boxes that together cover a turned line of text.
fn boxes_along(centre: Coord<f64>, turn: f64, wide: f64, size: f64) -> Vec<Frame> {
    let count = (wide / size).ceil().max(1.0) as usize;
    let lift = size * 0.3;
    (0..count)
        .map(|index| {
            let along = ((index as f64 + 0.5) / count as f64 - 0.5) * wide;
            let x = centre.x + turn.cos() * along + turn.sin() * lift;
            let y = centre.y + turn.sin() * along - turn.cos() * lift;
            Frame::around(x, y, size, size)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    const FRAME: Frame = Frame {
        x: 0.0,
        y: 0.0,
        width: 60.0,
        height: 40.0,
    };

    #[test]
    fn names_never_cover_each_other_and_stay_inside() {
        let (mut labels, mut svg) = (Labels::new(FRAME), Svg::new(60.0, 40.0));
        let name = Name {
            text: "Thục Phán",
            value: Some("742,4"),
            size: 2.4,
        };
        let placed = (0..400)
            .filter(|index| {
                let at = coord! {x: f64::from(index % 20) * 3.0, y: f64::from(index / 20) * 2.0};
                labels.in_area(&mut svg, at, &name)
            })
            .count();
        assert!((10..60).contains(&placed), "{placed}");
        for (index, frame) in labels.taken.iter().enumerate() {
            assert!(FRAME.holds(frame));
            assert!(
                labels.taken[..index]
                    .iter()
                    .all(|other| !other.meets(frame))
            );
        }
    }

    #[test]
    fn a_text_follows_its_line_and_is_left_out_of_a_short_one() {
        let (mut labels, mut svg) = (Labels::new(FRAME), Svg::new(60.0, 40.0));
        let set = Type::plain(2.0, PRINT.corridor);
        let long = [coord! {x: 5.0, y: 30.0}, coord! {x: 55.0, y: 10.0}];
        assert!(labels.along(&mut svg, &long, set, "Cao tốc (sơ đồ)"));
        assert!(!labels.along(&mut svg, &long[..1], set, "Cao tốc (sơ đồ)"));
        assert!(svg.finish().contains("rotate(-21.80"));
    }
}
