//! What makes a picture a map: title, frame, grid, scale, north, sources.

use super::svg::{Frame, Svg, Type};
use super::typeface::wrapped;
use super::view::View;
use crate::model::map_sheet::{Language, MapSheet, PRINT};
use crate::model::{Layer, english_number, vietnamese_number};
use rust_decimal::Decimal;

/// The number with the language's thousands.
fn grouped(number: f64, language: Language) -> String {
    let number = Decimal::try_from(number).unwrap_or_default();
    match language {
        Language::Vi => vietnamese_number(number, 2),
        Language::En => english_number(number, 2),
    }
}

/// The hatch of "no data", and the frame that cuts the map.
pub(super) fn definitions(svg: &mut Svg, frame: &Frame) {
    svg.raw(format_args!(
        "<defs><pattern id=\"no-data\" width=\"1.3\" height=\"1.3\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"0.3\" height=\"1.3\" fill=\"{}\"/></pattern>\
         <pattern id=\"stripes\" width=\"3\" height=\"3\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"3\" height=\"3\" fill=\"#fdf3dc\"/><rect width=\"1.5\" height=\"3\" fill=\"#d9a441\"/></pattern>\
         <clipPath id=\"map\"><rect x=\"{:.3}\" y=\"{:.3}\" width=\"{:.3}\" height=\"{:.3}\"/></clipPath></defs>",
        PRINT.hatch, frame.x, frame.y, frame.width, frame.height
    ));
}

/// The step of the grid: the least round number of kilometres that is far enough on paper.
fn grid_step_m(view: &View, least_mm: f64) -> f64 {
    [100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5]
        .into_iter()
        .find(|step| view.length_mm(*step) >= least_mm)
        .unwrap_or(2e5)
}

/// The lines of the grid between two coordinates, metres.
fn grid_lines(least: f64, most: f64, step: f64) -> impl Iterator<Item = f64> {
    let count = ((most / step).floor() - (least / step).ceil() + 1.0).max(0.0) as usize;
    let first = (least / step).ceil();
    (0..count).map(move |line| (first + line as f64) * step)
}

/// The frame with the kilometres of the grid VN-2000 at its edges and faint crosses inside.
pub(super) fn grid(svg: &mut Svg, view: &View, size: f64) {
    let frame = view.frame;
    let step = grid_step_m(view, size * 13.0);
    let (least, most) = view.corners();
    let eastings: Vec<f64> = grid_lines(least.x, most.x, step).collect();
    let northings: Vec<f64> = grid_lines(least.y, most.y, step).collect();
    let set = Type::plain(size, PRINT.ink_soft).anchored("middle");
    let label = |metres: f64| {
        let decimals = usize::from(step < 1000.0);
        format!("{:.decimals$}", metres / 1000.0)
    };
    let (thin, thick) = (line_look(PRINT.ink_soft, 0.08), line_look(PRINT.ink, 0.2));
    let below = 1.5 + size * 0.85;
    for easting in &eastings {
        let x = view
            .place_on_grid(geo::Coord {
                x: *easting,
                y: least.y,
            })
            .x;
        let (top, bottom) = (frame.y, frame.bottom());
        svg.path(
            &format!("M{x:.2} {top:.2}v-1.2M{x:.2} {bottom:.2}v1.2"),
            &thick,
        );
        svg.text(x, top - 1.6, set, &label(*easting));
        svg.text(x, bottom + below, set, &label(*easting));
    }
    for northing in &northings {
        let y = view
            .place_on_grid(geo::Coord {
                x: least.x,
                y: *northing,
            })
            .y;
        let (left, right) = (frame.x, frame.right());
        svg.path(
            &format!("M{left:.2} {y:.2}h-1.2M{right:.2} {y:.2}h1.2"),
            &thick,
        );
        svg.turned_text(left - 1.6, y, -90.0, set, &label(*northing));
        svg.turned_text(right + below, y, -90.0, set, &label(*northing));
        for easting in &eastings {
            let at = view.place_on_grid(geo::Coord {
                x: *easting,
                y: *northing,
            });
            let (x, top) = (at.x - 1.2, at.y - 1.2);
            svg.path(
                &format!("M{x:.2} {:.2}h2.4M{:.2} {top:.2}v2.4", at.y, at.x),
                &thin,
            );
        }
    }
    svg.rectangle(&frame, &line_look(PRINT.ink, 0.35));
}

fn line_look(colour: &str, width: f64) -> String {
    format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"")
}

/// How high [`scale_and_north`] is at a size of type.
pub(super) fn scale_height(size: f64) -> f64 {
    size * 9.6
}

/// The bar, the number, the arrow and the name of the grid.
pub(super) fn scale_and_north(
    svg: &mut Svg,
    view: &View,
    language: Language,
    frame: &Frame,
    size: f64,
) {
    let Frame {
        x, y: top, width, ..
    } = *frame;
    let y = top + size * 3.6;
    let number = grouped(view.denominator, language);
    let word = language.pick("Tỉ lệ", "Scale");
    let set = Type::plain(size * 1.15, PRINT.ink).strong();
    svg.text(x, top + size * 1.2, set, &format!("{word} 1:{number}"));
    scale_bar(svg, view, language, (x, y), size, width * 0.66);
    north(svg, language, x + width - size * 1.6, top, size);
    let grid = language.pick(
        "Lưới VN-2000 / TM-3 105°45' (EPSG:9210), km",
        "Grid VN-2000 / TM-3 105°45' (EPSG:9210), km",
    );
    let notes = [
        grid,
        language.pick("Hướng bắc: bắc lưới", "North: grid north"),
    ];
    let lines = notes
        .iter()
        .flat_map(|note| wrapped(note, size * 0.88, false, width));
    for (index, line) in lines.enumerate() {
        let baseline = y + size * (1.85 + 1.15 * index as f64);
        svg.text(x, baseline, Type::plain(size * 0.88, PRINT.ink_soft), &line);
    }
}

