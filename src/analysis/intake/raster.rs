//! A delivery of a raster: held against what its kind can be, and against where the province is.

use jiff::civil::Date;

use crate::geometry::Bounds;
use crate::model::delivery::{Problem, Problems};
use crate::model::raster::{Raster, RasterKind, RasterLayer, RasterSummary};
use crate::model::{Edit, Layer, LayerContent, LayerId, Provenance, RecordKey, Snapshot, Text};

/// What the user says about a delivery of a raster.
#[derive(Debug, Clone)]
pub struct RasterOrder {
    /// What the values are.
    pub kind: RasterKind,
    /// The layer that it becomes; what it held before is replaced.
    pub layer: LayerId,
    /// The layer's name.
    pub title: Text,
    /// Where the values come from.
    pub provenance: Provenance,
    /// The checksum of the file.
    pub sha256: Option<String>,
    /// A value that marks cells without one, where the file does not say so.
    pub no_data: Option<f64>,
    /// The day whose units are looked up.
    pub on: Date,
}

/// What is to be committed, and what it changes.
#[derive(Debug)]
pub struct RasterPlan {
    /// The edits, to be committed in one transaction.
    pub edits: Vec<Edit>,
    /// What the layer's values were like before; `None` where it is new.
    pub before: Option<RasterSummary>,
    /// What its values are like now.
    pub after: RasterSummary,
    /// Facts that the user should see.
    pub notices: Vec<Text>,
}

