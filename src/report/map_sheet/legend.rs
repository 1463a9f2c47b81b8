//! The legend: what every colour and mark on the sheet means, "no data" apart.

use std::collections::BTreeSet;

use geo::Geometry;

use super::drawing::{is_schematic, shape_colour};
use super::marks::{GATE_CLASSES, Mark, area_colour, mark_of, mark_of_kind};
use super::svg::{Svg, Type};
use super::swatch::Swatch;
use super::typeface::wrapped;
use crate::model::map_sheet::{Language, MapSheet, PRINT, SheetLayer};
use crate::model::{LayerContent, PlaceKind};

/// One explanation.
#[derive(Debug, Clone)]
struct Row {
    swatch: Swatch,
    label: String,
}

/// Explanations that belong together.
#[derive(Debug, Clone)]
pub(super) struct Block {
    title: Option<String>,
    note: Option<String>,
    rows: Vec<Row>,
    is_illustrative: bool,
}

/// All explanations of a sheet, in the order in which they are read.
pub(super) fn blocks(sheet: &MapSheet) -> Vec<Block> {
    let language = sheet.language;
    let mut blocks = Vec::new();
    blocks.extend(shading(sheet));
    let own: Vec<Row> = drawn(sheet);
    if !own.is_empty() {
        blocks.push(plain(
            language.pick("Kết quả và nét vẽ", "Results and drawings"),
            own,
        ));
    }
    let mut singles = Vec::new();
    for shown in &sheet.layers {
        let rows = of_layer(shown, language);
        let is_illustrative = shown.layer.provenance.is_illustrative;
        match rows.len() {
            0 => {}
            1 if !is_illustrative => singles.extend(rows),
            _ => blocks.push(Block {
                is_illustrative,
                ..plain(language.of(&shown.layer.title), rows)
            }),
        }
    }
    if !singles.is_empty() {
        blocks.push(Block {
            title: None,
            ..plain("", singles)
        });
    }
    blocks.push(plain(
        language.pick("Ranh giới", "Borders"),
        borders(language),
    ));
    blocks
}

fn plain(title: &str, rows: Vec<Row>) -> Block {
    Block {
        title: Some(title.to_owned()),
        note: None,
        rows,
        is_illustrative: false,
    }
}

fn row(swatch: Swatch, label: impl Into<String>) -> Row {
    Row {
        swatch,
        label: label.into(),
    }
}

fn shading(sheet: &MapSheet) -> Option<Block> {
    let language = sheet.language;
    let shading = sheet.shading.as_ref()?;
    let count = |units: usize| format!("{units} {}", language.pick("xã", "communes"));
    let mut rows: Vec<Row> = shading
        .rows
        .iter()
        .map(|class| {
            row(
                match class.mark {
                    Some(mark) => Swatch::Marked(class.colour.clone(), mark),
                    None => Swatch::Colour(class.colour.clone()),
                },
                format!("{} ({})", class.label, count(class.units)),
            )
        })
        .collect();
    if shading.missing > 0 {
        let label = language.pick("Chưa có số liệu", "No data");
        rows.push(row(
            Swatch::Hatch,
            format!("{label} ({})", count(shading.missing)),
        ));
    }
    let facts: Vec<&str> = [shading.note.as_str(), shading.breaks.as_str()]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect();
    Some(Block {
        title: Some(shading.title.clone()),
        note: Some(facts.join(" · ")).filter(|note| !note.is_empty()),
        rows,
        is_illustrative: shading.is_illustrative,
    })
}

fn drawn(sheet: &MapSheet) -> Vec<Row> {
    let mut seen = BTreeSet::new();
    sheet
        .drawn
        .iter()
        .filter(|shape| seen.insert((&shape.label, shape_colour(shape))))
        .map(|shape| row(Swatch::of_drawn(shape), &shape.label))
        .collect()
}

fn of_layer(shown: &SheetLayer, language: Language) -> Vec<Row> {
    let LayerContent::Places(kind) = shown.layer.content else {
        return Vec::new();
    };
    if shown.places.is_empty() {
        return Vec::new();
    }
    let title = language.of(&shown.layer.title);
    match kind {
        PlaceKind::BorderGate => gates(shown, language),
        PlaceKind::Corridor => corridors(shown, language),
        PlaceKind::River => vec![row(Swatch::line(PRINT.water), title)],
        PlaceKind::Road => vec![row(Swatch::line(PRINT.road), title)],
        _ if shown.places.iter().all(|place| place.geometry.is_none()) => {
            let level = language.pick("cấp xã", "by commune");
            vec![row(
                Swatch::Mark(mark_of_kind(kind, true)),
                format!("{title} ({level})"),
            )]
        }
        _ if shown
            .places
            .iter()
            .any(|place| is_area(place.geometry.as_ref())) =>
        {
            vec![row(Swatch::Area(area_colour(kind).to_owned()), title)]
        }
        _ => vec![row(Swatch::Mark(mark_of_kind(kind, false)), title)],
    }
}

fn is_area(geometry: Option<&Geometry<f64>>) -> bool {
    matches!(
        geometry,
        Some(Geometry::Polygon(_) | Geometry::MultiPolygon(_))
    )
}

