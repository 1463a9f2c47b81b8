//! Why a site is not open, and what choosing it would cost, in Vietnamese and English.

use super::numbers;
use crate::analysis::siting::Model;
use crate::analysis::siting::answer::{Rejection, RejectionMethod};
use crate::model::Text;

/// Why a site is not open; `instead` is the name of the site that would close for it.
pub(in crate::analysis::siting) fn why_not(
    rejection: &Rejection,
    model: Model,
    instead: Option<&str>,
) -> Text {
    match rejection {
        Rejection::Forbidden { reason } => Text::new(
            format!("Bị loại: {}.", reason.vi),
            format!("Ruled out: {}.", reason.en),
        ),
        Rejection::BreaksConditions => Text::new(
            "Mở nơi này, kể cả khi đóng một nơi khác, đều phá vỡ một điều kiện.",
            "Opening it, alone or in exchange for any one site, breaks a condition.",
        ),
        Rejection::Worse {
            worse_by_at_most: by,
            worse_by_at_least: least,
            method,
            ..
        } => worse(*by, *least, *method, model, instead),
    }
}

fn worse(
    by: f64,
    least: Option<f64>,
    method: RejectionMethod,
    model: Model,
    instead: Option<&str>,
) -> Text {
    let exchange = exchange(instead);
    let amount = objective(model, by.abs());
    if by < 0.0 {
        return better(&amount, &exchange, method);
    }
    let without = match method {
        RejectionMethod::Exchange => Text::new("", ""),
        RejectionMethod::ExchangeWithoutCapacities => {
            Text::new(" (không kể sức chứa)", " (without regard to capacities)")
        }
    };
    if by == 0.0 {
        return Text::new(
            format!(
                "Chọn nơi này cũng không tốt hơn{}{}.",
                exchange.vi, without.vi
            ),
            format!("It would do no better{}{}.", exchange.en, without.en),
        );
    }
    let at_least = at_least(model, least);
    Text::new(
        format!(
            "Chọn nơi này thì kém đi nhiều nhất {}{}{}{}.",
            amount.vi, at_least.vi, exchange.vi, without.vi
        ),
        format!(
            "Choosing it makes things worse by at most {}{}{}{}.",
            amount.en, at_least.en, exchange.en, without.en
        ),
    )
}

/// What to say where an exchange looks better than the answer.
fn better(amount: &Text, exchange: &Text, method: RejectionMethod) -> Text {
    match method {
        RejectionMethod::Exchange => Text::new(
            format!(
                "Chọn nơi này lại tốt hơn {}{}: phương án này chưa được chứng minh là tốt nhất.",
                amount.vi, exchange.vi
            ),
            format!(
                "Choosing it would be better by {}{}: this answer is not proven to be the best.",
                amount.en, exchange.en
            ),
        ),
        RejectionMethod::ExchangeWithoutCapacities => Text::new(
            format!(
                "Không kể sức chứa thì tốt hơn {}{}; sức chứa chưa được xét ở đây.",
                amount.vi, exchange.vi
            ),
            format!(
                "Without regard to capacities better by {}{}; capacities were not looked at here.",
                amount.en, exchange.en
            ),
        ),
    }
}

fn exchange(instead: Option<&str>) -> Text {
    instead.map_or_else(
        || Text::new("", ""),
        |name| {
            Text::new(
                format!(", và phải đóng {name}"),
                format!(", and {name} would close"),
            )
        },
    )
}

fn at_least(model: Model, least: Option<f64>) -> Text {
    least.filter(|least| *least > 0.0).map_or_else(
        || Text::new("", ""),
        |least| {
            let told = objective(model, least);
            Text::new(
                format!(", ít nhất {}", told.vi),
                format!(", at least {}", told.en),
            )
        },
    )
}

/// An amount of what the model makes small or large.
fn objective(model: Model, amount: f64) -> Text {
    let (vi_unit, en_unit, decimals) = match model {
        Model::Lscp => ("trường", "sites", 0),
        Model::Mclp => ("học sinh", "pupils", 0),
        Model::PMedian => ("học sinh × phút", "pupils × minutes", 1),
        Model::PCenter => ("phút", "minutes", 1),
    };
    let (vi, en) = numbers(amount, decimals);
    Text::new(format!("{vi} {vi_unit}"), format!("{en} {en_unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_reads_in_both_languages() {
        let rejection = Rejection::Worse {
            worse_by_at_most: 1234.56,
            worse_by_at_least: Some(1000.0),
            instead_of: Some("s1".to_owned()),
            method: RejectionMethod::Exchange,
        };
        let told = why_not(&rejection, Model::PMedian, Some("Trường A"));
        assert_eq!(
            told.vi,
            "Chọn nơi này thì kém đi nhiều nhất 1.234,6 học sinh × phút, ít nhất 1.000 học sinh × phút, và phải đóng Trường A."
        );
        assert_eq!(
            told.en,
            "Choosing it makes things worse by at most 1,234.6 pupils × minutes, at least 1,000 pupils × minutes, and Trường A would close."
        );
    }
}
