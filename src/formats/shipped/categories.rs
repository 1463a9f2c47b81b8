//! What nameless points of interest are called in Vietnamese, by their OpenStreetMap value.

/// The Vietnamese word for an OpenStreetMap value such as `fuel`; the value itself where none is listed.
pub(super) fn title_vi(value: &str) -> &str {
    TITLES
        .iter()
        .find(|(listed, _)| *listed == value)
        .map_or(value, |(_, title)| title)
}

const TITLES: [(&str, &str); 52] = [
    ("artwork", "Tác phẩm nghệ thuật"),
    ("atm", "Máy rút tiền"),
    ("attraction", "Điểm tham quan"),
    ("bakery", "Tiệm bánh"),
    ("bank", "Ngân hàng"),
    ("bar", "Quán bar"),
    ("beverages", "Cửa hàng đồ uống"),
    ("bicycle", "Cửa hàng xe đạp"),
    ("boat_rental", "Cho thuê thuyền"),
    ("bus_station", "Bến xe"),
    ("cafe", "Quán cà phê"),
    ("camp_site", "Khu cắm trại"),
    ("car_rental", "Cho thuê ô tô"),
    ("car_repair", "Sửa chữa ô tô"),
    ("cinema", "Rạp chiếu phim"),
    ("clothes", "Cửa hàng quần áo"),
    ("communications_tower", "Tháp viễn thông"),
    ("community_centre", "Nhà văn hóa"),
    ("computer", "Cửa hàng máy tính"),
    ("convenience", "Cửa hàng tạp hóa"),
    ("dentist", "Nha khoa"),
    ("doctors", "Phòng khám"),
    ("fast_food", "Quán ăn nhanh"),
    ("ferry_terminal", "Bến đò"),
    ("fuel", "Trạm xăng"),
    ("fuel_pump", "Cột bơm xăng"),
    ("greengrocer", "Cửa hàng rau quả"),
    ("guest_house", "Nhà khách"),
    ("hospital", "Bệnh viện"),
    ("hostel", "Nhà trọ"),
    ("hotel", "Khách sạn"),
    ("information", "Thông tin du lịch"),
    ("marketplace", "Chợ"),
    ("mobile_phone", "Cửa hàng điện thoại"),
    ("motel", "Nhà nghỉ"),
    ("motorcycle", "Cửa hàng xe máy"),
    ("motorcycle_rental", "Cho thuê xe máy"),
    ("motorcycle_repair", "Sửa chữa xe máy"),
    ("museum", "Bảo tàng"),
    ("parking", "Bãi đỗ xe"),
    ("pharmacy", "Nhà thuốc"),
    ("place_of_worship", "Nơi thờ tự"),
    ("police", "Công an"),
    ("post_box", "Thùng thư"),
    ("post_office", "Bưu điện"),
    ("restaurant", "Nhà hàng"),
    ("school", "Trường học"),
    ("supermarket", "Siêu thị"),
    ("theatre", "Nhà hát"),
    ("townhall", "Trụ sở ủy ban"),
    ("tyres", "Cửa hàng lốp xe"),
    ("viewpoint", "Điểm ngắm cảnh"),
];
