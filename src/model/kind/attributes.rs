//! The attributes of places: what each kind may carry, how it is labelled, which values it takes.

use super::field::{AttributeField, AttributeType, choice, field, required};
use super::schools::{ALL_PUPILS, joined};

/// A count of people or things; 10 million is more than any province has.
pub(super) const COUNT: AttributeType = AttributeType::Number {
    unit: "",
    min: 0.0,
    max: 1e7,
};
/// A share of a whole, in per cent.
const PERCENT: AttributeType = AttributeType::Number {
    unit: "%",
    min: 0.0,
    max: 100.0,
};
pub(super) const TEXT: AttributeType = AttributeType::Text;

pub(super) const STATUS: AttributeField = field(
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
pub(super) const NOTE: AttributeField = field("note", "Ghi chú", "Note", TEXT);
const SECTION: AttributeField = field(
    "programme_section",
    "Mục trong Chương trình",
    "Programme section",
    TEXT,
);
const HOUSEHOLDS: AttributeField = field("households", "Số hộ", "Households", COUNT);
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
const HAZARD_CLASSES: AttributeType = AttributeType::Choice(&[
    choice("very-high", "rất cao", "very high"),
    choice("high", "cao", "high"),
    choice("medium", "trung bình", "medium"),
    choice("low", "thấp", "low"),
]);
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

pub(super) const BORDER_GATE: &[AttributeField] = &[
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
pub(super) const CORRIDOR: &[AttributeField] = &[
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
pub(super) const LANDSLIDE_SPOT: &[AttributeField] = &[
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
    field(
        "population",
        "Số người trong vùng nguy hiểm",
        "People in danger",
        COUNT,
    ),
    field(
        "hazard_class",
        "Cấp nguy cơ",
        "Hazard class",
        HAZARD_CLASSES,
    ),
    NOTE,
];
pub(super) const HAZARD_ZONE: &[AttributeField] = &[
    required(
        "hazard_class",
        "Cấp nguy cơ",
        "Hazard class",
        HAZARD_CLASSES,
    ),
    MAP_SCALE,
    NOTE,
];
pub(super) const HEALTH_FACILITY: &[AttributeField] = &[
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
pub(super) const SETTLEMENT: &[AttributeField] = &joined::<11>(&[
    &[
        POPULATION,
        HOUSEHOLDS,
        field("houses", "Số nhà", "Houses", COUNT),
    ],
    &ALL_PUPILS,
    &[
        field(
            "poor_share_percent",
            "Tỷ lệ hộ nghèo, cận nghèo",
            "Poor and near-poor households",
            PERCENT,
        ),
        field(
            "vulnerable_share_percent",
            "Tỷ lệ người già, trẻ em, người khuyết tật",
            "Old, young and disabled people",
            PERCENT,
        ),
        NOTE,
    ],
]);
pub(super) const RELOCATION_SITE: &[AttributeField] = &[
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
    field(
        "cost_million_vnd",
        "Kinh phí (triệu đồng)",
        "Cost (million dong)",
        AttributeType::Number {
            unit: "million VND",
            min: 0.0,
            max: 1e9,
        },
    ),
    STATUS,
    NOTE,
];
pub(super) const PROJECT: &[AttributeField] = &[
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
pub(super) const PROGRAMME_PLACE: &[AttributeField] = &[STATUS, SECTION, NOTE];
pub(super) const TOWN: &[AttributeField] = &[POPULATION, NOTE];
pub(super) const RIVER: &[AttributeField] = &[NOTE];
pub(super) const ROAD: &[AttributeField] = &[
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
    field("is_bridge", "Cầu", "Bridge", AttributeType::Flag),
    field(
        "closed_season",
        "Mùa không đi được",
        "Season when closed",
        AttributeType::Choice(&[
            choice("none", "không", "none"),
            choice("rainy", "mùa mưa", "rainy season"),
            choice("dry", "mùa khô", "dry season"),
        ]),
    ),
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
pub(super) const POINT_OF_INTEREST: &[AttributeField] = &[
    field("category", "Phân loại", "Category", TEXT),
    field("osm_id", "Mã OpenStreetMap", "OpenStreetMap id", TEXT),
    NOTE,
];
pub(super) const PROTECTED_FOREST: &[AttributeField] = &[
    field(
        "forest_class",
        "Loại rừng",
        "Class of forest",
        AttributeType::Choice(&[
            choice("special-use", "rừng đặc dụng", "special-use forest"),
            choice("protection", "rừng phòng hộ", "protection forest"),
        ]),
    ),
    NOTE,
];
pub(super) const FARMLAND: &[AttributeField] = &[field("crop", "Cây trồng", "Crop", TEXT), NOTE];
