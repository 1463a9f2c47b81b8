//! Where on the sheet everything stands, and how large it is set.

use super::drawing::{Drawing, Sizes};
use super::legend::{Setting, blocks, columns};
use super::svg::{Frame, Svg, Type};
use super::typeface::{width, wrapped};
use super::view::View;
use super::{PageSetup, furniture};
use crate::model::map_sheet::{MapSheet, Orientation, PRINT};

/// Where everything stands on the sheet.
#[derive(Debug)]
pub(super) struct Layout {
    setup: PageSetup,
    /// How much larger than on A4 everything is.
    k: f64,
    margin: f64,
    view: View,
    setting: Setting,
    /// The column of each block of the legend, and where the columns begin.
    placed: Vec<usize>,
    legend: Frame,
    gap: f64,
    notes: Vec<Vec<String>>,
    notes_top: f64,
    notes_size: f64,
}

/// The legend as it fits.
struct Fitted {
    setting: Setting,
    placed: Vec<usize>,
    height: f64,
}

/// The part of the sheet between the titles and the sources, millimetres.
struct Body {
    k: f64,
    margin: f64,
    gap: f64,
    /// The room for the numbers of the grid around the map.
    ticks: f64,
    wide: f64,
    top: f64,
    height: f64,
}

/// The map and its legend on the sheet.
struct Parts {
    map: Frame,
    legend: Frame,
    fitted: Fitted,
}

impl Body {
    fn legend_beside(&self, sheet: &MapSheet) -> Parts {
        let column = 57.0 * self.k;
        let height = self.height - 2.0 * self.ticks;
        let highest = height - furniture::scale_height(2.5 * self.k) - self.gap;
        let map = Frame {
            x: self.margin + self.ticks,
            y: self.top,
            width: self.wide - 2.0 * self.margin - column - self.gap - 2.0 * self.ticks,
            height,
        };
        let legend = Frame {
            x: self.wide - self.margin - column,
            y: self.top,
            width: column,
            height,
        };
        Parts {
            map,
            legend,
            fitted: fit(sheet, column, self.k, 1, highest),
        }
    }

    fn legend_below(&self, sheet: &MapSheet) -> Parts {
        let width = self.wide - 2.0 * self.margin;
        let column = (width - 2.0 * self.gap) / 3.0;
        let fitted = fit(sheet, column, self.k, 2, self.height * 0.5);
        let taken = fitted.height.max(furniture::scale_height(2.5 * self.k));
        let map = Frame {
            x: self.margin + self.ticks,
            y: self.top,
            width: width - 2.0 * self.ticks,
            height: self.height - taken - 2.0 * self.ticks - self.gap,
        };
        let legend = Frame {
            x: self.margin,
            y: map.bottom() + self.ticks + self.gap,
            width,
            height: taken,
        };
        Parts {
            map,
            legend,
            fitted,
        }
    }
}

impl Layout {
    pub(super) fn new(sheet: &MapSheet, setup: PageSetup) -> Self {
        let (wide, tall) = setup.size_mm();
        let k = setup.enlargement();
        let margin = 8.0 * k;
        let gap = 4.0 * k;
        let notes_size = 1.95 * k;
        let (notes, notes_height) = set_notes(sheet, notes_size, wide - 2.0 * margin, gap);
        let notes_top = tall - margin - notes_height - 3.4 * k;
        // Room for the numbers of the grid stands around the map's frame.
        let ticks = 4.2 * k;
        let top = margin + 13.0 * k;
        let body = Body {
            k,
            margin,
            gap,
            ticks,
            wide,
            top: top + ticks,
            height: notes_top - top - ticks,
        };
        let parts = match setup.orientation {
            Orientation::Landscape => body.legend_beside(sheet),
            Orientation::Portrait => body.legend_below(sheet),
        };
        Self {
            view: View::new(parts.map, sheet.extent, setup.scale),
            setup,
            k,
            margin,
            setting: parts.fitted.setting,
            placed: parts.fitted.placed,
            legend: parts.legend,
            gap,
            notes,
            notes_top,
            notes_size,
        }
    }

    pub(super) fn draw(&self, sheet: &MapSheet) -> String {
        let (wide, tall) = self.setup.size_mm();
        let mut svg = Svg::new(wide, tall);
        furniture::definitions(&mut svg, &self.view.frame);
        svg.rectangle(
            &Frame {
                x: 0.0,
                y: 0.0,
                width: wide,
                height: tall,
            },
            "fill=\"#ffffff\"",
        );
        self.titles(&mut svg, sheet, wide);
        svg.raw("<g clip-path=\"url(#map)\">");
        let sizes = Sizes {
            name: 2.25 * self.k,
            pixel: 0.165 * self.k,
        };
        let mut map = Drawing {
            svg: &mut svg,
            view: &self.view,
            sheet,
            sizes,
        };
        map.ground();
        map.names();
        if sheet.is_illustrative() {
            furniture::illustrative_banner(
                &mut svg,
                &self.view.frame,
                sheet.language,
                2.6 * self.k,
            );
        }
        svg.raw("</g>");
        furniture::grid(&mut svg, &self.view, 2.0 * self.k);
        self.legend(&mut svg, sheet);
        self.notes(&mut svg, sheet, wide, tall);
        svg.finish()
    }

