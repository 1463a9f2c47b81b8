//! The kinds of places.

mod attributes;
mod columns;
mod field;
mod schools;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use columns::{OWN_COLUMNS, short_names};
pub use field::{AttributeField, AttributeType, Choice};

/// What a place is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A gate, crossing or clearance lane on the national border.
    BorderGate,
    /// An economic corridor: a line with widths around it.
    Corridor,
    /// An industrial cluster.
    IndustrialCluster,
    /// An area for deep processing of farm, forest and medicinal products.
    ProcessingArea,
    /// A known landslide or flash-flood danger spot (a point).
    LandslideSpot,
    /// A zone mapped as prone to landslides (a polygon).
    LandslideZone,
    /// A zone mapped as prone to flash floods (a polygon).
    FlashFloodZone,
    /// A main school.
    School,
    /// A satellite school point.
    SatellitePoint,
    /// A hospital, health station or other health facility.
    HealthFacility,
    /// A settlement: a hamlet or village.
    Settlement,
    /// A place to which people are moved out of danger.
    RelocationSite,
    /// A project of the programme.
    Project,
    /// A place that visitors come to see.
    TourismSite,
    /// A monument.
    Monument,
    /// The geopark.
    Geopark,
    /// A town.
    Town,
    /// A river.
    River,
    /// A road.
    Road,
    /// Forest that must stay: special-use or protection forest (a polygon).
    ProtectedForest,
    /// Land that is farmed (a polygon).
    Farmland,
    /// Any other point of interest.
    PointOfInterest,
}

impl PlaceKind {
    /// Every kind, in the order in which layers are listed.
    pub const ALL: [Self; 22] = [
        Self::BorderGate,
        Self::Corridor,
        Self::IndustrialCluster,
        Self::ProcessingArea,
        Self::LandslideSpot,
        Self::LandslideZone,
        Self::FlashFloodZone,
        Self::School,
        Self::SatellitePoint,
        Self::HealthFacility,
        Self::Settlement,
        Self::RelocationSite,
        Self::Project,
        Self::TourismSite,
        Self::Monument,
        Self::Geopark,
        Self::Town,
        Self::River,
        Self::Road,
        Self::ProtectedForest,
        Self::Farmland,
        Self::PointOfInterest,
    ];

    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::BorderGate => ("border-gate", "Cửa khẩu, lối mở", "Border gates"),
            Self::Corridor => ("corridor", "Hành lang kinh tế", "Economic corridors"),
            Self::IndustrialCluster => (
                "industrial-cluster",
                "Cụm công nghiệp",
                "Industrial clusters",
            ),
            Self::ProcessingArea => (
                "processing-area",
                "Vùng chế biến sâu",
                "Deep-processing areas",
            ),
            Self::LandslideSpot => (
                "landslide-spot",
                "Điểm nguy cơ sạt lở",
                "Landslide danger spots",
            ),
            Self::LandslideZone => ("landslide-zone", "Vùng nguy cơ sạt lở", "Landslide zones"),
            Self::FlashFloodZone => ("flash-flood-zone", "Vùng lũ quét", "Flash-flood zones"),
            Self::School => ("school", "Trường chính", "Main schools"),
            Self::SatellitePoint => (
                "satellite-point",
                "Điểm trường lẻ",
                "Satellite school points",
            ),
            Self::HealthFacility => ("health-facility", "Cơ sở y tế", "Health facilities"),
            Self::Settlement => ("settlement", "Điểm dân cư (xóm)", "Settlements"),
            Self::RelocationSite => ("relocation-site", "Điểm tái định cư", "Relocation sites"),
            Self::Project => ("project", "Dự án", "Projects"),
            Self::TourismSite => ("tourism-site", "Điểm du lịch", "Tourism sites"),
            Self::Monument => ("monument", "Di tích", "Monuments"),
            Self::Geopark => ("geopark", "Công viên địa chất", "Geopark"),
            Self::Town => ("town", "Thị trấn, thị tứ", "Towns"),
            Self::River => ("river", "Sông", "Rivers"),
            Self::Road => ("road", "Đường bộ", "Roads"),
            Self::ProtectedForest => (
                "protected-forest",
                "Rừng đặc dụng, phòng hộ",
                "Protected forest",
            ),
            Self::Farmland => ("farmland", "Đất sản xuất nông nghiệp", "Farmland"),
            Self::PointOfInterest => (
                "point-of-interest",
                "Điểm quan tâm khác",
                "Other points of interest",
            ),
        }
    }

    /// The kind as it is written in data and typed in commands, such as `border-gate`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.names().0
    }

    /// The kind of that name; `None` for a name that is no kind.
    ///
    /// ```
    /// use nonnuoc::model::PlaceKind;
    ///
    /// assert_eq!(PlaceKind::from_name("border-gate"), Some(PlaceKind::BorderGate));
    /// assert_eq!(PlaceKind::from_name("gate"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind's title.
    #[must_use]
    pub fn title(self) -> super::Text {
        let (_, vi, en) = self.names();
        super::Text::new(vi, en)
    }

    /// The attributes that places of this kind may have.
    #[must_use]
    pub fn attributes(self) -> &'static [AttributeField] {
        match self {
            Self::BorderGate => attributes::BORDER_GATE,
            Self::Corridor => attributes::CORRIDOR,
            Self::LandslideSpot => attributes::LANDSLIDE_SPOT,
            Self::LandslideZone | Self::FlashFloodZone => attributes::HAZARD_ZONE,
            Self::School => schools::SCHOOL,
            Self::SatellitePoint => schools::SATELLITE_POINT,
            Self::HealthFacility => attributes::HEALTH_FACILITY,
            Self::Settlement => attributes::SETTLEMENT,
            Self::RelocationSite => attributes::RELOCATION_SITE,
            Self::Project => attributes::PROJECT,
            Self::IndustrialCluster
            | Self::ProcessingArea
            | Self::TourismSite
            | Self::Monument
            | Self::Geopark => attributes::PROGRAMME_PLACE,
            Self::Town => attributes::TOWN,
            Self::River => attributes::RIVER,
            Self::Road => attributes::ROAD,
            Self::ProtectedForest => attributes::PROTECTED_FOREST,
            Self::Farmland => attributes::FARMLAND,
            Self::PointOfInterest => attributes::POINT_OF_INTEREST,
        }
    }

    /// The attribute of that name, where the kind has one.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'static AttributeField> {
        self.attributes().iter().find(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_code_and_in_json_agree() {
        for kind in PlaceKind::ALL {
            let json = serde_json::to_value(kind).unwrap();
            assert_eq!(json, kind.as_str());
            assert_eq!(PlaceKind::from_name(kind.as_str()), Some(kind));
        }
    }

    #[test]
    fn no_kind_has_two_attributes_of_one_name() {
        for kind in PlaceKind::ALL {
            let mut names: Vec<_> = kind.attributes().iter().map(|field| field.name).collect();
            let before = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), before, "{kind:?}");
        }
    }
}
