//! Agencies: who leads, helps, reports and supervises.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AgencyId, Text};

/// A body that carries out, steers or supervises the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// The stable id.
    pub id: AgencyId,
    /// Its name.
    pub name: Text,
    /// Its place in the system.
    pub kind: AgencyKind,
    /// What it does for the programme, in a sentence.
    pub duty: Text,
    /// The § of the programme that names it; nothing where it stands here by its field of work.
    #[serde(default)]
    pub section: Option<String>,
    /// The body it belongs to.
    #[serde(default)]
    pub parent: Option<AgencyId>,
}

/// What sort of body an agency is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyKind {
    /// Leads the party organisation of the province.
    Leadership,
    /// A party committee directly under the provincial one.
    PartyCommittee,
    /// Advises and helps the provincial party committee.
    Advisory,
    /// A department or other agency at provincial level.
    Department,
    /// Communes, wards and other local bodies.
    Local,
}