    fn titles(&self, svg: &mut Svg, sheet: &MapSheet, wide: f64) {
        let room = wide - 2.0 * self.margin;
        let fitting = |text: &str, size: f64, is_strong| {
            size * (room / width(text, size, is_strong).max(0.1)).min(1.0)
        };
        let size = fitting(&sheet.title, 5.6 * self.k, true);
        svg.text(
            self.margin,
            self.margin + 5.0 * self.k,
            Type::plain(size, PRINT.ink).strong(),
            &sheet.title,
        );
        let size = fitting(&sheet.subtitle, 3.2 * self.k, false);
        svg.text(
            self.margin,
            self.margin + 10.4 * self.k,
            Type::plain(size, PRINT.ink_soft),
            &sheet.subtitle,
        );
    }

    fn legend(&self, svg: &mut Svg, sheet: &MapSheet) {
        let step = self.setting.width + self.gap;
        let mut tops = [self.legend.y; 3];
        for (block, column) in blocks(sheet).iter().zip(&self.placed) {
            let x = self.legend.x + *column as f64 * step;
            tops[*column] = self
                .setting
                .draw(svg, block, x, tops[*column], sheet.language);
        }
        let size = 2.5 * self.k;
        let (x, top) = match self.setup.orientation {
            Orientation::Landscape => (
                self.legend.x,
                self.legend.bottom() - furniture::scale_height(size),
            ),
            Orientation::Portrait => (self.legend.x + 2.0 * step, self.legend.y),
        };
        let frame = Frame {
            x,
            y: top,
            width: self.setting.width,
            height: furniture::scale_height(size),
        };
        furniture::scale_and_north(svg, &self.view, sheet.language, &frame, size);
    }

    fn notes(&self, svg: &mut Svg, sheet: &MapSheet, wide: f64, tall: f64) {
        let column = (wide - 2.0 * self.margin - self.gap) / 2.0;
        let line = self.notes_size * 1.3;
        svg.path(
            &format!(
                "M{:.2} {:.2}h{:.2}",
                self.margin,
                self.notes_top,
                wide - 2.0 * self.margin
            ),
            &format!(
                "stroke=\"{}\" stroke-width=\"0.2\" fill=\"none\"",
                PRINT.commune_border
            ),
        );
        let set = Type::plain(self.notes_size, PRINT.ink_soft);
        for (index, lines) in self.notes.iter().enumerate() {
            let x = self.margin + index as f64 * (column + self.gap);
            for (row, text) in lines.iter().enumerate() {
                svg.text(x, self.notes_top + line * (row as f64 + 1.25), set, text);
            }
        }
        svg.text(
            self.margin,
            tall - self.margin,
            set.strong(),
            &furniture::imprint(sheet),
        );
    }
}

/// The legend in the largest type in which it fits; in the least where it never does.
fn fit(sheet: &MapSheet, column: f64, k: f64, count: usize, highest: f64) -> Fitted {
    let blocks = blocks(sheet);
    let mut size = 2.5 * k;
    loop {
        let setting = Setting {
            size,
            width: column,
        };
        let whole: f64 = blocks.iter().map(|block| setting.height(block)).sum();
        // As evenly high as the blocks allow.
        let tries = (0..=20).map(|step| whole / count as f64 * (1.0 + f64::from(step) * 0.05));
        let fitted = tries
            .filter(|height| *height <= highest)
            .find_map(|height| Some((columns(setting, &blocks, count, height)?, height)));
        if let Some((placed, height)) = fitted {
            return Fitted {
                setting,
                placed,
                height,
            };
        }
        if size <= 1.5 * k {
            let placed = vec![0; blocks.len()];
            return Fitted {
                setting,
                placed,
                height: highest,
            };
        }
        size *= 0.94;
    }
}

/// The sources in two columns of lines, and how high they are.
fn set_notes(sheet: &MapSheet, size: f64, room: f64, gap: f64) -> (Vec<Vec<String>>, f64) {
    let column = (room - gap) / 2.0;
    let paragraphs: Vec<Vec<String>> = furniture::sources(sheet)
        .iter()
        .map(|note| wrapped(note, size, false, column))
        .collect();
    let whole: usize = paragraphs.iter().map(Vec::len).sum();
    let mut columns = vec![Vec::new(), Vec::new()];
    for lines in paragraphs {
        let is_full = columns[0].len() + lines.len() > whole.div_ceil(2) + 1;
        let at = usize::from(is_full || !columns[1].is_empty());
        columns[at].extend(lines);
    }
    let rows = columns.iter().map(Vec::len).max().unwrap_or_default();
    (columns, (rows as f64 + 0.6) * size * 1.3)
}
