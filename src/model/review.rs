//! The way of a figure: draft → submitted → approved, or returned and back to draft.
//!
//! Nothing else is possible. An approved figure never changes; a correction is a new revision that goes the whole
//! way again. The one who approves or returns is not the one who entered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Observation, ObservationState, Quality, Value};

/// A step that somebody takes with a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// Hands a draft in for approval.
    Submit,
    /// Takes what was handed in back to draft.
    Withdraw,
    /// Approves what was handed in.
    Approve,
    /// Sends back what was handed in.
    Return {
        /// Why; not empty.
        reason: String,
    },
}

impl Step {
    /// The step's name in code and addresses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Approve => "approve",
            Self::Return { .. } => "return",
        }
    }
}

/// What may be changed in a figure that is not approved, or corrected by a new revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The number, or why there is none.
    pub value: Value,
    /// Who published it, and where.
    pub source: String,
    /// How firm it is.
    pub quality: Quality,
    /// What else a reader should know; for a correction, why it is made.
    pub note: Option<String>,
}

/// Why a step is not possible. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The figure's state does not allow the step.
    #[error("a figure that is {state} cannot take the step `{step}`; {remedy}")]
    NotNow {
        /// The step.
        step: &'static str,
        /// The state that the figure is in.
        state: &'static str,
        /// What can be done instead.
        remedy: &'static str,
    },
    /// The one who entered a figure may not decide on it.
    #[error("{by} entered this figure and cannot `{step}` it; somebody else has to decide")]
    OwnFigure {
        /// The account.
        by: String,
        /// The step.
        step: &'static str,
    },
    /// Somebody else's draft.
    #[error("only {entered_by}, who entered this figure, can `{step}` it")]
    NotYours {
        /// Who entered it.
        entered_by: String,
        /// The step.
        step: &'static str,
    },
    /// A return or a correction says why.
    #[error("`{0}` needs a reason, so that the one who entered the figure knows what to mend")]
    NoReason(&'static str),
}

impl Observation {
    /// The figure after the step.
    ///
    /// # Errors
    /// When the state does not allow the step, the wrong person takes it, or a reason is missing.
    pub fn after(&self, step: &Step, by: &str, at: Timestamp) -> Result<Self, StepError> {
        let by = by.to_owned();
        let state = match (&self.state, step) {
            (ObservationState::Draft, Step::Submit) => {
                self.must_be_own(&by, step)?;
                ObservationState::Submitted { at }
            }
            (ObservationState::Submitted { .. }, Step::Withdraw) => {
                self.must_be_own(&by, step)?;
                ObservationState::Draft
            }
            (ObservationState::Submitted { .. }, Step::Approve) => {
                self.must_not_be_own(&by, step)?;
                ObservationState::Approved { by, at }
            }
            (ObservationState::Submitted { .. }, Step::Return { reason }) => {
                self.must_not_be_own(&by, step)?;
                if reason.trim().is_empty() {
                    return Err(StepError::NoReason(step.name()));
                }
                ObservationState::Returned {
                    by,
                    at,
                    reason: reason.trim().to_owned(),
                }
            }
            (state, step) => {
                let remedy = remedy(state);
                return Err(StepError::NotNow {
                    step: step.name(),
                    state: state.name(),
                    remedy,
                });
            }
        };
        Ok(Self {
            state,
            ..self.clone()
        })
    }

    /// The draft with other content; a returned figure becomes a draft again.
    ///
    /// # Errors
    /// When the figure is submitted or approved, or somebody else entered it.
    pub fn revised(&self, entry: Entry, by: &str, at: Timestamp) -> Result<Self, StepError> {
        match self.state {
            ObservationState::Draft | ObservationState::Returned { .. } => {}
            ref state => {
                let remedy = remedy(state);
                return Err(StepError::NotNow {
                    step: "revise",
                    state: state.name(),
                    remedy,
                });
            }
        }
        if self.entered_by != by {
            return Err(StepError::NotYours {
                entered_by: self.entered_by.clone(),
                step: "revise",
            });
        }
        Ok(self.with(entry, by, at))
    }

