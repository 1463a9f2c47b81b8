//! Divisions in a filter: one by zero gives no number, and a comparison with it would be decided by chance.

use cql2::Expr;
use serde_json::Value;

use super::{FilterError, children, in_text};

/// Operators that divide by what stands on their right.
const OPERATORS: [&str; 3] = ["/", "%", "div"];

/// The divisions of a filter.
#[derive(Debug)]
pub(super) struct Divisions(Vec<Expr>);

impl Divisions {
    pub(super) fn of(expression: &Expr) -> Self {
        let mut divisions = Vec::new();
        collect(expression, &mut divisions);
        Self(divisions)
    }

    /// Refuses a divisor that comes to zero: as it stands, or with the attributes of a feature.
    pub(super) fn check(
        &self,
        feature: Option<&str>,
        attributes: Option<&Value>,
    ) -> Result<(), FilterError> {
        let by_zero = self.0.iter().find(|one| is_by_zero(one, attributes));
        by_zero.map_or(Ok(()), |division| {
            Err(FilterError::DivisionByZero {
                expression: in_text(division),
                feature: feature.map(str::to_owned),
            })
        })
    }
}

fn collect(expression: &Expr, divisions: &mut Vec<Expr>) {
    if let Expr::Operation { op, .. } = expression
        && OPERATORS.contains(&op.as_str())
    {
        divisions.push(expression.clone());
    }
    for child in children(expression) {
        collect(child, divisions);
    }
}

fn is_by_zero(division: &Expr, attributes: Option<&Value>) -> bool {
    let divisors = children(division).iter().skip(1);
    divisors.cloned().any(|divisor| {
        let value = divisor.reduce(attributes);
        matches!(value, Ok(Expr::Float(number)) if number == 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refusal(filter: &str, attributes: Option<&Value>) -> Option<String> {
        let expression: Expr = filter.parse().unwrap();
        let checked = Divisions::of(&expression).check(Some("a"), attributes);
        checked.err().map(|error| error.to_string())
    }

    #[test]
    fn a_division_by_zero_is_refused_wherever_it_stands() {
        for filter in [
            "pupils / 0 > 1",
            "NOT (1 < pupils % (2 - 2))",
            "pupils div 0 = 1 OR 1 = 1",
        ] {
            assert!(refusal(filter, None).is_some(), "{filter}");
        }
        assert_eq!(refusal("pupils / 2 > 1", None), None);
    }

    #[test]
    fn a_divisor_that_is_an_attribute_is_looked_at_for_each_feature() {
        let filter = "10 / pupils > 1";
        assert_eq!(refusal(filter, None), None);
        assert_eq!(refusal(filter, Some(&json!({"pupils": 5.0}))), None);
        let said = refusal(filter, Some(&json!({"pupils": 0.0}))).unwrap();
        assert!(
            said.contains("divides by zero") && said.ends_with("for a"),
            "{said}"
        );
    }
}
