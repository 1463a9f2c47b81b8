//! What a reader of an answer about siting must know, and every reason in it, in Vietnamese and English.

mod rejection;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::relaxation::Relaxation;
use super::rules::Condition;
use super::solution::{Solution, SolutionStatus};
use crate::analysis::access::TravelMethod;
use crate::model::{SchoolLevel, Text, english_number, vietnamese_number};

pub(super) use rejection::why_not;

/// From where the travel times come.
pub(super) fn travel_methods(methods: impl Iterator<Item = TravelMethod>) -> Text {
    let (vi, en): (Vec<&str>, Vec<&str>) = methods
        .map(|method| match method {
            TravelMethod::Network => ("theo đường", "along the roads"),
            TravelMethod::Terrain => ("đi bộ qua địa hình", "on foot over the terrain"),
            TravelMethod::Combined => (
                "đi bộ và đi xe, cách nào nhanh hơn",
                "on foot and by vehicle, whichever is faster",
            ),
            TravelMethod::StraightLine => (
                "theo đường chim bay × hệ số, vì chưa nạp đường và độ cao đủ dùng",
                "straight lines × a factor, for want of roads and heights",
            ),
        })
        .unzip();
    Text::new(
        format!("Thời gian đi lại: {}.", vi.join("; ")),
        format!("Travel times: {}.", en.join("; ")),
    )
}

/// That the travel times were given.
pub(super) fn given_times() -> Text {
    Text::new(
        "Thời gian đi lại là các số được đưa vào.",
        "Travel times are those that were given.",
    )
}

/// Who is to be served, and from what their number is known.
pub(super) fn demands(places: usize, pupils: f64, counted: usize) -> Text {
    let (vi, en) = numbers(pupils, 0);
    Text::new(
        format!("{places} nơi có {vi} học sinh; {counted} nơi trong đó đã có số học sinh."),
        format!("{places} places with {en} pupils; of {counted} of them pupils were counted."),
    )
}

/// Places whose pupils are a share of something else.
pub(super) fn shared_out(
    level: Option<SchoolLevel>,
    of_all_pupils: usize,
    of_people: usize,
    pupil_share: f64,
) -> Vec<Text> {
    let mut told = Vec::new();
    let level_share = level.map_or(1.0, SchoolLevel::share);
    let (vi, en) = numbers(100.0 * level_share, 1);
    if of_all_pupils > 0 {
        told.push(Text::new(
            format!(
                "Ở {of_all_pupils} nơi chỉ biết tổng số học sinh: cấp học được hỏi lấy {vi} % (số năm của cấp trên 12 năm)."
            ),
            format!(
                "In {of_all_pupils} places only all pupils are known: the level is taken as {en} % of them (its years of twelve)."
            ),
        ));
    }
    if of_people > 0 {
        let (vi, en) = numbers(100.0 * level_share * pupil_share, 1);
        told.push(Text::new(
            format!("Ở {of_people} nơi chưa biết số học sinh: lấy {vi} % dân số, là giả định."),
            format!("In {of_people} places pupils are unknown: {en} % of the people are taken, an assumption."),
        ));
    }
    told
}

/// Places about which nothing is known.
pub(super) fn left_unknown(places: usize) -> Text {
    Text::new(
        format!("{places} nơi không được xét vì chưa biết cả số học sinh lẫn dân số."),
        format!(
            "{places} places are left out because neither their pupils nor their people are known."
        ),
    )
}

/// That communes stand for settlements.
pub(super) fn label_points() -> Text {
    Text::new(
        "Chưa có điểm dân cư: học sinh được đặt ở điểm giữa của xã.",
        "Pupils stand at the label points of their communes.",
    )
}

/// Which level is asked, and which schools are in the question.
pub(super) fn level(level: SchoolLevel, others: usize, unknown: usize) -> Vec<Text> {
    let Text { vi, en } = level.title();
    let mut told = vec![Text::new(
        format!(
            "Chỉ xét cấp {vi}: {others} trường, điểm trường không dạy cấp này không nằm trong bài toán, và các chỉ tiêu chỉ \
             đếm trong cấp này."
        ),
        format!(
            "Only the level {en}: {others} schools and satellite points that do not teach it are not in the question, and \
             goals are counted within the level."
        ),
    )];
    if unknown > 0 {
        told.push(Text::new(
            format!("{unknown} trường, điểm trường chưa ghi cấp học được coi là có dạy cấp này."),
            format!(
                "{unknown} schools and satellite points of unknown level are taken to teach it."
            ),
        ));
    }
    told
}

/// Sites that set no limit because their capacity is not known.
pub(super) fn unknown_capacities(sites: usize) -> Text {
    Text::new(
        format!("{sites} trường, điểm trường chưa biết sức chứa nên không bị giới hạn."),
        format!("{sites} sites have no known capacity and are not limited."),
    )
}

