//! What every error means in Vietnamese, by its code; the words with the values at hand take the message's place.

/// What happened and what to do, in Vietnamese.
#[must_use]
pub(super) fn of(code: &str) -> Option<(&'static str, &'static str)> {
    of_accounts(code)
        .or_else(|| of_figures(code))
        .or_else(|| of_the_programme(code))
        .or_else(|| of_the_map(code))
        .or_else(|| of_look_ups(code))
        .or_else(|| of_dropped_files(code))
        .or_else(|| of_checks_of_files(code))
        .or_else(|| of_analyses(code))
        .or_else(|| of_requests(code))
}

fn of_accounts(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "wrong_credentials" => (
            "Tên hoặc mật khẩu không đúng.",
            "Thử lại, hoặc nhờ quản trị viên cấp mật khẩu mới.",
        ),
        "too_many_tries" => (
            "Nhập sai quá nhiều lần.",
            "Chờ một lúc rồi thử lại, hoặc nhờ quản trị viên cấp mật khẩu mới.",
        ),
        "weak_password" => (
            "Mật khẩu quá ngắn.",
            "Hãy dùng ít nhất 10 ký tự; một câu vài chữ thì dễ nhớ.",
        ),
        "password_must_change" => (
            "Cần đổi mật khẩu dùng một lần trước khi làm việc khác.",
            "Đổi mật khẩu ở hình người góc trên.",
        ),
        "not_signed_in" => (
            "Cần đăng nhập.",
            "Đăng nhập rồi thử lại; những gì đã điền vẫn còn trên màn hình.",
        ),
        "not_allowed" => (
            "Tài khoản này không có quyền làm việc đó, hoặc chỉ được giao xã, cơ quan khác.",
            "Hãy hỏi quản trị viên, hoặc nhờ người có quyền.",
        ),
        "account_exists" => ("Đã có tài khoản tên này.", "Hãy chọn tên khác."),
        "last_administrator" => (
            "Đây là quản trị viên cuối cùng.",
            "Hãy trao quyền quản trị cho người khác trước.",
        ),
        "unknown_account" => ("Không có tài khoản đó.", "Xem danh sách tài khoản."),
        "unknown_scope" => (
            "Không có xã hay cơ quan đó.",
            "Chọn trong danh sách xã, phường và cơ quan.",
        ),
        _ => return None,
    })
}

fn of_figures(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "own_figure" => (
            "Người nhập không tự duyệt số liệu của mình.",
            "Hãy nhờ người duyệt khác.",
        ),
        "not_yours" => (
            "Số liệu này do người khác nhập, tài khoản này không sửa được.",
            "Hãy nhờ người đã nhập.",
        ),
        "not_now" => (
            "Số liệu không còn ở bước đó nữa.",
            "Hãy mở lại để xem trạng thái hiện nay.",
        ),
        "not_as_seen" => (
            "Số liệu đã được rút về và gửi lại sau khi mở ra xem; có thể đã khác.",
            "Hãy xem lại số hiện nay rồi quyết định.",
        ),
        "too_many_figures" => (
            "Quá nhiều số liệu cho một lần.",
            "Hãy làm từng phần; chưa có gì bị thay đổi.",
        ),
        "figure_twice" => (
            "Một số liệu có hai lần trong danh sách.",
            "Ghi mỗi số liệu một lần; chưa có gì bị thay đổi.",
        ),
        "no_reason" => (
            "Cần ghi lý do.",
            "Ghi lý do để người nhập biết phải sửa gì.",
        ),
        "value_or_reason" => (
            "Số liệu có một giá trị, hoặc lý do không có số.",
            "Điền đúng một trong hai.",
        ),
        "changed_meanwhile" => (
            "Dữ liệu vừa được người khác thay đổi, chưa lưu gì.",
            "Hãy mở lại rồi làm tiếp.",
        ),
        "unreadable_file" => (
            "Không đọc được tệp này; chưa có gì bị thay đổi.",
            "Hãy dùng biểu mẫu tải từ đây.",
        ),
        "another_file" => (
            "Tệp đã khác với tệp vừa xem; chưa lưu gì.",
            "Hãy tải lên và xem lại trước khi xác nhận.",
        ),
        "no_template" => (
            "Không lập được biểu mẫu cho chỉ số này.",
            "Hãy chọn chỉ số nhập trực tiếp.",
        ),
        "unknown_figure" => ("Không có số liệu đó.", "Có thể liên kết đã cũ."),
        _ => return None,
    })
}

