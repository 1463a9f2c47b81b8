//! What a reader of travel times must know: from what they were worked out, and what was assumed.

use super::landscape::Landscape;
use super::matrix::TravelMethod;
use super::model::TravelModel;
use super::options::TravelMode;
use super::straight_line::RAINY_SHARE;
use crate::model::{Text, vietnamese_count, vietnamese_measure};

/// The sentences.
pub(super) fn of(landscape: &Landscape, model: &TravelModel, people: Text) -> Vec<Text> {
    let mut sentences = vec![method(model)];
    sentences.extend(missing(landscape, model.options.mode));
    if model.method() == TravelMethod::StraightLine {
        sentences.push(straight_line(model));
    }
    sentences.extend(network(landscape, model));
    sentences.extend(terrain(landscape, model));
    sentences.push(people);
    sentences
}

fn method(model: &TravelModel) -> Text {
    let (vi, en) = match model.method() {
        TravelMethod::Network => ("theo đường", "along the roads"),
        TravelMethod::Terrain => (
            "đi bộ qua địa hình, và theo đường như lối đi; chỉ đường mới qua được sông",
            "on foot over the terrain, and along roads as paths, which alone cross rivers",
        ),
        TravelMethod::Combined => (
            "đi bộ qua địa hình và đi xe theo đường, cách nào nhanh hơn thì lấy",
            "on foot over the terrain and by vehicle along the roads, whichever is faster",
        ),
        TravelMethod::StraightLine => ("theo đường chim bay", "by straight lines"),
    };
    Text::new(
        format!("Thời gian được tính {vi}."),
        format!("Times are worked out {en}."),
    )
}

fn missing(landscape: &Landscape, mode: TravelMode) -> Option<Text> {
    let is_without_roads = landscape.roads.is_empty() && mode != TravelMode::OnFoot;
    let is_without_heights = landscape.elevation.is_none() && mode != TravelMode::Road;
    match (is_without_roads, is_without_heights) {
        (true, true) => Some(Text::new(
            "Chưa nạp đường lẫn độ cao.",
            "Neither roads nor heights are loaded.",
        )),
        (true, false) => Some(Text::new("Chưa nạp đường.", "No roads are loaded.")),
        (false, true) => Some(Text::new("Chưa nạp độ cao.", "No heights are loaded.")),
        (false, false) => None,
    }
}

fn straight_line(model: &TravelModel) -> Text {
    let options = &model.options;
    let detour = options.detour_factor;
    let (vi, en) = if options.mode == TravelMode::OnFoot {
        let speed = options.walking_speed_kmh;
        (
            format!("{} km/giờ đi bộ", comma(speed)),
            format!("{speed} km/h on foot"),
        )
    } else {
        let (dry, rainy) = (
            options.straight_line_speed_kmh,
            options.straight_line_speed_kmh * RAINY_SHARE,
        );
        (
            format!("{} km/giờ, mùa mưa {} km/giờ", comma(dry), comma(rainy)),
            format!("{dry} km/h, {rainy} km/h in the rainy season"),
        )
    };
    Text::new(
        format!(
            "Thời gian là đường chim bay trên ellipsoid × {} ÷ tốc độ ({vi}): giả định, không phải đường đo được.",
            comma(detour)
        ),
        format!(
            "A time is the straight line on the ellipsoid × {detour} ÷ a speed ({en}): an assumption, not a measured way."
        ),
    )
}

