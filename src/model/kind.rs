//! The kinds of places and the attributes that each kind has.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// Any other point of interest.
    PointOfInterest,
}

/// One value of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As written in data.
    pub value: &'static str,
    /// As shown in Vietnamese.
    pub vi: &'static str,
    /// As shown in English.
    pub en: &'static str,
}

/// What values an attribute takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AttributeType {
    /// Free text.
    Text,
    /// A number within bounds, in a unit.
    Number {
        /// The unit, such as `m`; empty for a plain count.
        unit: &'static str,
        /// The least value allowed.
        min: f64,
        /// The greatest value allowed.
        max: f64,
    },
    /// A calendar day, `yyyy-mm-dd`.
    Date,
    /// True or false.
    Flag,
    /// One of a closed list.
    Choice(&'static [Choice]),
}

/// One attribute of a kind of place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AttributeField {
    /// Its name in data and in the API.
    pub name: &'static str,
    /// Its name as shown in Vietnamese.
    pub vi: &'static str,
    /// Its name as shown in English.
    pub en: &'static str,
    /// What values it takes.
    pub of: AttributeType,
    /// Whether every place of the kind must have it.
    pub is_required: bool,
}

const fn field(
    name: &'static str,
    vi: &'static str,
    en: &'static str,
    of: AttributeType,
) -> AttributeField {
    AttributeField {
        name,
        vi,
        en,
        of,
        is_required: false,
    }
}

const fn required(
    name: &'static str,
    vi: &'static str,
    en: &'static str,
    of: AttributeType,
) -> AttributeField {
    AttributeField {
        name,
        vi,
        en,
        of,
        is_required: true,
    }
}

const fn choice(value: &'static str, vi: &'static str, en: &'static str) -> Choice {
    Choice { value, vi, en }
}

/// A count of people or things; 10 million is more than any province has.
const COUNT: AttributeType = AttributeType::Number {
    unit: "",
    min: 0.0,
    max: 1e7,
};
const TEXT: AttributeType = AttributeType::Text;

const STATUS: AttributeField = field(
    "status",
    "Tình trạng",
    "Status",
    AttributeType::Choice(&[
        choice("schematic", "sơ đồ", "schematic"),
        choice("planned", "quy hoạch", "planned"),
        choice("under-construction", "đang xây dựng", "under construction"),
        choice("in-use", "đang sử dụng", "in use"),
        choice("closed", "đã đóng", "closed"),
    ]),
);
const NOTE: AttributeField = field("note", "Ghi chú", "Note", TEXT);
const SECTION: AttributeField = field(
    "programme_section",
    "Mục trong Chương trình",
    "Programme section",
    TEXT,
);
const POPULATION: AttributeField = field("population", "Dân số", "Population", COUNT);
const CONFIDENCE: AttributeField = field(
    "confidence",
    "Độ tin cậy",
    "Confidence",
    AttributeType::Choice(&[
        choice("high", "cao", "high"),
        choice("medium", "trung bình", "medium"),
        choice("low", "thấp", "low"),
    ]),
);
const HAZARD_CLASS: AttributeField = required(
    "hazard_class",
    "Cấp nguy cơ",
    "Hazard class",
    AttributeType::Choice(&[
        choice("very-high", "rất cao", "very high"),
        choice("high", "cao", "high"),
        choice("medium", "trung bình", "medium"),
        choice("low", "thấp", "low"),
    ]),
);
const MAP_SCALE: AttributeField = field(
    "map_scale",
    "Mẫu số tỷ lệ bản đồ",
    "Map scale denominator",
    AttributeType::Number {
        unit: "",
        min: 100.0,
        max: 1e7,
    },
);