/// Only the classes that are there.
fn gates(shown: &SheetLayer, language: Language) -> Vec<Row> {
    let marks: Vec<Mark<'_>> = shown.places.iter().map(|place| mark_of(place)).collect();
    GATE_CLASSES
        .iter()
        .filter(|(.., mark)| marks.contains(mark))
        .map(|(_, vi, en, mark)| row(Swatch::Mark(*mark), language.pick(vi, en)))
        .collect()
}

fn corridors(shown: &SheetLayer, language: Language) -> Vec<Row> {
    [
        (
            true,
            "Hành lang – sơ đồ, chưa có tim tuyến",
            "Corridor – schematic, no surveyed line",
        ),
        (
            false,
            "Hành lang – theo tim tuyến",
            "Corridor – surveyed line",
        ),
    ]
    .into_iter()
    .filter(|(is_dashed, ..)| {
        shown
            .places
            .iter()
            .any(|place| is_schematic(place) == *is_dashed)
    })
    .map(|(is_dashed, vi, en)| {
        let colour = PRINT.corridor.to_owned();
        row(
            Swatch::Line {
                colour,
                is_dashed,
                has_casing: true,
            },
            language.pick(vi, en),
        )
    })
    .collect()
}

fn borders(language: Language) -> Vec<Row> {
    let border = |colour: &str, vi, en| {
        row(
            Swatch::Line {
                colour: colour.to_owned(),
                is_dashed: colour != PRINT.commune_border,
                has_casing: false,
            },
            language.pick(vi, en),
        )
    };
    vec![
        border(
            PRINT.national_border,
            "Biên giới quốc gia",
            "National border",
        ),
        border(PRINT.province_border, "Ranh giới tỉnh", "Provincial border"),
        border(
            PRINT.commune_border,
            "Ranh giới xã, phường",
            "Commune border",
        ),
    ]
}

/// How large a legend is set, millimetres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) size: f64,
    pub(super) width: f64,
}

impl Setting {
    fn line(self) -> f64 {
        self.size * 1.32
    }

    fn indent(self) -> f64 {
        self.size * 2.9
    }

    fn row_lines(self, row: &Row) -> Vec<String> {
        wrapped(&row.label, self.size, false, self.width - self.indent())
    }

    fn title_lines(self, block: &Block) -> Vec<String> {
        wrapped(
            block.title.as_deref().unwrap_or_default(),
            self.size * 1.08,
            true,
            self.width,
        )
    }

    fn note_lines(self, block: &Block) -> Vec<String> {
        wrapped(
            block.note.as_deref().unwrap_or_default(),
            self.size * 0.95,
            false,
            self.width,
        )
    }

    fn row_height(self, row: &Row) -> f64 {
        (self.row_lines(row).len() as f64 * self.line()).max(self.size * 1.7)
    }

    /// How high the block is, with the space under it.
    pub(super) fn height(self, block: &Block) -> f64 {
        let lines = self.title_lines(block).len()
            + self.note_lines(block).len()
            + usize::from(block.is_illustrative);
        let rows: f64 = block.rows.iter().map(|row| self.row_height(row)).sum();
        lines as f64 * self.line() + rows + self.size * 1.1
    }

    /// Draws the block and gives back where the next one begins.
    pub(super) fn draw(
        self,
        svg: &mut Svg,
        block: &Block,
        x: f64,
        top: f64,
        language: Language,
    ) -> f64 {
        let mut y = top;
        let mut write = |svg: &mut Svg, set: Type<'_>, text: &str| {
            y += self.line();
            svg.text(x, y - self.size * 0.35, set, text);
        };
        for text in self.title_lines(block) {
            write(
                svg,
                Type::plain(self.size * 1.08, PRINT.ink).strong(),
                &text,
            );
        }
        for text in self.note_lines(block) {
            write(svg, Type::plain(self.size * 0.95, PRINT.ink_soft), &text);
        }
        if block.is_illustrative {
            let text = language.pick("Minh hoạ, không phải số thật", "Illustrative, not real");
            write(
                svg,
                Type::plain(self.size * 0.95, PRINT.statuses[3]).strong(),
                text,
            );
        }
        for row in &block.rows {
            let (lines, height) = (self.row_lines(row), self.row_height(row));
            row.swatch.draw(svg, x, y + height / 2.0, self.size);
            let first = y + (height - lines.len() as f64 * self.line()) / 2.0 + self.size * 0.97;
            for (index, text) in lines.iter().enumerate() {
                svg.text(
                    x + self.indent(),
                    first + index as f64 * self.line(),
                    Type::plain(self.size, PRINT.ink),
                    text,
                );
            }
            y += height;
        }
        y + self.size * 1.1
    }
}

/// Fills columns with blocks, each as high as allowed: which column each block is in; none where they do not fit.
pub(super) fn columns(
    setting: Setting,
    blocks: &[Block],
    count: usize,
    highest: f64,
) -> Option<Vec<usize>> {
    let (mut column, mut used) = (0, 0.0);
    let mut places = Vec::new();
    for block in blocks {
        let height = setting.height(block);
        if used > 0.0 && used + height > highest {
            (column, used) = (column + 1, 0.0);
        }
        used += height;
        if column >= count || used > highest {
            return None;
        }
        places.push(column);
    }
    Some(places)
}