/// Makes the plan for a delivery of a raster.
///
/// # Errors
/// Every mistake: a layer that holds something else, a raster that lies elsewhere, has no values, or has
/// values that cannot be true of its kind.
pub fn plan(
    raster: Raster,
    snapshot: &Snapshot,
    order: &RasterOrder,
) -> Result<RasterPlan, Problems> {
    let raster = match order.no_data {
        Some(mark) => raster.without(mark),
        None => raster,
    };
    let mut problems = Problems::default();
    for problem in [
        other_content(&raster, snapshot, order),
        elsewhere(&raster, snapshot, order),
        implausible(&raster, order.kind),
    ]
    .into_iter()
    .flatten()
    {
        problems.push(problem);
    }
    let Some(after) = raster.summary() else {
        problems.push(
            Problem::of_file(
                &raster.header.file,
                "no cell has a value",
                "Check the band (--band), and which value marks cells without one.",
            )
            .in_vietnamese(
                "không ô nào có giá trị",
                "Xem lại kênh, và giá trị nào đánh dấu ô trống.",
            ),
        );
        return Err(problems);
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(RasterPlan {
        before: snapshot
            .raster(&order.layer)
            .and_then(|raster| raster.summary()),
        after,
        notices: notices(&raster, snapshot, order),
        edits: edits(raster, after, snapshot, order),
    })
}

fn other_content(raster: &Raster, snapshot: &Snapshot, order: &RasterOrder) -> Option<Problem> {
    let layer = snapshot.layer(&order.layer)?;
    (layer.content != LayerContent::Raster(order.kind)).then(|| {
        Problem::of_file(
            &raster.header.file,
            format!(
                "the layer {} holds something else ({:?})",
                layer.id, layer.content
            ),
            "Choose another id with --id.",
        )
        .in_vietnamese(
            format!("lớp «{}» đang chứa loại khác", layer.title.vi),
            "Chọn mã lớp khác.",
        )
    })
}

fn elsewhere(raster: &Raster, snapshot: &Snapshot, order: &RasterOrder) -> Option<Problem> {
    let province = snapshot.map().bounds(order.on)?;
    let own = raster.header.bounds();
    (!own.intersects(province)).then(|| {
        Problem::of_file(
            &raster.header.file,
            format!(
                "the raster lies at {}, the units at {}",
                words(own),
                words(province)
            ),
            "Check its reference system, or give it with --crs.",
        )
        .in_vietnamese("ảnh nằm ngoài tỉnh", "Xem lại hệ toạ độ của ảnh.")
    })
}

/// A box in words: degrees east and north.
fn words(bounds: Bounds) -> String {
    format!(
        "{:.3}–{:.3}° E, {:.3}–{:.3}° N",
        bounds.west, bounds.east, bounds.south, bounds.north
    )
}

fn implausible(raster: &Raster, kind: RasterKind) -> Option<Problem> {
    let plausible = kind.plausible();
    let header = &raster.header;
    let mut wrong = (0..header.height)
        .flat_map(|row| (0..header.width).map(move |column| (column, row)))
        .filter_map(|(column, row)| Some((column, row, raster.value(column, row)?)))
        .filter(|(_, _, value)| !plausible.contains(value));
    let (column, row, first) = wrong.next()?;
    let (mut count, mut is_one_value) = (1_usize, true);
    for (_, _, value) in wrong {
        count += 1;
        is_one_value &= value.total_cmp(&first).is_eq();
    }
    let at = header.middle(column, row);
    let unit = kind.unit().en;
    let range = format!("{} to {}", plausible.start(), plausible.end());
    let message = format!(
        "{count} cells have a value that {} cannot have, the first at {:.5}, {:.5}: {} is {range} {unit}",
        kind.as_str(),
        at.x,
        at.y,
        kind.title().en.to_lowercase(),
    );
    let remedy = if is_one_value {
        format!(
            "If {first} marks cells without a value, say --no-data={first}; else check the unit."
        )
    } else {
        format!("Convert the values to {unit} (gdal_calc), or check the band and the kind.")
    };
    let message_vi = format!(
        "{count} ô có giá trị không thể có của «{}»; hợp lý là {} đến {} {}",
        kind.title().vi,
        plausible.start(),
        plausible.end(),
        kind.unit().vi
    );
    let remedy_vi = if is_one_value {
        format!(
            "Nếu {first} đánh dấu ô trống thì ghi vào mục giá trị trống; nếu không, xem lại đơn vị."
        )
    } else {
        "Đổi giá trị sang đúng đơn vị, hoặc xem lại kênh và loại.".to_owned()
    };
    Some(
        Problem::of_file(&header.file, message.trim_end(), remedy)
            .at("cell", Some(&first.to_string()))
            .in_vietnamese(message_vi.trim_end(), remedy_vi),
    )
}

fn notices(raster: &Raster, snapshot: &Snapshot, order: &RasterOrder) -> Vec<Text> {
    let mut notices = Vec::new();
    let units: Vec<_> = snapshot.units().on(order.on).collect();
    let without = units.iter().filter(|unit| {
        snapshot
            .map()
            .of(&unit.key, order.on)
            .and_then(|boundary| snapshot.map().label_point(boundary))
            .is_some_and(|point| raster.value_at(point.lon(), point.lat()).is_none())
    });
    let without: Vec<&str> = without.map(|unit| unit.name.as_str()).collect();
    if !without.is_empty() {
        let (count, of, names) = (without.len(), units.len(), without.join(", "));
        notices.push(Text::new(
            format!("xã, phường không có giá trị tại điểm ghi tên: {count}/{of} ({names})"),
            format!("units without a value at their label's point: {count} of {of} ({names})"),
        ));
    }
    for layer in illustrative(snapshot, order) {
        notices.push(Text::new(
            format!("lớp minh hoạ «{}» sẽ mất đi", layer.title.vi),
            format!("the illustrative layer {} goes", layer.id),
        ));
    }
    notices
}

/// The illustrative layers of the same kind, which an official one replaces.
fn illustrative<'a>(
    snapshot: &'a Snapshot,
    order: &'a RasterOrder,
) -> impl Iterator<Item = &'a Layer> {
    snapshot.layers().map(AsRef::as_ref).filter(|layer| {
        !order.provenance.is_illustrative
            && layer.provenance.is_illustrative
            && layer.content == LayerContent::Raster(order.kind)
            && layer.id != order.layer
    })
}