    /// The next revision of an approved figure, as a draft. The approved one stands until the correction is
    /// approved, and stays in the history.
    ///
    /// # Errors
    /// When the figure is not approved, or the entry's note does not say why.
    pub fn corrected(&self, entry: Entry, by: &str, at: Timestamp) -> Result<Self, StepError> {
        if !self.is_approved() {
            return Err(StepError::NotNow {
                step: "correct",
                state: self.state.name(),
                remedy: "revise the draft itself",
            });
        }
        if entry
            .note
            .as_deref()
            .is_none_or(|note| note.trim().is_empty())
        {
            return Err(StepError::NoReason("correct"));
        }
        let mut next = self.with(entry, by, at);
        next.key.revision += 1;
        Ok(next)
    }

    fn with(&self, entry: Entry, by: &str, at: Timestamp) -> Self {
        Self {
            value: entry.value,
            source: entry.source,
            quality: entry.quality,
            note: entry.note,
            state: ObservationState::Draft,
            entered_by: by.to_owned(),
            entered_at: at,
            ..self.clone()
        }
    }

    fn must_be_own(&self, by: &str, step: &Step) -> Result<(), StepError> {
        if self.entered_by == by {
            return Ok(());
        }
        Err(StepError::NotYours {
            entered_by: self.entered_by.clone(),
            step: step.name(),
        })
    }

    fn must_not_be_own(&self, by: &str, step: &Step) -> Result<(), StepError> {
        if self.entered_by != by {
            return Ok(());
        }
        Err(StepError::OwnFigure {
            by: by.to_owned(),
            step: step.name(),
        })
    }
}