const BORDER_GATE: &[AttributeField] = &[
    required(
        "gate_class",
        "Loại cửa khẩu",
        "Class",
        AttributeType::Choice(&[
            choice("international", "cửa khẩu quốc tế", "international gate"),
            choice("bilateral", "cửa khẩu song phương", "bilateral gate"),
            choice("local", "cửa khẩu phụ (địa phương)", "local gate"),
            choice("crossing", "lối mở", "crossing"),
            choice("clearance-lane", "lối thông quan", "clearance lane"),
            choice("tourism-crossing", "lối mở du lịch", "tourism crossing"),
        ]),
    ),
    field(
        "class_since",
        "Xếp loại từ ngày",
        "Class since",
        AttributeType::Date,
    ),
    field("opposite", "Cửa khẩu đối diện", "Opposite gate", TEXT),
    CONFIDENCE,
    NOTE,
];
const CORRIDOR: &[AttributeField] = &[
    required(
        "corridor_kind",
        "Loại hành lang",
        "Kind",
        AttributeType::Choice(&[
            choice("expressway", "cao tốc", "expressway"),
            choice("road-axis", "trục đường", "road axis"),
            choice(
                "logistics-axis",
                "trục thương mại - logistics",
                "logistics axis",
            ),
        ]),
    ),
    STATUS,
    SECTION,
    NOTE,
];
const LANDSLIDE_SPOT: &[AttributeField] = &[
    required(
        "spot_kind",
        "Loại điểm",
        "Kind of spot",
        AttributeType::Choice(&[
            choice("mountain-pass", "đèo", "mountain pass"),
            choice("mountain-slope", "sườn núi", "mountain slope"),
            choice("road-slope", "ta-luy đường", "road slope"),
            choice("settlement", "khu dân cư", "settlement"),
            choice("flash-flood-ford", "ngầm, khe lũ quét", "flash-flood ford"),
            choice("mine-tailings", "bãi thải mỏ", "mine tailings"),
        ]),
    ),
    field(
        "households",
        "Số hộ trong vùng nguy hiểm",
        "Households in danger",
        COUNT,
    ),
    NOTE,
];
const HAZARD_ZONE: &[AttributeField] = &[HAZARD_CLASS, MAP_SCALE, NOTE];
const SCHOOL: &[AttributeField] = &[
    field(
        "level",
        "Cấp học",
        "Level",
        AttributeType::Choice(&[
            choice("preschool", "mầm non", "preschool"),
            choice("primary", "tiểu học", "primary"),
            choice("lower-secondary", "trung học cơ sở", "lower secondary"),
            choice("upper-secondary", "trung học phổ thông", "upper secondary"),
            choice("inter-level", "liên cấp", "inter-level"),
        ]),
    ),
    field(
        "boarding",
        "Nội trú",
        "Boarding",
        AttributeType::Choice(&[
            choice("none", "không", "none"),
            choice("semi-boarding", "bán trú", "semi-boarding"),
            choice("boarding", "nội trú", "boarding"),
        ]),
    ),
    field("pupils", "Số học sinh", "Pupils", COUNT),
    field("capacity", "Sức chứa", "Capacity", COUNT),
    field("classes", "Số lớp", "Classes", COUNT),
    STATUS,
    NOTE,
];
const SATELLITE_POINT: &[AttributeField] = &[
    field("main_school", "Trường chính", "Main school", TEXT),
    field("pupils", "Số học sinh", "Pupils", COUNT),
    field("classes", "Số lớp", "Classes", COUNT),
    STATUS,
    NOTE,
];
const HEALTH_FACILITY: &[AttributeField] = &[
    field(
        "facility_kind",
        "Loại cơ sở",
        "Kind",
        AttributeType::Choice(&[
            choice("hospital", "bệnh viện", "hospital"),
            choice("health-centre", "trung tâm y tế", "health centre"),
            choice("health-station", "trạm y tế", "health station"),
        ]),
    ),
    field("beds", "Số giường", "Beds", COUNT),
    STATUS,
    NOTE,
];
const SETTLEMENT: &[AttributeField] = &[
    POPULATION,
    field("households", "Số hộ", "Households", COUNT),
    field("houses", "Số nhà", "Houses", COUNT),
    NOTE,
];
const RELOCATION_SITE: &[AttributeField] = &[
    field(
        "form",
        "Hình thức",
        "Form",
        AttributeType::Choice(&[
            choice("concentrated", "tập trung", "concentrated"),
            choice("interspersed", "xen ghép", "interspersed"),
            choice("on-site", "tại chỗ", "on-site"),
        ]),
    ),
    field(
        "capacity_households",
        "Sức chứa (hộ)",
        "Capacity (households)",
        COUNT,
    ),
    STATUS,
    NOTE,
];
const PROJECT: &[AttributeField] = &[
    field("project_kind", "Loại dự án", "Kind", TEXT),
    field(
        "budget_vnd",
        "Tổng mức đầu tư",
        "Budget",
        AttributeType::Number {
            unit: "VND",
            min: 0.0,
            max: 1e15,
        },
    ),
    STATUS,
    SECTION,
    NOTE,
];
const PROGRAMME_PLACE: &[AttributeField] = &[STATUS, SECTION, NOTE];
const TOWN: &[AttributeField] = &[POPULATION, NOTE];
const RIVER: &[AttributeField] = &[NOTE];
const ROAD: &[AttributeField] = &[
    field("ref", "Số hiệu", "Number", TEXT),
    field(
        "road_class",
        "Cấp đường",
        "Class",
        AttributeType::Choice(&[
            choice("expressway", "cao tốc", "expressway"),
            choice("national", "quốc lộ", "national road"),
            choice("provincial", "đường tỉnh", "provincial road"),
            choice("district", "đường huyện (cũ)", "former district road"),
            choice("commune", "đường xã", "commune road"),
            choice("track", "đường mòn", "track"),
        ]),
    ),
    field(
        "surface",
        "Mặt đường",
        "Surface",
        AttributeType::Choice(&[
            choice("paved", "kiên cố", "paved"),
            choice("gravel", "cấp phối", "gravel"),
            choice("earth", "đất", "earth"),
        ]),
    ),
    field("is_one_way", "Một chiều", "One way", AttributeType::Flag),
    field(
        "speed_kmh",
        "Tốc độ",
        "Speed",
        AttributeType::Number {
            unit: "km/h",
            min: 1.0,
            max: 150.0,
        },
    ),
    NOTE,
];
const POINT_OF_INTEREST: &[AttributeField] = &[
    field("category", "Phân loại", "Category", TEXT),
    field("osm_id", "Mã OpenStreetMap", "OpenStreetMap id", TEXT),
    NOTE,
];

impl PlaceKind {
    /// Every kind, in the order in which layers are listed.
    pub const ALL: [Self; 20] = [
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
            Self::BorderGate => BORDER_GATE,
            Self::Corridor => CORRIDOR,
            Self::LandslideSpot => LANDSLIDE_SPOT,
            Self::LandslideZone | Self::FlashFloodZone => HAZARD_ZONE,
            Self::School => SCHOOL,
            Self::SatellitePoint => SATELLITE_POINT,
            Self::HealthFacility => HEALTH_FACILITY,
            Self::Settlement => SETTLEMENT,
            Self::RelocationSite => RELOCATION_SITE,
            Self::Project => PROJECT,
            Self::IndustrialCluster
            | Self::ProcessingArea
            | Self::TourismSite
            | Self::Monument
            | Self::Geopark => PROGRAMME_PLACE,
            Self::Town => TOWN,
            Self::River => RIVER,
            Self::Road => ROAD,
            Self::PointOfInterest => POINT_OF_INTEREST,
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