fn of_the_programme(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "unknown_indicator" => ("Không có chỉ số đó.", "Chọn trong danh mục chỉ số."),
        "unknown_target" => ("Không có chỉ tiêu đó.", "Chọn trong danh sách chỉ tiêu."),
        "unknown_task" => ("Không có nhiệm vụ đó.", "Chọn trong danh sách nhiệm vụ."),
        "unsound_target" => (
            "Chỉ tiêu sửa đổi có chỗ không hợp lý; chưa có gì bị thay đổi.",
            "Kiểm tra giá trị, khung và thời hạn rồi gửi lại.",
        ),
        "unsound_decision" => (
            "Quyết định còn thiếu hoặc cũ hơn quyết định đang có hiệu lực.",
            "Ghi số, ngày và tên quyết định; chưa có gì bị thay đổi.",
        ),
        "bad_progress" => (
            "Số tiền không âm, tiến độ nhiều nhất 100 %.",
            "Sửa số rồi gửi lại; chưa có gì bị thay đổi.",
        ),
        _ => return None,
    })
}

fn of_the_map(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "unknown_unit" => (
            "Không có đơn vị hành chính đó vào ngày ấy.",
            "Chọn ngày khác, hoặc tìm theo tên.",
        ),
        "unknown_place" => (
            "Không có địa điểm đó.",
            "Tìm theo tên; có thể liên kết đã cũ.",
        ),
        "bad_layers" => (
            "Không thể đặt các lớp này vào cùng một ô bản đồ.",
            "Kể mỗi lớp địa điểm, đơn vị một lần, ngăn bằng dấu phẩy; lớp ảnh lưới đứng một mình.",
        ),
        "unknown_layer" => ("Không có lớp dữ liệu đó.", "Xem danh mục dữ liệu."),
        "unknown_corridor" => ("Không có hành lang đó.", "Chọn trong danh sách hành lang."),
        "unknown_settlement" => (
            "Không có điểm dân cư đó, hoặc điểm đó chưa có vị trí.",
            "Chọn trong danh sách.",
        ),
        "unknown_site" => ("Không có địa điểm trường đó.", "Chọn trong danh sách."),
        "unknown_style" => ("Không có kiểu bản đồ đó.", "Xem danh sách kiểu bản đồ."),
        "bad_unit_code" => ("Mã đơn vị không đúng.", "Mã có năm chữ số, như 01273."),
        "bad_bbox" => (
            "Khung bản đồ không đúng.",
            "Viết tây,nam,đông,bắc theo độ, như 105.2,22.3,106.9,23.2.",
        ),
        "bad_geometry" => (
            "Hình vẽ không hợp lệ, ví dụ đường bao tự cắt.",
            "Vẽ lại, hoặc dùng GeoJSON kinh độ, vĩ độ WGS 84.",
        ),
        "bad_position" | "bad_place" => (
            "Toạ độ không đúng.",
            "Viết kinh độ, vĩ độ theo độ trên WGS 84, kinh độ trước.",
        ),
        "bad_map" => (
            "Không lập được tờ bản đồ này.",
            "Kiểm tra các lựa chọn của tờ bản đồ.",
        ),
        "bad_size" => ("Cỡ hình không dùng được.", "Chọn cỡ khác."),
        "bad_tile_address" | "no_such_tile" => (
            "Không có mảnh bản đồ đó.",
            "Kiểm tra mức phóng, cột và hàng.",
        ),
        "no_raster" => (
            "Lớp này không phải lưới ô.",
            "Chọn một lớp lưới như độ cao.",
        ),
        _ => return None,
    })
}

fn of_look_ups(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "bad_width" => (
            "Bề rộng không dùng được.",
            "Ghi số ki-lô-mét lớn hơn 0 và không quá 500.",
        ),
        "too_many_places" => (
            "Danh sách có quá nhiều điểm.",
            "Chia danh sách thành nhiều tệp rồi tra từng tệp.",
        ),
        "bad_corridor" => (
            "Một hành lang trong dữ liệu có tuyến không đo được.",
            "Nhờ quản trị viên sửa tuyến đó trong lớp hành lang.",
        ),
        "cell_too_long" => (
            "Có ô chữ dài hơn một ô của Excel.",
            "Rút ngắn chữ, hoặc tải về dạng CSV, GeoJSON hay GPKG.",
        ),
        "bad_list" => (
            "Không đọc được danh sách toạ độ.",
            "Gửi tệp CSV có dòng tiêu đề và các cột như lon, lat.",
        ),
        _ => return None,
    })
}

