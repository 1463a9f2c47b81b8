//! Which names stand on the map, and which goes first where two want one place.

use super::drawing::{Drawing, is_schematic, lines_of};
use super::labels::{Labels, Name};
use super::marks::mark_of;
use super::svg::{Frame, Type};
use crate::model::map_sheet::{PRINT, SheetLayer, SheetUnit};
use crate::model::{LayerContent, Place, PlaceKind, UnitKind};

/// A layer of more places has no names on paper, and names of communes may cover its marks.
const MOST_NAMED: usize = 100;

impl Drawing<'_> {
    /// The names, wards before communes, communes before all else.
    pub(super) fn names(&mut self) {
        let mut labels = Labels::new(self.view.frame);
        let sheet = self.sheet;
        for shown in &sheet.layers {
            if shown.places.len() <= MOST_NAMED {
                for (at, place) in self.spots(shown) {
                    let edge = mark_of(place).size * self.sizes.pixel * 0.8;
                    labels.keep_free(Frame::around(at.x, at.y, edge, edge));
                }
            }
        }
        for (at, mark) in sheet
            .units
            .iter()
            .filter_map(|shown| self.status_mark(shown))
        {
            let edge = mark.size * self.sizes.pixel * 0.8;
            labels.keep_free(Frame::around(at.x, at.y, edge, edge));
        }
        for shown in &sheet.layers {
            self.schematic(shown, &mut labels);
        }
        let mut units: Vec<&SheetUnit> = sheet.units.iter().collect();
        units.sort_by_key(|shown| (shown.unit.kind != UnitKind::Ward, shown.unit.code().clone()));
        for shown in units {
            let Some(label) = shown.label else { continue };
            let at = self.view.place(label.to_point().0);
            let name = Name {
                text: &shown.unit.name,
                value: shown.value.as_deref(),
                size: self.sizes.name,
            };
            // Where both find no room, the name does.
            if !labels.in_area(self.svg, at, &name) && name.value.is_some() {
                let alone = Name {
                    value: None,
                    ..name
                };
                labels.in_area(self.svg, at, &alone);
            }
        }
        for shown in &sheet.layers {
            self.layer_names(shown, &mut labels);
        }
    }

    /// Says along every schematic corridor that it is one, before names take the room: a line that looks surveyed
    /// would be believed.
    fn schematic(&mut self, shown: &SheetLayer, labels: &mut Labels) {
        let word = self.sheet.language.pick("sơ đồ", "schematic");
        for place in &shown.places {
            if shown.is_of(PlaceKind::Corridor) && is_schematic(place) {
                self.along_corridor(place, word, labels);
            }
        }
    }

    /// Writes a text along the first line of a corridor that has room for it.
    fn along_corridor(&mut self, place: &Place, text: &str, labels: &mut Labels) {
        let size = self.sizes.name * 0.92;
        let set = Type::plain(size, PRINT.corridor).with_halo(PRINT.halo);
        for line in lines_of(place) {
            let line: Vec<_> = line
                .coords()
                .map(|at| self.view.place(*at))
                .filter(|at| self.view.sees(*at))
                .collect();
            if labels.along(self.svg, &line, set, text) {
                break;
            }
        }
    }

    fn layer_names(&mut self, shown: &SheetLayer, labels: &mut Labels) {
        let size = self.sizes.name * 0.92;
        if shown.is_of(PlaceKind::Corridor) {
            for place in &shown.places {
                self.along_corridor(place, &place.name, labels);
            }
            return;
        }
        if shown.places.len() > MOST_NAMED {
            return;
        }
        let colour = match shown.layer.content {
            LayerContent::Places(PlaceKind::BorderGate) => PRINT.gate,
            LayerContent::Places(PlaceKind::LandslideSpot) => return,
            _ => PRINT.ink_soft,
        };
        let set = Type::plain(size, colour).with_halo(PRINT.halo);
        for (at, place) in self.spots(shown) {
            if !place.name.is_empty() {
                let half = mark_of(place).size * self.sizes.pixel * 0.45;
                labels.at_point(self.svg, at, half, set, &place.name);
            }
        }
    }
}
