//! `nonnuoc user`: manages accounts where the server stands.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::workspace;
use crate::config::DataFolder;
use crate::http::auth;
use crate::model::{Account, AccountName, AccountRole, AgencyId, UnitCode};
use crate::store::{Actor, SqliteKeyring, Store};

const EXAMPLES: &str = "Examples:
  nonnuoc user add thuc-phan --role editor --unit 01273
  nonnuoc user add department --role approver --agency finance --display-name \"Department of Finance\"";

/// What the command understands.
#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    /// Make an account with a one-time password.
    Add(NewUser),
    /// List the accounts.
    List,
    /// Give an account a new one-time password.
    Reset {
        /// The account's name.
        name: AccountName,
    },
}

/// A new account.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct NewUser {
    /// The name to sign in with: lower-case letters, digits and hyphens.
    name: AccountName,
    /// The person's or office's name.
    #[arg(long)]
    display_name: Option<String>,
    /// What the account may do.
    #[arg(long)]
    role: RoleName,
    /// Bind it to a unit, by code; may be given several times.
    #[arg(long = "unit")]
    units: Vec<UnitCode>,
    /// Bind it to an agency, by id; may be given several times.
    #[arg(long = "agency")]
    agencies: Vec<AgencyId>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    /// Reads what is not yet approved.
    Viewer,
    /// Enters figures.
    Editor,
    /// Approves figures or returns them.
    Approver,
    /// Manages accounts and layers.
    Administrator,
}

impl From<RoleName> for AccountRole {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Viewer => Self::Viewer,
            RoleName::Editor => Self::Editor,
            RoleName::Approver => Self::Approver,
            RoleName::Administrator => Self::Administrator,
        }
    }
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = DataFolder::new(data.to_owned());
    match arguments {
        Arguments::List => list(&workspace::to_read(data)?)?,
        Arguments::Add(user) => {
            let store = workspace::to_change(data)?;
            give_password(&folder, &store, new_account(&store, user)?)?;
        }
        Arguments::Reset { name } => {
            let store = workspace::to_change(data)?;
            let snapshot = store.snapshot();
            let account = snapshot
                .account(name)
                .with_context(|| format!("there is no account {name}; see `nonnuoc user list`"))?;
            give_password(&folder, &store, (**account).clone())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(store: &dyn Store) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for account in store.snapshot().accounts() {
        let bound: Vec<_> = account
            .units
            .iter()
            .map(ToString::to_string)
            .chain(account.agencies.iter().map(ToString::to_string))
            .collect();
        let state = if account.is_active {
            ""
        } else {
            " (may not sign in)"
        };
        writeln!(
            out,
            "{:<20} {:<14} {}{state} {}",
            account.name,
            account.role.as_str(),
            account.display_name,
            bound.join(" ")
        )?;
    }
    Ok(())
}

fn new_account(store: &dyn Store, user: &NewUser) -> anyhow::Result<Account> {
    let snapshot = store.snapshot();
    if snapshot.account(&user.name).is_some() {
        bail!(
            "there is an account {} already; choose another name",
            user.name
        );
    }
    if let Some(code) = user
        .units
        .iter()
        .find(|code| snapshot.units().versions(code).next().is_none())
    {
        bail!("there is no unit {code}; see `nonnuoc units`");
    }
    if let Some(id) = user
        .agencies
        .iter()
        .find(|id| snapshot.programme().agency(id).is_none())
    {
        bail!("there is no agency {id}; see /api/agencies");
    }
    Ok(Account {
        name: user.name.clone(),
        display_name: user
            .display_name
            .clone()
            .unwrap_or_else(|| user.name.to_string()),
        role: user.role.into(),
        units: user.units.clone(),
        agencies: user.agencies.clone(),
        is_active: true,
        must_change_password: true,
        password_set_at: Timestamp::now(),
    })
}

fn give_password(folder: &DataFolder, store: &dyn Store, account: Account) -> anyhow::Result<()> {
    let keyring = SqliteKeyring::open(&folder.path())?;
    let name = account.name.clone();
    let actor = Actor::command("user");
    let password = auth::keep_with_one_time_password(store, &keyring, actor, account)?;
    writeln!(
        std::io::stdout(),
        "{name} signs in with {password} once and must then choose a password"
    )?;
    Ok(())
}