/// A bar of two halves, the longest round one that is at most so long.
fn scale_bar(
    svg: &mut Svg,
    view: &View,
    language: Language,
    at: (f64, f64),
    size: f64,
    longest: f64,
) {
    let (x, y) = at;
    let bar_m = [1.0, 2.0, 5.0]
        .iter()
        .flat_map(|digit| (1..6).map(move |power| digit * 10_f64.powi(power)))
        .filter(|metres| view.length_mm(*metres) <= longest)
        .fold(10.0, f64::max);
    let half = view.length_mm(bar_m) / 2.0;
    for (start, fill) in [(x, PRINT.ink), (x + half, PRINT.halo)] {
        let frame = Frame {
            x: start,
            y,
            width: half,
            height: size * 0.45,
        };
        let look = format!(
            "fill=\"{fill}\" stroke=\"{}\" stroke-width=\"0.2\"",
            PRINT.ink
        );
        svg.rectangle(&frame, &look);
    }
    let (unit, metres_per_unit) = if bar_m >= 1000.0 {
        ("km", 1000.0)
    } else {
        ("m", 1.0)
    };
    let number = |share: f64| grouped(bar_m * share / metres_per_unit, language);
    let set = Type::plain(size * 0.95, PRINT.ink);
    let above = y - size * 0.35;
    svg.text(x, above, set, "0");
    svg.text(x + half, above, set.anchored("middle"), &number(0.5));
    svg.text(
        x + 2.0 * half,
        above,
        set.anchored("middle"),
        &format!("{} {unit}", number(1.0)),
    );
}

fn north(svg: &mut Svg, language: Language, x: f64, top: f64, size: f64) {
    let (tip, foot) = (top + size * 1.5, top + size * 4.4);
    svg.text(
        x,
        top + size * 1.1,
        Type::plain(size * 1.1, PRINT.ink)
            .strong()
            .anchored("middle"),
        language.pick("B", "N"),
    );
    let path = format!(
        "M{x:.2} {tip:.2}L{:.2} {foot:.2}L{x:.2} {:.2}L{:.2} {foot:.2}Z",
        x + size * 0.9,
        foot - size * 0.7,
        x - size * 0.9
    );
    svg.path(&path, &format!("fill=\"{}\"", PRINT.ink));
}

/// Says across the head of the map that what it shows is made up.
pub(super) fn illustrative_banner(svg: &mut Svg, frame: &Frame, language: Language, size: f64) {
    let band = Frame {
        height: size * 2.1,
        ..*frame
    };
    svg.rectangle(&band, "fill=\"url(#stripes)\"");
    let text = language.pick(
        "Có số liệu minh hoạ – không phải số thật",
        "Contains illustrative data – not real figures",
    );
    let set = Type::plain(size, "#6b4700")
        .strong()
        .anchored("middle")
        .with_halo("#fdf3dc");
    svg.text(frame.x + frame.width / 2.0, band.y + size * 1.4, set, text);
}

/// Where everything on the sheet comes from, a paragraph each.
pub(super) fn sources(sheet: &MapSheet) -> Vec<String> {
    let language = sheet.language;
    let mut notes = Vec::new();
    if let Some(shading) = &sheet.shading {
        let from = if shading.sources.is_empty() {
            language
                .pick(
                    "tính từ dữ liệu trên bản đồ",
                    "worked out from the data on the map",
                )
                .to_owned()
        } else {
            shading.sources.join("; ")
        };
        notes.push(format!("{}: {from}.", shading.title));
    }
    let layers = sheet.boundary_layers.iter().chain(
        sheet
            .layers
            .iter()
            .filter(|shown| !shown.places.is_empty())
            .map(|shown| &shown.layer),
    );
    notes.extend(layers.map(|layer| source_of(layer, language)));
    notes
}

fn source_of(layer: &Layer, language: Language) -> String {
    let about = &layer.provenance;
    let accuracy = match about.accuracy_m {
        Some(metres) if metres >= 1000.0 => format!("~{} km", grouped(metres / 1000.0, language)),
        Some(metres) => format!("~{} m", grouped(metres, language)),
        None => language.pick("không rõ", "unknown").to_owned(),
    };
    let title = language.of(&layer.title);
    let day = about.retrieved.strftime("%d/%m/%Y");
    let mark = if about.is_illustrative {
        language.pick(" MINH HOẠ.", " ILLUSTRATIVE.")
    } else {
        ""
    };
    format!(
        "{title}:{mark} {}; {} {day}; {} {accuracy}; {} {}.",
        language.of(&about.source_text()).trim_end_matches('.'),
        language.pick("ngày", "of"),
        language.pick("độ chính xác", "accuracy"),
        language.pick("giấy phép", "licence"),
        language.of(&about.licence_text()).trim_end_matches('.'),
    )
}

/// When and from what the sheet was printed.
pub(super) fn imprint(sheet: &MapSheet) -> String {
    let day = sheet.printed.strftime("%d/%m/%Y");
    let on = sheet.on.strftime("%d/%m/%Y");
    match sheet.language {
        Language::Vi => format!(
            "In ngày {day} · đơn vị hành chính ngày {on} · Nonnuoc · không dùng để phân định ranh giới pháp lý"
        ),
        Language::En => {
            format!("Printed {day} · units of {on} · Nonnuoc · not for legal boundaries")
        }
    }
}
