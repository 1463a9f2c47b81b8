//! Accounts: who may sign in, and what for.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AccountName, AgencyId, UnitCode};

/// What an account may do. Each role may do all that the ones before it may, but for one thing: who
/// approves a figure is never who entered it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum AccountRole {
    /// Reads what is not yet approved.
    Viewer,
    /// Enters figures and sends them for approval.
    Editor,
    /// Approves figures or returns them.
    Approver,
    /// Manages accounts and imports layers.
    Administrator,
}

impl AccountRole {
    /// Every role, the least first.
    pub const ALL: [Self; 4] = [
        Self::Viewer,
        Self::Editor,
        Self::Approver,
        Self::Administrator,
    ];

    /// The role as it is written in data and typed in commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Approver => "approver",
            Self::Administrator => "administrator",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// Somebody who may sign in. The password is kept apart: it is nobody's to read, not even in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// The name to sign in with.
    #[schema(value_type = String)]
    pub name: AccountName,
    /// The person's or office's name.
    pub display_name: String,
    /// What the account may do.
    pub role: AccountRole,
    /// The units whose figures the account may touch; with no unit and no agency it may touch all.
    #[schema(value_type = Vec<String>)]
    pub units: Vec<UnitCode>,
    /// The agencies whose indicators the account may touch.
    #[schema(value_type = Vec<String>)]
    pub agencies: Vec<AgencyId>,
    /// Whether it may sign in.
    pub is_active: bool,
    /// Whether the password must be changed before anything else: it was made up for the person.
    pub must_change_password: bool,
    /// When the password was last set; sessions from before that have ended.
    #[schema(value_type = String, format = DateTime)]
    pub password_set_at: Timestamp,
}

impl Account {
    /// Whether the account is bound to some units or agencies.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        !self.units.is_empty() || !self.agencies.is_empty()
    }
}