/// What is proven.
pub(super) fn statement(solution: &Solution) -> Text {
    match solution.status {
        SolutionStatus::Optimal => Text::new(
            "Đã chứng minh: không có phương án nào tốt hơn.",
            "Proven: no better answer exists.",
        ),
        SolutionStatus::Feasible => match solution.gap() {
            Some(gap) => {
                let (vi, en) = numbers(100.0 * gap, 2);
                Text::new(
                    format!(
                        "Chưa chứng minh là tốt nhất: phương án khác có thể tốt hơn nhiều nhất {vi} %."
                    ),
                    format!(
                        "Not proven to be the best: another answer may be better by up to {en} %."
                    ),
                )
            }
            None => Text::new(
                "Chưa chứng minh là tốt nhất, và chưa biết phương án khác có thể tốt hơn bao nhiêu.",
                "Not proven to be the best, and by how much another may be better is not known.",
            ),
        },
        SolutionStatus::Infeasible => Text::new(
            "Đã chứng minh: không phương án nào đạt mọi điều kiện. Các điều kiện cần nới ở dưới.",
            "Proven: nothing keeps every condition. `relax` names those in the way.",
        ),
        SolutionStatus::NoneFound => Text::new(
            "Chưa tìm thấy phương án nào trong thời gian cho phép; chưa biết có phương án nào không.",
            "Nothing was found in the time given; whether an answer exists is not known.",
        ),
    }
}

/// Why a site must be open or closed: decided by whom or what.
pub(super) fn asked_open() -> Text {
    Text::new("câu hỏi yêu cầu mở", "the question asks for it")
}
pub(super) fn asked_closed() -> Text {
    Text::new("câu hỏi cấm mở", "the question forbids it")
}
pub(super) fn listed_open() -> Text {
    Text::new("bảng yêu cầu mở", "the table asks for it")
}
pub(super) fn listed_closed() -> Text {
    Text::new("bảng cấm mở", "the table forbids it")
}
pub(super) fn may_not_close() -> Text {
    Text::new(
        "đang hoạt động và không được đóng",
        "it is open today and may not close",
    )
}
pub(super) fn in_hazard_zone(zone: &str, class: &str) -> Text {
    let (vi, en) = match class {
        "very-high" => ("rất cao", "very high"),
        "high" => ("cao", "high"),
        "medium" => ("trung bình", "medium"),
        "low" => ("thấp", "low"),
        other => (other, other),
    };
    Text::new(
        format!("nằm trong vùng nguy cơ {zone} (cấp {vi})"),
        format!("it lies in hazard zone {zone} ({en})"),
    )
}

/// Which condition to relax, and how far.
pub(super) fn relax(condition: Condition, is_enough_alone: bool, needed: Option<f64>) -> Text {
    let Text { vi, en } = condition.title();
    let (vi_how, en_how) = if is_enough_alone {
        (
            "nới riêng điều kiện này là đủ",
            "relaxing this alone is enough",
        )
    } else {
        (
            "phải nới cùng các điều kiện khác được nêu",
            "must be relaxed together with the others named",
        )
    };
    let least = needed.map_or_else(
        || Text::new("", ""),
        |needed| {
            // Rounded up, so that what is told is enough.
            let (vi, en) = numbers((needed * 10.0 - 1e-6).ceil() / 10.0, 1);
            let unit = condition.unit();
            Text::new(
                format!(", ít nhất tới {vi} {}", unit.vi),
                format!(", at least to {en} {}", unit.en),
            )
        },
    );
    Text::new(
        format!("{vi}: {vi_how}{}.", least.vi),
        format!("{en}: {en_how}{}.", least.en),
    )
}

impl Relaxation {
    /// A condition that stands in the way, with its sentence.
    pub(super) fn new(condition: Condition, is_enough_alone: bool, needed: Option<f64>) -> Self {
        Self {
            condition,
            is_enough_alone,
            needed,
            told: relax(condition, is_enough_alone, needed),
        }
    }
}

impl Condition {
    /// The condition's name.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::MostMinutes => Text::new("Thời gian đi học", "Time to school"),
            Self::MostOpen => Text::new("Số trường mở", "Sites open"),
            Self::MostNew => Text::new("Số trường mở mới", "New sites"),
            Self::Budget => Text::new("Kinh phí", "Budget"),
            Self::Capacities => Text::new("Sức chứa", "Capacities"),
            Self::SatelliteCut => Text::new("Bớt điểm trường lẻ", "Fewer satellite points"),
            Self::BoardingCommunes => {
                Text::new("Nội trú, bán trú ở các xã", "Boarding in communes")
            }
            Self::BorderBoarding => Text::new(
                "Trường liên cấp nội trú ở xã biên giới",
                "Inter-level boarding schools in border communes",
            ),
            Self::ForbiddenSites => Text::new("Nơi cấm mở", "Forbidden sites"),
            Self::ObligatorySites => Text::new("Nơi phải mở, phải giữ", "Obligatory sites"),
        }
    }

    /// The unit of what it allows.
    fn unit(self) -> Text {
        match self {
            Self::MostMinutes => Text::new("phút", "minutes"),
            Self::Budget => Text::new("triệu đồng", "million VND"),
            Self::SatelliteCut => Text::new("điểm trường còn lại", "satellite points left"),
            _ => Text::new("trường", "sites"),
        }
    }
}

/// A number in both languages.
fn numbers(number: f64, decimals: u32) -> (String, String) {
    match Decimal::from_f64(number) {
        Some(number) => (
            vietnamese_number(number, decimals),
            english_number(number, decimals),
        ),
        None => (number.to_string(), number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_to_relax_says_how_far_in_its_unit() {
        let told = relax(Condition::MostMinutes, true, Some(10.25));
        assert_eq!(
            told.vi,
            "Thời gian đi học: nới riêng điều kiện này là đủ, ít nhất tới 10,3 phút."
        );
        assert_eq!(
            told.en,
            "Time to school: relaxing this alone is enough, at least to 10.3 minutes."
        );
    }
}
