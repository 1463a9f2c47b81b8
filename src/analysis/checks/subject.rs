//! Whether an indicator is reported for a unit or place, and whether that existed in the period.

use crate::model::{
    Attachment, Candidate, Finding, Indicator, Period, Place, Snapshot, Subject, Text, Unit,
};

/// The finding where the indicator is not reported for the candidate's subject.
pub(super) fn subject_fits(
    snapshot: &Snapshot,
    indicator: &Indicator,
    candidate: &Candidate,
) -> Option<Finding> {
    match &candidate.subject {
        Subject::Province if indicator.attaches_to.contains(&Attachment::Province) => None,
        Subject::Province => Some(wrong(
            format!("«{}» không báo cáo cho toàn tỉnh", indicator.name.vi),
            format!("“{}” is not reported for the province", indicator.name.en),
        )),
        Subject::Unit(key) => match snapshot.units().get(key) {
            Some(unit) => unit_fits(unit, indicator, candidate.period),
            None => Some(wrong(
                format!("không có đơn vị {key}"),
                format!("there is no unit {key}"),
            )),
        },
        Subject::Place(id) => match snapshot.places().get(id) {
            Some(place) => place_fits(place, indicator),
            None => Some(wrong(
                format!("không có địa điểm {id}"),
                format!("there is no place {id}"),
            )),
        },
    }
}

fn wrong(vi: String, en: String) -> Finding {
    Finding::rejected(
        "wrong-subject",
        Text::new(vi, en),
        Text::new(
            "xem chỉ số này báo cáo theo đơn vị nào",
            "see what this indicator is reported for",
        ),
    )
}

fn unit_fits(unit: &Unit, indicator: &Indicator, period: Period) -> Option<Finding> {
    let name = unit.full_name();
    let allows = |to: Attachment| indicator.attaches_to.contains(&to);
    if !(allows(Attachment::Commune) || (allows(Attachment::BorderCommune) && unit.is_border())) {
        return Some(wrong(
            format!("«{}» không báo cáo cho {name}", indicator.name.vi),
            format!("“{}” is not reported for {name}", indicator.name.en),
        ));
    }
    if unit.valid_to.is_some_and(|last| last < period.start()) {
        return Some(wrong(
            format!("{name} không còn từ trước kỳ {period}"),
            format!("{name} was no more before {period} began"),
        ));
    }
    (period.end() < unit.key.valid_from).then(|| not_yet(&name, period))
}

fn place_fits(place: &Place, indicator: &Indicator) -> Option<Finding> {
    let is_allowed = indicator
        .attaches_to
        .iter()
        .any(|to| to.place_kinds().contains(&place.kind));
    (!is_allowed).then(|| {
        wrong(
            format!("«{}» không báo cáo cho {}", indicator.name.vi, place.name),
            format!("“{}” is not reported for {}", indicator.name.en, place.name),
        )
    })
}

fn not_yet(name: &str, period: Period) -> Finding {
    Finding::doubtful(
        "unit-of-later",
        Text::new(
            format!("{name} chưa có trong kỳ {period}"),
            format!("{name} did not exist yet in {period}"),
        ),
        Text::new(
            "kiểm tra đây là số đã quy đổi theo đơn vị mới",
            "make sure that this figure was worked out for the new unit",
        ),
    )
}