const fn remedy(state: &ObservationState) -> &'static str {
    match state {
        ObservationState::Draft => "submit it first",
        ObservationState::Submitted { .. } => "wait for the decision, or withdraw it",
        ObservationState::Approved { .. } => "enter a correction, which is a new revision",
        ObservationState::Returned { .. } => "revise it, which makes it a draft again",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn now() -> Timestamp {
        "2026-03-01T08:00:00Z".parse().unwrap()
    }

    fn figure(state: ObservationState) -> Observation {
        Observation {
            key: "accident-cases_province_2026-Q1_1".parse().unwrap(),
            value: Value::from(Decimal::from(12)),
            unit: "cases".to_owned(),
            source: "test".to_owned(),
            quality: Quality::Final,
            state,
            is_illustrative: false,
            entered_by: "editor".to_owned(),
            entered_at: now(),
            note: None,
        }
    }

    fn submitted() -> Observation {
        figure(ObservationState::Submitted { at: now() })
    }

    fn approved() -> Observation {
        figure(ObservationState::Approved {
            by: "approver".to_owned(),
            at: now(),
        })
    }

    fn returned() -> Observation {
        figure(ObservationState::Returned {
            by: "approver".to_owned(),
            at: now(),
            reason: "sai kỳ".to_owned(),
        })
    }

    fn entry(note: Option<&str>) -> Entry {
        Entry {
            value: Value::from(Decimal::from(13)),
            source: "test".to_owned(),
            quality: Quality::Final,
            note: note.map(str::to_owned),
        }
    }

    fn back(reason: &str) -> Step {
        Step::Return {
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn a_draft_goes_its_way_to_approval() {
        let draft = figure(ObservationState::Draft);
        let submitted = draft.after(&Step::Submit, "editor", now()).unwrap();
        let approved = submitted.after(&Step::Approve, "approver", now()).unwrap();
        assert!(
            matches!(&approved.state, ObservationState::Approved { by, .. } if by == "approver")
        );
    }

    #[test]
    fn what_is_returned_is_revised_and_goes_again() {
        let returned = submitted()
            .after(&back("sai kỳ"), "approver", now())
            .unwrap();
        assert_eq!(returned.state.name(), "returned");
        let draft = returned.revised(entry(None), "editor", now()).unwrap();
        assert_eq!((draft.state.name(), draft.key.revision), ("draft", 1));
        assert_eq!(draft.value.number(), Some(Decimal::from(13)));
    }

    #[test]
    fn a_correction_is_a_new_revision_and_the_old_one_stands() {
        let first = approved();
        let second = first
            .corrected(entry(Some("đếm sót một vụ")), "editor", now())
            .unwrap();
        assert_eq!((second.key.revision, second.state.name()), (2, "draft"));
        assert_eq!(first, approved());
    }

    #[test]
    fn what_was_handed_in_can_be_withdrawn() {
        assert_eq!(
            submitted()
                .after(&Step::Withdraw, "editor", now())
                .unwrap()
                .state
                .name(),
            "draft"
        );
    }

    macro_rules! forbidden {
        ($($name:ident: $figure:expr, $step:expr, $by:literal => $error:pat,)+) => {
            $(
                #[test]
                fn $name() {
                    let error = $figure.after(&$step, $by, now()).unwrap_err();
                    assert!(matches!(error, $error), "{error}");
                }
            )+
        };
    }

    forbidden! {
        a_draft_cannot_be_approved: figure(ObservationState::Draft), Step::Approve, "approver" => StepError::NotNow { .. },
        a_draft_cannot_be_returned: figure(ObservationState::Draft), back("x"), "approver" => StepError::NotNow { .. },
        a_draft_cannot_be_withdrawn: figure(ObservationState::Draft), Step::Withdraw, "editor" => StepError::NotNow { .. },
        a_strangers_draft_cannot_be_submitted: figure(ObservationState::Draft), Step::Submit, "other" => StepError::NotYours { .. },
        what_is_submitted_cannot_be_submitted: submitted(), Step::Submit, "editor" => StepError::NotNow { .. },
        nobody_approves_their_own: submitted(), Step::Approve, "editor" => StepError::OwnFigure { .. },
        nobody_returns_their_own: submitted(), back("x"), "editor" => StepError::OwnFigure { .. },
        a_return_says_why: submitted(), back("  "), "approver" => StepError::NoReason("return"),
        nobody_withdraws_a_strangers: submitted(), Step::Withdraw, "other" => StepError::NotYours { .. },
        what_is_approved_cannot_be_submitted: approved(), Step::Submit, "editor" => StepError::NotNow { .. },
        what_is_approved_cannot_be_approved: approved(), Step::Approve, "approver" => StepError::NotNow { .. },
        what_is_approved_cannot_be_returned: approved(), back("x"), "approver" => StepError::NotNow { .. },
        what_is_approved_cannot_be_withdrawn: approved(), Step::Withdraw, "editor" => StepError::NotNow { .. },
        what_is_returned_cannot_be_submitted: returned(), Step::Submit, "editor" => StepError::NotNow { .. },
        what_is_returned_cannot_be_approved: returned(), Step::Approve, "approver" => StepError::NotNow { .. },
        what_is_returned_cannot_be_returned: returned(), back("x"), "approver" => StepError::NotNow { .. },
        what_is_returned_cannot_be_withdrawn: returned(), Step::Withdraw, "editor" => StepError::NotNow { .. },
    }

    #[test]
    fn neither_submitted_nor_approved_figures_are_revised() {
        for figure in [submitted(), approved()] {
            let error = figure.revised(entry(None), "editor", now()).unwrap_err();
            assert!(matches!(error, StepError::NotNow { .. }), "{error}");
        }
        let error = figure(ObservationState::Draft)
            .revised(entry(None), "other", now())
            .unwrap_err();
        assert!(matches!(error, StepError::NotYours { .. }), "{error}");
    }

    #[test]
    fn only_approved_figures_are_corrected_and_the_reason_is_said() {
        for figure in [figure(ObservationState::Draft), submitted(), returned()] {
            let error = figure
                .corrected(entry(Some("x")), "editor", now())
                .unwrap_err();
            assert!(matches!(error, StepError::NotNow { .. }), "{error}");
        }
        let error = approved()
            .corrected(entry(Some(" ")), "editor", now())
            .unwrap_err();
        assert_eq!(error, StepError::NoReason("correct"));
    }
}
