//! A drawing in SVG, written front to back. All lengths are millimetres on paper.

use std::fmt::Display;

use unicode_normalization::UnicodeNormalization;

/// A rectangle on the sheet, millimetres from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Frame {
    pub(super) fn around(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            x: x - width / 2.0,
            y: y - height / 2.0,
            width,
            height,
        }
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type<'a> {
    /// The height of the type, millimetres.
    pub(super) size: f64,
    pub(super) is_strong: bool,
    pub(super) colour: &'a str,
    /// `start`, `middle` or `end`.
    pub(super) anchor: &'a str,
    /// The colour around the letters, where they stand on a map.
    pub(super) halo: Option<&'a str>,
}

impl<'a> Type<'a> {
    pub(super) fn plain(size: f64, colour: &'a str) -> Self {
        Self {
            size,
            is_strong: false,
            colour,
            anchor: "start",
            halo: None,
        }
    }

    pub(super) fn strong(self) -> Self {
        Self {
            is_strong: true,
            ..self
        }
    }

    pub(super) fn anchored(self, anchor: &'a str) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn with_halo(self, halo: &'a str) -> Self {
        Self {
            halo: Some(halo),
            ..self
        }
    }
}

/// An SVG document that grows.
#[derive(Debug)]
pub(super) struct Svg {
    text: String,
}

impl Svg {
    /// An empty sheet.
    pub(super) fn new(width_mm: f64, height_mm: f64) -> Self {
        Self {
            text: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_mm}mm\" height=\"{height_mm}mm\" \
                 viewBox=\"0 0 {width_mm} {height_mm}\" font-family=\"Be Vietnam Pro\">\n"
            ),
        }
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }

    /// Markup as it stands.
    pub(super) fn raw(&mut self, markup: impl Display) {
        self.text.push_str(&markup.to_string());
        self.text.push('\n');
    }

    /// A filled rectangle; `look` holds further attributes.
    pub(super) fn rectangle(&mut self, frame: &Frame, look: &str) {
        let Frame {
            x,
            y,
            width,
            height,
        } = frame;
        self.raw(format_args!(
            "<rect x=\"{x:.3}\" y=\"{y:.3}\" width=\"{width:.3}\" height=\"{height:.3}\" {look}/>"
        ));
    }

    /// A path; `look` holds its colours.
    pub(super) fn path(&mut self, data: &str, look: &str) {
        if !data.is_empty() {
            self.raw(format_args!("<path d=\"{data}\" {look}/>"));
        }
    }

    /// A line of text whose baseline begins at the position, turned clockwise about it.
    pub(super) fn turned_text(&mut self, x: f64, y: f64, degrees: f64, set: Type<'_>, text: &str) {
        let family = if set.is_strong {
            " font-family=\"Be Vietnam Pro SemiBold\""
        } else {
            ""
        };
        let halo = set.halo.map_or(String::new(), |colour| {
            let width = set.size * 0.22;
            format!(" paint-order=\"stroke\" stroke=\"{colour}\" stroke-width=\"{width:.3}\" stroke-linejoin=\"round\"")
        });
        let turn = if degrees == 0.0 {
            String::new()
        } else {
            format!(" transform=\"rotate({degrees:.2} {x:.3} {y:.3})\"")
        };
        self.raw(format_args!(
            "<text x=\"{x:.3}\" y=\"{y:.3}\" font-size=\"{:.3}\" fill=\"{}\" text-anchor=\"{}\"{family}{halo}{turn}>{}</text>",
            set.size,
            set.colour,
            set.anchor,
            escaped(text)
        ));
    }

    /// A line of text whose baseline begins at the position.
    pub(super) fn text(&mut self, x: f64, y: f64, set: Type<'_>, text: &str) {
        self.turned_text(x, y, 0.0, set, text);
    }
}

/// The text as XML holds it: composed letters (NFC), nothing that could be markup, no control characters.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfc().filter(|letter| !letter.is_control()) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup_and_composed() {
        assert_eq!(escaped("a<b>&\"c\"\u{1}"), "a&lt;b&gt;&amp;&quot;c&quot;");
        assert_eq!(escaped("Cao Ba\u{306}\u{300}ng"), "Cao Bằng");
    }

    #[test]
    fn frames_that_only_touch_do_not_meet() {
        let at = |x: f64| Frame {
            x,
            y: 0.0,
            width: 1.0,
            height: 1.0,
        };
        assert!(!at(0.0).meets(&at(1.0)) && at(0.0).meets(&at(0.9)));
    }
}
