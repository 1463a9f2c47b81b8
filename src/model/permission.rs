//! Who may do what: the one place that decides.

use super::{Account, AccountName, AccountRole, AgencyId, UnitCode};

/// Something that somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action<'a> {
    /// Read figures that are not yet approved.
    ReadUnapproved,
    /// Enter, change or submit a figure.
    EnterFigure(FigureOf<'a>),
    /// Have a spreadsheet of figures read; whether each of them may be entered is asked by itself.
    SendFigures,
    /// Approve a figure or return it.
    JudgeFigure {
        /// The figure.
        figure: FigureOf<'a>,
        /// Who entered it.
        entered_by: &'a str,
    },
    /// Change a task's progress.
    ReportTask {
        /// The agency that leads the task.
        lead: &'a AgencyId,
    },
    /// Change targets, tasks or other parts of the programme.
    ManageProgramme,
    /// Save or remove a scenario.
    KeepScenario,
    /// Load or remove layers.
    ManageLayers,
    /// Make, change and reset accounts; read the log.
    ManageAccounts,
}

/// What a figure belongs to, as far as permission asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureOf<'a> {
    /// The unit of today that it is of; `None` for the province and for places without a unit.
    pub unit: Option<&'a UnitCode>,
    /// The agency that leads its indicator.
    pub lead: &'a AgencyId,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("sign in first")]
    NotSignedIn,
    /// The role does not reach.
    #[error("this needs the role {needed}; {account} has {held}", needed = needed.as_str(), held = held.as_str())]
    Role {
        /// Who asked.
        account: AccountName,
        /// What the account has.
        held: AccountRole,
        /// What is needed.
        needed: AccountRole,
    },
    /// The account is bound to other units and agencies.
    #[error("{account} is bound to other communes or agencies")]
    Scope {
        /// Who asked.
        account: AccountName,
    },
    /// Who entered a figure does not approve it.
    #[error("{account} entered this figure; somebody else must approve it")]
    OwnFigure {
        /// Who asked.
        account: AccountName,
    },
}

/// Checks that the account may do it.
///
/// # Errors
/// The reason why not.
pub fn check(account: Option<&Account>, action: Action<'_>) -> Result<(), Refusal> {
    let account = account
        .filter(|account| account.is_active)
        .ok_or(Refusal::NotSignedIn)?;
    let needed = needed_role(action);
    if account.role < needed {
        return Err(Refusal::Role {
            account: account.name.clone(),
            held: account.role,
            needed,
        });
    }
    let is_in_scope = match action {
        Action::EnterFigure(figure) | Action::JudgeFigure { figure, .. } => {
            reaches(account, figure)
        }
        Action::ReportTask { lead } => !account.is_bound() || account.agencies.contains(lead),
        _ => true,
    };
    if !is_in_scope {
        return Err(Refusal::Scope {
            account: account.name.clone(),
        });
    }
    match action {
        Action::JudgeFigure { entered_by, .. } if entered_by == account.name.as_str() => {
            Err(Refusal::OwnFigure {
                account: account.name.clone(),
            })
        }
        _ => Ok(()),
    }
}

fn needed_role(action: Action<'_>) -> AccountRole {
    match action {
        Action::ReadUnapproved => AccountRole::Viewer,
        Action::EnterFigure(_)
        | Action::SendFigures
        | Action::ReportTask { .. }
        | Action::KeepScenario => AccountRole::Editor,
        Action::JudgeFigure { .. } => AccountRole::Approver,
        Action::ManageProgramme | Action::ManageLayers | Action::ManageAccounts => {
            AccountRole::Administrator
        }
    }
}

/// An account that is bound reaches the figures of its units, and those of the indicators that its
/// agencies lead.
fn reaches(account: &Account, figure: FigureOf<'_>) -> bool {
    !account.is_bound()
        || figure.unit.is_some_and(|unit| account.units.contains(unit))
        || account.agencies.contains(figure.lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str, role: AccountRole) -> Account {
        Account {
            name: name.parse().unwrap(),
            display_name: name.to_owned(),
            role,
            units: Vec::new(),
            agencies: Vec::new(),
            is_active: true,
            must_change_password: false,
            password_set_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        }
    }

    fn codes() -> (UnitCode, UnitCode, AgencyId) {
        (
            "01273".parse().unwrap(),
            "01279".parse().unwrap(),
            "so-tai-chinh".parse().unwrap(),
        )
    }

    #[test]
    fn nobody_may_do_nothing_but_read() {
        assert_eq!(
            check(None, Action::ReadUnapproved),
            Err(Refusal::NotSignedIn)
        );
        let mut gone = account("gone", AccountRole::Administrator);
        gone.is_active = false;
        assert_eq!(
            check(Some(&gone), Action::ManageAccounts),
            Err(Refusal::NotSignedIn)
        );
    }

    #[test]
    fn each_role_reaches_its_actions_and_no_further() {
        let (unit, _, lead) = codes();
        let figure = FigureOf {
            unit: Some(&unit),
            lead: &lead,
        };
        let judge = Action::JudgeFigure {
            figure,
            entered_by: "another",
        };
        let ladder = [
            (AccountRole::Viewer, Action::ReadUnapproved),
            (AccountRole::Editor, Action::EnterFigure(figure)),
            (AccountRole::Editor, Action::SendFigures),
            (AccountRole::Approver, judge),
            (AccountRole::Administrator, Action::ManageAccounts),
        ];
        for held in AccountRole::ALL {
            for (needed, action) in ladder {
                let somebody = account("somebody", held);
                assert_eq!(
                    check(Some(&somebody), action).is_ok(),
                    held >= needed,
                    "{held:?} {action:?}"
                );
            }
        }
    }

    #[test]
    fn a_commune_s_editor_reaches_only_its_commune() {
        let (own, other, lead) = codes();
        let mut editor = account("editor", AccountRole::Editor);
        editor.units.push(own.clone());
        let figure = |unit| Action::EnterFigure(FigureOf { unit, lead: &lead });
        assert!(check(Some(&editor), figure(Some(&own))).is_ok());
        for unit in [Some(&other), None] {
            let refusal = check(Some(&editor), figure(unit)).unwrap_err();
            assert!(matches!(refusal, Refusal::Scope { .. }));
        }
    }

    #[test]
    fn an_agency_s_editor_reaches_every_figure_of_its_indicators() {
        let (unit, _, lead) = codes();
        let mut editor = account("editor", AccountRole::Editor);
        editor.agencies.push(lead.clone());
        let action = Action::EnterFigure(FigureOf {
            unit: Some(&unit),
            lead: &lead,
        });
        assert!(check(Some(&editor), action).is_ok());
        assert!(check(Some(&editor), Action::ReportTask { lead: &lead }).is_ok());
    }

    #[test]
    fn nobody_approves_what_they_entered_not_even_an_administrator() {
        let (unit, _, lead) = codes();
        let figure = FigureOf {
            unit: Some(&unit),
            lead: &lead,
        };
        let boss = account("boss", AccountRole::Administrator);
        let refusal = check(
            Some(&boss),
            Action::JudgeFigure {
                figure,
                entered_by: "boss",
            },
        );
        assert!(matches!(refusal, Err(Refusal::OwnFigure { .. })));
    }
}