fn edits(
    raster: Raster,
    summary: RasterSummary,
    snapshot: &Snapshot,
    order: &RasterOrder,
) -> Vec<Edit> {
    let mut edits: Vec<Edit> = illustrative(snapshot, order)
        .flat_map(|layer| {
            [
                Edit::Remove(RecordKey::Raster(layer.id.clone())),
                Edit::Remove(RecordKey::Layer(layer.id.clone())),
            ]
        })
        .collect();
    edits.push(Edit::from(Layer {
        id: order.layer.clone(),
        content: LayerContent::Raster(order.kind),
        title: order.title.clone(),
        provenance: order.provenance.clone(),
        count: summary.cells,
        sha256: order.sha256.clone(),
        note: None,
    }));
    edits.push(Edit::from(RasterLayer::new(order.layer.clone(), raster)));
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::raster::RasterHeader;
    use jiff::civil::date;

    fn raster(values: Vec<f64>) -> Raster {
        let header = RasterHeader {
            file: "dem.tif".to_owned(),
            band: 1,
            width: 2,
            height: 1,
            west: 106.0,
            north: 23.0,
            cell_width: 0.5,
            cell_height: 0.5,
            crs: "EPSG:4326".to_owned(),
            transformation: "none".to_owned(),
        };
        Raster::new(header, values).unwrap()
    }

    fn order(kind: RasterKind, is_illustrative: bool) -> RasterOrder {
        RasterOrder {
            kind,
            layer: format!(
                "{}{}",
                kind.as_str(),
                if is_illustrative { "-0" } else { "" }
            )
            .parse()
            .unwrap(),
            title: kind.title(),
            provenance: Provenance {
                source: "test".to_owned(),
                source_vi: None,
                licence: "CC0".to_owned(),
                licence_vi: None,
                retrieved: date(2026, 1, 1),
                method: None,
                accuracy_m: None,
                crs: "EPSG:4326".to_owned(),
                transformation: None,
                is_illustrative,
            },
            sha256: None,
            no_data: None,
            on: date(2026, 1, 1),
        }
    }

    fn refusal(values: Vec<f64>, kind: RasterKind) -> String {
        plan(raster(values), &Snapshot::default(), &order(kind, false))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_official_raster_takes_the_place_of_an_illustrative_one() {
        let made_up = plan(
            raster(vec![1.0, 2.0]),
            &Snapshot::default(),
            &order(RasterKind::Elevation, true),
        )
        .unwrap();
        let before = Snapshot::default().apply(1, &made_up.edits);
        assert!(before.raster_of_kind(RasterKind::Elevation).is_some());
        let official = order(RasterKind::Elevation, false);
        let plan = plan(raster(vec![3.0, f64::NAN]), &before, &official).unwrap();
        let after = before.apply(2, &plan.edits);
        let (layer, values) = after.raster_of_kind(RasterKind::Elevation).unwrap();
        assert_eq!((layer.id.as_str(), layer.count), ("elevation", 1));
        assert_eq!(values.value_at(106.1, 22.9), Some(3.0));
        assert_eq!(after.layers().count(), 1);
    }

    #[test]
    fn what_cannot_be_true_is_refused_with_a_remedy() {
        let empty = refusal(vec![f64::NAN, f64::NAN], RasterKind::Elevation);
        assert!(empty.contains("no cell has a value"), "{empty}");
        let feet = refusal(vec![6300.0, 4000.0], RasterKind::Elevation);
        assert!(
            feet.contains("2 cells have a value that elevation cannot have")
                && feet.contains("Convert the values to m"),
            "{feet}"
        );
        let marked = refusal(vec![600.0, -9999.0], RasterKind::Elevation);
        assert!(
            marked.contains("106.75000, 22.75000") && marked.contains("--no-data=-9999"),
            "{marked}"
        );
        let mut order = order(RasterKind::Elevation, false);
        order.no_data = Some(-9999.0);
        let plan = plan(raster(vec![600.0, -9999.0]), &Snapshot::default(), &order).unwrap();
        assert_eq!((plan.after.cells, plan.after.mean), (1, 600.0));
    }
}