fn network(landscape: &Landscape, model: &TravelModel) -> Vec<Text> {
    let mut sentences = Vec::new();
    let (nodes, edges) = model.network_size();
    if edges > 0 {
        sentences.push(Text::new(
            format!(
                "Mạng đường có {} nút và {} cạnh; tốc độ theo cấp đường, mặt đường và mùa là giả định, trừ đường tự ghi \
                 tốc độ.",
                vietnamese_count(nodes),
                vietnamese_count(edges)
            ),
            format!(
                "The road network has {nodes} nodes and {edges} edges; speeds by class, surface and season are \
                 assumptions unless a road states its own."
            ),
        ));
    }
    let unclassed = landscape.roads_without_class;
    if unclassed > 0 {
        sentences.push(Text::new(
            format!(
                "{} đường chưa ghi cấp được coi là đường xã.",
                vietnamese_count(unclassed)
            ),
            format!("{unclassed} roads have no class and count as commune roads."),
        ));
    }
    if model.closed_pieces() > 0 {
        let closed = model.closed_pieces();
        sentences.push(Text::new(
            format!(
                "{} đoạn đường bị đóng trong mùa kể trước.",
                vietnamese_count(closed)
            ),
            format!("{closed} pieces of road are closed in the first season told."),
        ));
    }
    if model.unbridged_pieces() > 0 {
        let unbridged = model.unbridged_pieces();
        sentences.push(Text::new(
            format!(
                "{} đoạn đường gặp sông mà lớp đường ghi là không có cầu: không qua được.",
                vietnamese_count(unbridged)
            ),
            format!("{unbridged} pieces of road meet a river and are said to have no bridge: nobody passes."),
        ));
    }
    sentences
}

fn terrain(landscape: &Landscape, model: &TravelModel) -> Vec<Text> {
    let options = &model.options;
    let Some((columns, rows, cell_m)) = model.terrain_size() else {
        let (limit, detour) = (options.snap_limit_m, options.detour_factor);
        let speed = options.walking_speed_kmh;
        let walk = Text::new(
            format!(
                "Nơi cách đường đang mở, hoặc cách cơ sở, không quá {} m thì đi bộ thẳng tới đó × {} với {} km/giờ; nơi xa \
                 hơn được ghi là không tới được.",
                comma(limit),
                comma(detour),
                comma(speed)
            ),
            format!(
                "A place within {limit} m of an open road, or of a facility, walks there straight × {detour} at {speed} \
                 km/h; farther ones are told as not reached."
            ),
        );
        let is_network = model.method() == TravelMethod::Network;
        return is_network.then_some(walk).into_iter().collect();
    };
    let mut sentences = vec![Text::new(
        format!(
            "Địa hình có {} × {} ô khoảng {} m, đi bộ theo hàm Tobler, ngoài đường bằng 0,6 tốc độ đó; vị trí chính xác \
             tới một ô.",
            vietnamese_count(columns),
            vietnamese_count(rows),
            vietnamese_measure(cell_m.round())
        ),
        format!(
            "The terrain has {columns} × {rows} cells of about {cell_m:.0} m, walked with Tobler's function at 0.6 of its \
             speed off paths; a position is as good as a cell."
        ),
    )];
    sentences.extend(cover(landscape, model));
    sentences
}

fn cover(landscape: &Landscape, model: &TravelModel) -> Option<Text> {
    let options = &model.options;
    if landscape.friction.is_some() {
        return Some(Text::new(
            "Nơi có lớp thời gian đi một km thì lấy giá trị ở đó thay cho tốc độ trên đất bằng.",
            "Where there is a layer of minutes to travel a kilometre, its values replace the speed on level ground.",
        ));
    }
    let rules = options.cover_rules_in_season().count();
    match (landscape.land_cover.is_some(), rules) {
        (true, 1..) => Some(Text::new(
            format!(
                "Đi bộ trên đất bằng theo {rules} lớp phủ mặt đất được cho tốc độ; lớp phủ khác lấy tốc độ chung."
            ),
            format!(
                "Level ground is walked at the speeds given for {rules} classes of land cover; others at the usual one."
            ),
        )),
        (true, 0) => Some(Text::new(
            "Có lớp phủ mặt đất, nhưng chưa cho tốc độ theo lớp phủ nên không dùng.",
            "Land cover is loaded but not used: no speeds were given for its classes.",
        )),
        (false, 1..) => Some(Text::new(
            "Đã cho tốc độ theo lớp phủ mặt đất, nhưng chưa nạp lớp đó nên không dùng.",
            "Speeds were given for classes of land cover, but no land cover is loaded.",
        )),
        (false, 0) => None,
    }
}

/// A number as Vietnamese write it.
fn comma(number: f64) -> String {
    vietnamese_measure(number)
}
