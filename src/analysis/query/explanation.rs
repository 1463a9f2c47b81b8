//! What was computed, step by step, in words that name the target, its layer and the zones.

use jiff::civil::Date;

use super::words::{Features, QueryRequest, Relation, Target};
use crate::analysis::unit_map::UnitMap;
use crate::model::{Snapshot, Text, vietnamese_count, vietnamese_measure};

/// How many features there are before anything is asked of them.
pub(super) fn of_all(snapshot: &Snapshot, from: &Features, count: usize, on: Date) -> Text {
    let named = features(snapshot, from);
    let day = on.strftime("%d/%m/%Y");
    Text::new(
        format!(
            "Có {} đối tượng vào ngày {day}: {}.",
            vietnamese_count(count),
            named.vi
        ),
        format!("{count} features exist on {on}: {}.", named.en),
    )
}

/// How many match a filter.
pub(super) fn of_filter(kept: usize, filter: &str) -> Text {
    Text::new(
        format!(
            "{} trong số đó thoả điều kiện {filter}.",
            vietnamese_count(kept)
        ),
        format!("{kept} of them match {filter}."),
    )
}

/// How many cannot be asked where they lie.
pub(super) fn of_unplaced(count: usize, on: Date) -> Text {
    let day = on.strftime("%d/%m/%Y");
    Text::new(
        format!(
            "{} trong số đó chưa rõ vị trí vào ngày {day} nên để riêng: không coi là thoả, cũng không coi là không thoả \
             điều kiện về vị trí.",
            vietnamese_count(count)
        ),
        format!(
            "{count} of them have no known position on {on} and are left out: they neither meet nor fail a condition on \
             where they lie."
        ),
    )
}

/// How many stand in a relation to a target, or do not.
pub(super) fn of_relation(
    snapshot: &Snapshot,
    map: &UnitMap,
    relation: &Relation,
    is_not: bool,
    kept: usize,
) -> Text {
    let words = in_words(snapshot, map, relation);
    let (vi, en) = if is_not {
        ("không thuộc số ", "are not among those that ")
    } else {
        ("", "")
    };
    Text::new(
        format!("{} trong số đó {vi}{}.", vietnamese_count(kept), words.vi),
        format!("{kept} of them {en}{}.", words.en),
    )
}

/// How zones were counted.
pub(super) fn of_zones(snapshot: &Snapshot, zones: &Features) -> Text {
    let named = features(snapshot, zones);
    Text::new(
        format!(
            "Đếm theo vùng: {}. Một đối tượng được đếm ở mọi vùng chứa vị trí của nó (với đường và vùng là một điểm nằm bên \
             trong); trên ranh giới chung thì thuộc đơn vị có mã nhỏ nhất.",
            named.vi
        ),
        format!(
            "Counted per zone: {}. A feature is counted in every zone that holds its position (a position within it, for \
             lines and areas); on a common border of units in the unit with the lowest code.",
            named.en
        ),
    )
}

/// How neighbours were found.
pub(super) fn of_neighbours(snapshot: &Snapshot, of: &Features, k: usize) -> Text {
    let named = features(snapshot, of);
    Text::new(
        format!(
            "Mỗi dòng kèm {} đối tượng gần nhất theo khoảng cách trắc địa: {}.",
            vietnamese_count(k),
            named.vi
        ),
        format!(
            "For each row the {k} nearest by geodesic distance: {}.",
            named.en
        ),
    )
}

/// Which rows are shown, where there are more.
pub(super) fn of_page(request: &QueryRequest, shown: usize, total: usize) -> Option<Text> {
    let first = request.offset + 1;
    (total > shown).then(|| {
        Text::new(
            format!(
                "Chỉ hiện {} trong {} dòng, từ dòng {}.",
                vietnamese_count(shown),
                vietnamese_count(total),
                vietnamese_count(first)
            ),
            format!("{shown} of {total} rows are shown, from number {first}: raise `limit` or `offset` for others."),
        )
    })
}

fn in_words(snapshot: &Snapshot, map: &UnitMap, relation: &Relation) -> Text {
    match relation {
        Relation::Within { target: one } => {
            let one = target(snapshot, map, one);
            Text::new(
                format!("nằm trọn trong {}", one.vi),
                format!("lie wholly within {}", one.en),
            )
        }
        Relation::Intersects { target: one } => {
            let one = target(snapshot, map, one);
            Text::new(
                format!("có ít nhất một điểm chung với {}", one.vi),
                format!("share at least a point with {}", one.en),
            )
        }
        Relation::Contains { target: one } => {
            let one = target(snapshot, map, one);
            Text::new(
                format!("chứa trọn {}", one.vi),
                format!("hold {} wholly", one.en),
            )
        }
        Relation::WithinDistance {
            target: one,
            distance_m,
        } => {
            let one = target(snapshot, map, one);
            let metres = vietnamese_measure(*distance_m);
            Text::new(
                format!(
                    "cách {} nhiều nhất {metres} m, đo trên mặt đất (trắc địa)",
                    one.vi
                ),
                format!(
                    "lie at most {distance_m} m from {}, measured along the ground (geodesic)",
                    one.en
                ),
            )
        }
        Relation::Nearest { target: one, .. } => {
            let one = target(snapshot, map, one);
            Text::new(
                format!("gần {} nhất theo khoảng cách trắc địa", one.vi),
                format!("are nearest to {} by geodesic distance", one.en),
            )
        }
    }
}

/// A target by its name, and by its layer where it has one.
fn target(snapshot: &Snapshot, map: &UnitMap, target: &Target) -> Text {
    match target {
        Target::Geometry(geo::Geometry::Point(at)) => {
            let (lon, lat) = (at.x(), at.y());
            Text::new(
                format!("vị trí kinh độ {lon}, vĩ độ {lat}").replace('.', ","),
                format!("the position {lon}, {lat}"),
            )
        }
        Target::Geometry(_) => Text::new("hình đã vẽ", "the drawn shape"),
        Target::Unit(code) => {
            let unit = map.units().iter().find(|unit| unit.unit.code() == code);
            let name = unit.map_or_else(|| code.to_string(), |unit| unit.unit.full_name());
            Text::new(format!("{name} ({code})"), format!("{name} ({code})"))
        }
        Target::Layer(id) => layer(snapshot, id),
        Target::Place(id) => match snapshot.places().get(id) {
            None => Text::new(id.as_str(), id.as_str()),
            Some(place) => {
                let of = layer(snapshot, &place.layer);
                Text::new(
                    format!("«{}» ({})", place.name, of.vi),
                    format!("“{}” ({})", place.name, of.en),
                )
            }
        },
    }
}

fn features(snapshot: &Snapshot, source: &Features) -> Text {
    match source {
        Features::Units => Text::new("đơn vị hành chính", "units"),
        Features::Kind(kind) => kind.title(),
        Features::Layer(id) => layer(snapshot, id),
    }
}

fn layer(snapshot: &Snapshot, id: &crate::model::LayerId) -> Text {
    let title = snapshot.layer(id).map(|layer| layer.title.clone());
    let title = title.unwrap_or_else(|| Text::new(id.as_str(), id.as_str()));
    Text::new(
        format!("lớp «{}»", title.vi),
        format!("the layer “{}”", title.en),
    )
}