fn of_dropped_files(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "unknown_upload" => (
            "Không có tệp tải lên này, hoặc đã quá hai giờ. Dữ liệu đang có vẫn nguyên.",
            "Tải tệp lên lại.",
        ),
        "too_many_uploads" => (
            "Đang có quá nhiều tệp chờ. Dữ liệu đang có vẫn nguyên.",
            "Nạp hoặc bỏ một tệp trước.",
        ),
        "bad_file_name" => (
            "Tên tệp không dùng được.",
            "Đặt tên ngắn, có đuôi như .zip, .gpkg, .geojson, .csv, .tif.",
        ),
        "empty_file" => (
            "Tệp rỗng. Dữ liệu đang có vẫn nguyên.",
            "Xem lại có chọn đúng tệp không.",
        ),
        "file_too_large" => (
            "Tệp lớn hơn 64 MiB. Dữ liệu đang có vẫn nguyên.",
            "Chia nhỏ hoặc nén thành .zip; tệp lớn hơn thì nhờ quản trị máy chủ nạp bằng lệnh nonnuoc import layer.",
        ),
        "upload_broken_off" => (
            "Tệp chưa tới đủ. Dữ liệu đang có vẫn nguyên.",
            "Tải lên lại.",
        ),
        "unreadable_layer" => (
            "Không đọc được tệp. Dữ liệu đang có vẫn nguyên.",
            "Mở trong QGIS rồi lưu lại thành GeoPackage.",
        ),
        "reader_stopped" => (
            "Trình đọc tệp bị dừng. Dữ liệu đang có vẫn nguyên.",
            "Mở tệp trong QGIS rồi lưu lại thành GeoPackage.",
        ),
        "reading_too_large" => (
            "Đọc tệp này cần quá nhiều bộ nhớ. Dữ liệu đang có vẫn nguyên.",
            "Chia nhỏ tệp.",
        ),
        "reading_too_slow" => (
            "Đọc tệp này mất quá lâu. Dữ liệu đang có vẫn nguyên.",
            "Chia nhỏ tệp.",
        ),
        _ => return None,
    })
}

fn of_checks_of_files(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "unknown_encoding" => (
            "Không có bảng mã chữ này.",
            "Chọn utf-8, tcvn3, vni hoặc windows-1258.",
        ),
        "unknown_crs" => (
            "Không có hệ toạ độ này.",
            "Chọn trong danh sách, hoặc viết mã EPSG như EPSG:9210.",
        ),
        "unknown_kind" => ("Không có loại dữ liệu này.", "Chọn trong danh sách."),
        "bad_layer_id" => (
            "Mã lớp không dùng được.",
            "Dùng chữ thường không dấu, số và gạch nối, như truong-hoc.",
        ),
        "bad_setting" => ("Một mục ghi chưa đúng.", "Sửa mục ấy rồi kiểm tra lại."),
        "no_origin" => (
            "Thiếu nguồn, điều khoản sử dụng hoặc ngày nhận. Chưa lưu gì.",
            "Ghi đủ ba mục rồi xác nhận lại.",
        ),
        "has_mistakes" => (
            "Tệp còn lỗi. Chưa lưu gì.",
            "Sửa các dòng bị loại, hoặc chọn chỉ nạp những dòng nhận được.",
        ),
        "changed_since_check" => (
            "Dữ liệu hoặc lựa chọn đã đổi từ lúc kiểm tra. Chưa lưu gì.",
            "Xem lại kết quả kiểm tra mới rồi xác nhận.",
        ),
        _ => return None,
    })
}

