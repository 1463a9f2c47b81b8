//! Reference systems in planners' words.

use super::{Crs, Datum};
use crate::model::Text;

/// A system's name in Vietnamese with its code; the code alone where it is not known.
#[must_use]
pub fn named_in_vietnamese(code: &str) -> String {
    Crs::parse(code).map_or_else(|_| code.to_owned(), |crs| crs.named_in_vietnamese())
}

/// Degrees as maps print them: 105°45′.
fn degrees_and_minutes(degrees: f64) -> String {
    let minutes = (degrees * 60.0).round() as i64;
    format!("{}°{:02}′", minutes / 60, minutes % 60)
}

impl Crs {
    /// The system's name in planners' words: the datum, the grid and its central meridian.
    #[must_use]
    pub fn title(&self) -> Text {
        let own = self.srs.name().unwrap_or_else(|| self.name.clone());
        let datum = match self.datum() {
            Datum::Vn2000 => "VN-2000",
            Datum::Wgs84 => "WGS 84",
            Datum::Other => return Text::new(&own, &own),
        };
        if self.is_geographic() {
            return Text::new(
                format!("{datum}, kinh độ – vĩ độ"),
                format!("{datum}, longitude and latitude"),
            );
        }
        let definition = self.srs.to_proj4().unwrap_or_default();
        let number = |key: &str| {
            let term = definition
                .split_whitespace()
                .find_map(|term| term.strip_prefix(key));
            term.and_then(|value| value.parse::<f64>().ok())
        };
        match (number("+lon_0="), number("+zone=")) {
            (Some(meridian), None) if definition.contains("+proj=tmerc") => {
                let meridian = degrees_and_minutes(meridian);
                Text::new(
                    format!("{datum}, múi 3°, kinh tuyến trục {meridian}"),
                    format!("{datum}, 3° zone, central meridian {meridian}"),
                )
            }
            (_, Some(zone)) => Text::new(
                format!("{datum}, UTM múi 6° số {zone}"),
                format!("{datum}, UTM zone {zone}"),
            ),
            _ => Text::new(&own, &own),
        }
    }

    /// The system's name in Vietnamese with its code: `VN-2000, múi 3°, kinh tuyến trục 105°45′ (EPSG:9210)`.
    #[must_use]
    pub fn named_in_vietnamese(&self) -> String {
        let title = self.title().vi;
        if title == self.name {
            title
        } else {
            format!("{title} ({})", self.name)
        }
    }
}
