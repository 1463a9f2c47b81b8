//! What a reader of travel times must know: from what they were worked out, and what was assumed.

use super::answer::in_words;
use super::landscape::Landscape;
use super::matrix::TravelMethod;
use super::model::TravelModel;
use super::options::TravelMode;
use super::straight_line::RAINY_SHARE;

/// The sentences.
pub(super) fn of(landscape: &Landscape, model: &TravelModel, people: &str) -> Vec<String> {
    let options = &model.options;
    let mut lines = vec![format!(
        "Times are worked out {}.",
        in_words(model.method())
    )];
    let is_without_roads = landscape.roads.is_empty() && options.mode != TravelMode::OnFoot;
    let is_without_heights = landscape.elevation.is_none() && options.mode != TravelMode::Road;
    match (is_without_roads, is_without_heights) {
        (true, true) => lines.push("Neither roads nor heights are loaded.".to_owned()),
        (true, false) => lines.push("No roads are loaded.".to_owned()),
        (false, true) => lines.push("No heights are loaded.".to_owned()),
        (false, false) => {}
    }
    if model.method() == TravelMethod::StraightLine {
        let speed = if options.mode == TravelMode::OnFoot {
            format!("{} km/h on foot", options.walking_speed_kmh)
        } else {
            let rainy = options.straight_line_speed_kmh * RAINY_SHARE;
            format!(
                "{} km/h, {rainy} km/h in the rainy season",
                options.straight_line_speed_kmh
            )
        };
        lines.push(format!(
            "A time is the straight line on the ellipsoid × {} ÷ a speed ({speed}): an assumption, not a measured way.",
            options.detour_factor
        ));
    }
    let (nodes, edges) = model.network_size();
    if edges > 0 {
        lines.push(format!("The road network has {nodes} nodes and {edges} edges; speeds by class, surface and season are assumptions unless a road states its own."));
    }
    if landscape.roads_without_class > 0 {
        lines.push(format!(
            "{} roads have no class and count as commune roads.",
            landscape.roads_without_class
        ));
    }
    match model.terrain_size() {
        Some((columns, rows, cell_m)) => lines.push(format!(
            "The terrain has {columns} × {rows} cells of about {cell_m:.0} m, walked with Tobler's function at 0.6 of its speed off paths; a position is as good as a cell."
        )),
        None if model.method() == TravelMethod::Network => lines.push(format!(
            "A place within {} m of an open road, or of a facility, walks there straight × {} at {} km/h; farther ones are told as not reached.",
            options.snap_limit_m, options.detour_factor, options.walking_speed_kmh
        )),
        None => {}
    }
    if model.closed_pieces() > 0 {
        lines.push(format!(
            "{} pieces of road are closed in the first season told.",
            model.closed_pieces()
        ));
    }
    lines.push(people.to_owned());
    lines
}
