//! Telling how far long work has come, while it goes on.

use serde::{Deserialize, Serialize};

/// What is being done, in both languages, as the one who waits reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Doing {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Progress {
    /// Share of the work that is done, 0 to 1; none where it cannot be foreseen.
    pub fraction: Option<f64>,
    /// What is being done.
    pub doing: Doing,
    /// The best found so far and how good it can be at most, where something is being optimised.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<ProvenSoFar>,
}

/// Between what an optimum is known to lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProvenSoFar {
    /// The objective of the best solution found; none before one is found.
    pub best: Option<f64>,
    /// What no solution can be better than.
    pub bound: f64,
}

impl Progress {
    /// Work whose share done is known.
    #[must_use]
    pub fn at(fraction: f64, vi: &'static str, en: &'static str) -> Self {
        Self {
            fraction: Some(fraction.clamp(0.0, 1.0)),
            doing: Doing { vi, en },
            bounds: None,
        }
    }

    /// Work of which nobody knows how long it takes.
    #[must_use]
    pub fn unforeseen(vi: &'static str, en: &'static str) -> Self {
        Self {
            fraction: None,
            doing: Doing { vi, en },
            bounds: None,
        }
    }

    /// The same with what is proven so far.
    #[must_use]
    pub fn proven(self, best: Option<f64>, bound: f64) -> Self {
        Self {
            bounds: Some(ProvenSoFar { best, bound }),
            ..self
        }
    }
}

/// Who is told of progress: any function that takes it. It is called often and must be quick.
pub type Listener<'a> = &'a dyn Fn(Progress);

/// A listener for when nobody listens.
///
/// # Example
/// ```
/// use nonnuoc::geometry::progress::{Listener, Progress, nobody};
/// let tell: Listener = &nobody;
/// tell(Progress::at(0.5, "Đang tính", "Working"));
/// ```
pub fn nobody(_: Progress) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_the_contract_says() {
        let half = Progress::at(0.5, "Đang tính", "Working");
        let json = serde_json::to_string(&half).unwrap();
        assert_eq!(
            json,
            r#"{"fraction":0.5,"doing":{"vi":"Đang tính","en":"Working"}}"#
        );
        let unknown = Progress::unforeseen("Đang giải", "Solving").proven(None, 12.5);
        let json = serde_json::to_value(unknown).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "fraction": null, "doing": {"vi": "Đang giải", "en": "Solving"}, "best": null, "bound": 12.5,
            })
        );
    }

    #[test]
    fn a_share_stays_between_nothing_and_all() {
        assert_eq!(Progress::at(1.2, "", "").fraction, Some(1.0));
    }
}