fn of_analyses(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "bad_travel_times" => (
            "Câu hỏi về thời gian đi lại có số không dùng được.",
            "Kiểm tra lại tốc độ, số phút và nơi đến.",
        ),
        "bad_relocation" => (
            "Câu hỏi về di dời có số hoặc điểm đề xuất không dùng được.",
            "Kiểm tra lại các giới hạn và trọng số.",
        ),
        "bad_coverage" | "bad_exposure" | "bad_query" | "bad_request" | "bad_siting" => (
            "Câu hỏi có chỗ chưa đúng nên chưa tính được.",
            "Kiểm tra lại các lựa chọn rồi hỏi lại.",
        ),
        "bad_filter" => (
            "Điều kiện lọc không đọc được.",
            "Viết như: gate_class = 'international' AND name LIKE 'Trà%'.",
        ),
        "inconsistent_comparison" => (
            "Các so sánh cặp mâu thuẫn nhau (tỷ số trên 0,1).",
            "So sánh lại những cặp bất ngờ, hoặc chấp nhận sự mâu thuẫn.",
        ),
        "stopped" => (
            "Phép tính đã dừng giữa chừng.",
            "Hãy hỏi lại, hoặc hỏi ít hơn một lần.",
        ),
        "took_too_long" => (
            "Phép tính kéo dài quá một phút nên đã dừng, chưa có gì bị thay đổi.",
            "Hãy hỏi ít hơn một lần.",
        ),
        "perhaps_kept" => (
            "Máy chủ trả lời quá lâu; thay đổi đang được lưu và có thể đã lưu xong.",
            "Hãy mở lại xem thay đổi đã có chưa rồi mới làm lại.",
        ),
        "no_boundaries" => (
            "Không có ranh giới đơn vị nào vào ngày ấy.",
            "Hãy chọn một ngày khác.",
        ),
        "scenario_exists" => (
            "Đã lưu câu hỏi này dưới tên ấy; chưa lưu gì.",
            "Đặt tên khác, hoặc xoá phương án cũ trước.",
        ),
        "other_kind" => (
            "Hai phương án không cùng loại nên không so sánh được.",
            "Chọn hai phương án cùng loại.",
        ),
        "unknown_scenario" => (
            "Không có phương án đó, có thể đã bị xoá.",
            "Xem danh sách phương án đã lưu.",
        ),
        "bad_name" => (
            "Tên không dùng được.",
            "Đặt tên ngắn, có ít nhất một chữ cái hay chữ số.",
        ),
        _ => return None,
    })
}

fn of_requests(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "bad_parameter" => (
            "Yêu cầu có tham số thiếu hoặc không đọc được.",
            "Xem /api/openapi.json để biết tham số của địa chỉ này.",
        ),
        "unknown_parameter" => (
            "Không có tham số đó ở địa chỉ này.",
            "Xem /api/openapi.json để biết tham số của địa chỉ này.",
        ),
        "bad_body" => (
            "Có ô điền chưa đúng; chưa lưu gì.",
            "Kiểm tra lại kỳ, số và tên.",
        ),
        "too_large" => (
            "Nội dung gửi lên quá lớn; chưa lưu gì.",
            "Hãy đơn giản hoá hình vẽ, hoặc chia thành nhiều phần.",
        ),
        "wrong_method" => (
            "Địa chỉ này không nhận cách gọi đó.",
            "Xem /api/openapi.json.",
        ),
        "wrong_media_type" => (
            "Kiểu nội dung gửi lên không dùng được ở đây.",
            "Xem /api/openapi.json, ví dụ application/json.",
        ),
        "busy" => (
            "Máy chủ đang bận nhiều phép tính.",
            "Hãy hỏi lại sau nửa phút.",
        ),
        "other_site" => (
            "Yêu cầu này đến từ một trang khác.",
            "Mở chính địa chỉ của máy chủ này và làm ở đó.",
        ),
        "no_viewer" => (
            "Máy chủ này không kèm giao diện.",
            "Dùng bản có giao diện, hoặc địa chỉ /api.",
        ),
        "unknown_address" => ("Không có địa chỉ đó.", "Xem /api/openapi.json."),
        "internal" => (
            "Máy chủ gặp lỗi; chưa có gì bị thay đổi.",
            "Hãy thử lại, nếu vẫn lỗi thì báo quản trị viên lúc xảy ra lỗi.",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The files below a folder.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .flat_map(|path| {
                if path.is_dir() {
                    files(&path)
                } else {
                    vec![path]
                }
            })
            .collect()
    }

    /// The first text in quotes, if it reads like a code.
    fn first_code(source: &str) -> Option<&str> {
        let (_, rest) = source.split_once('"')?;
        let (code, _) = rest.split_once('"')?;
        let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        is_code.then_some(code)
    }

    #[test]
    fn every_code_that_the_router_answers_with_has_vietnamese_words() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http");
        let mut codes = BTreeSet::new();
        for file in files(&folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            let source = text.split("#[cfg(test)]").next().unwrap();
            for maker in [
                "::not_found(",
                "::bad_request(",
                "ApiError::new(",
                "Self::new(",
            ] {
                for (at, _) in source.match_indices(maker) {
                    let call: String = source[at + maker.len()..].chars().take(160).collect();
                    codes.extend(first_code(&call).map(str::to_owned));
                }
            }
            for (at, _) in source.match_indices("(StatusCode::") {
                let pair: String = source[at..].chars().take(60).collect();
                codes.extend(first_code(&pair).map(str::to_owned));
            }
        }
        assert!(codes.len() >= 50, "{codes:?}");
        let silent: Vec<&String> = codes.iter().filter(|code| of(code).is_none()).collect();
        assert!(
            silent.is_empty(),
            "say in src/http/error/vietnamese.rs what these mean: {silent:?}"
        );
    }
}
