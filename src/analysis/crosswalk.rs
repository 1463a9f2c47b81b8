//! Across the merger: former units' figures on the units of today.
//!
//! Additive figures add up exactly. Everything else is refused with the reason: a rate has to be computed anew from
//! its numerator and denominator, and a score, a rank or a condition has no meaning for a merged unit.

use rust_decimal::Decimal;

use crate::model::{Indicator, IndicatorKind, Text, UnitKey};

/// A former unit's figure, to be merged into its successor's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerFigure {
    /// The former unit.
    pub unit: UnitKey,
    /// Its name with the word for its kind.
    pub name: String,
    /// Into how many units it went.
    pub successors: usize,
    /// Its figure, where it has one.
    pub number: Option<Decimal>,
}

/// The successor's figure from those of all the units that it was formed from.
///
/// # Errors
/// The reason, in both languages, why there is none: the indicator does not add up, a former unit's figure is
/// missing, or a former unit was divided among several.
///
/// # Examples
///
/// Two former units of 1,200.5 and 799.5 hectares make one of 2,000.
pub fn merge(indicator: &Indicator, former: &[FormerFigure]) -> Result<Decimal, Text> {
    if indicator.kind != IndicatorKind::Additive {
        return Err(not_additive(indicator));
    }
    if let Some(divided) = former.iter().find(|one| one.successors != 1) {
        return Err(Text::new(
            format!(
                "{} đã chia cho {} đơn vị, không rõ tỷ lệ",
                divided.name, divided.successors
            ),
            format!(
                "{} was divided among {} units in unknown shares",
                divided.name, divided.successors
            ),
        ));
    }
    let missing: Vec<&str> = former
        .iter()
        .filter(|one| one.number.is_none())
        .map(|one| one.name.as_str())
        .collect();
    if !missing.is_empty() {
        let names = missing.join(", ");
        return Err(Text::new(
            format!("thiếu số liệu của đơn vị cũ: {names}"),
            format!("former units without a figure: {names}"),
        ));
    }
    Ok(former.iter().filter_map(|one| one.number).sum())
}

fn not_additive(indicator: &Indicator) -> Text {
    match indicator.kind {
        IndicatorKind::ReportedRate => Text::new(
            "tỷ lệ của đơn vị cũ không cộng được; cần tử số và mẫu số",
            "former units' rates do not add up; the numerator and the denominator are needed",
        ),
        IndicatorKind::ShareOfUnits { .. } | IndicatorKind::Milestone => Text::new(
            "điều kiện của đơn vị cũ không nói lên điều kiện của đơn vị sau sáp nhập",
            "what held for the former units does not say what holds for the merged one",
        ),
        _ => Text::new(
            "điểm và thứ hạng của đơn vị cũ không cộng được",
            "former units' scores and ranks do not add up",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seeds;

    fn former(name: &str, number: Option<&str>) -> FormerFigure {
        FormerFigure {
            unit: "01267@2020-03-01".parse().unwrap(),
            name: name.to_owned(),
            successors: 1,
            number: number.map(|text| text.parse().unwrap()),
        }
    }

    fn indicator(id: &str) -> Indicator {
        (**seeds::shipped()
            .unwrap()
            .indicator(&id.parse().unwrap())
            .unwrap())
        .clone()
    }

    #[test]
    fn additive_figures_add_up_to_the_digit() {
        let parts = [former("A", Some("0.1")), former("B", Some("0.2"))];
        assert_eq!(
            merge(&indicator("area"), &parts).unwrap(),
            "0.3".parse().unwrap()
        );
    }

    #[test]
    fn a_missing_part_is_named_and_never_counted_as_zero() {
        let parts = [former("Xã A", Some("10")), former("Xã B", None)];
        let refused = merge(&indicator("households"), &parts).unwrap_err();
        assert_eq!(refused.en, "former units without a figure: Xã B");
        assert_eq!(refused.vi, "thiếu số liệu của đơn vị cũ: Xã B");
    }

    #[test]
    fn scores_and_conditions_are_refused() {
        let parts = [former("A", Some("1")), former("B", Some("1"))];
        assert!(
            merge(&indicator("pci"), &parts)
                .unwrap_err()
                .en
                .contains("do not add up")
        );
        assert!(
            merge(&indicator("drug-free-communes"), &parts)
                .unwrap_err()
                .en
                .contains("merged one")
        );
    }

    #[test]
    fn a_divided_unit_is_refused() {
        let mut part = former("Xã A", Some("10"));
        part.successors = 2;
        assert!(
            merge(&indicator("households"), &[part])
                .unwrap_err()
                .en
                .contains("divided among 2")
        );
    }
}
