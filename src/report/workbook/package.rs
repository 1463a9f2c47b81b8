//! The parts that a workbook is packed of: how large they are, and what its reader of cells does not show.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::{MEGABYTE, MOST_BYTES, MOST_ROWS, MOST_SHEETS, WorkbookError, not_xlsx};

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// So many texts may be announced whatever the size of their list; their places take 24 MB.
const FEW_TEXTS: usize = 1_000_000;

/// Checks that the parts are no larger than what is read, and do not announce more than they hold.
pub(super) fn check(archive: &mut Archive<'_>) -> Result<(), WorkbookError> {
    let mut total: u64 = 0;
    let mut texts = Vec::new();
    for position in 0..archive.len() {
        let part = archive
            .by_index_raw(position)
            .map_err(|cause| not_xlsx(&cause))?;
        // Unpacking ends at the size that is stated.
        total = total.saturating_add(part.size());
        if part.name().is_ok_and(|name| is_list_of_texts(&name)) {
            texts.push(position);
        }
    }
    if total > MOST_BYTES as u64 {
        return Err(WorkbookError::TooLarge {
            found: total / MEGABYTE as u64,
            most: MOST_BYTES / MEGABYTE,
        });
    }
    for position in texts {
        if let Ok(mut part) = archive.by_index(position) {
            check_announced(&text_of(&mut part))?;
        }
    }
    Ok(())
}

fn is_list_of_texts(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("sharedstrings.xml")
}

/// Checks that a list of texts does not announce more of them than it can hold: its reader makes room for as many.
fn check_announced(list: &str) -> Result<(), WorkbookError> {
    let most = FEW_TEXTS.max(list.len() / "<si/>".len());
    for (at, word) in list.match_indices("uniqueCount") {
        let rest = list[at + word.len()..]
            .trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '<');
        let end = rest.find(|letter: char| !letter.is_ascii_digit());
        let announced = &rest[..end.unwrap_or(rest.len())];
        let is_possible = announced.parse().is_ok_and(|count: usize| count <= most);
        if !announced.is_empty() && !is_possible {
            return Err(WorkbookError::NotXlsx(format!(
                "its list of texts announces {announced} of them"
            )));
        }
    }
    Ok(())
}

/// The numbers of the hidden rows, by the position of the sheet; read from the sheets' own text, which the reader of
/// cells does not show.
pub(super) fn hidden_rows(archive: &mut Archive<'_>) -> BTreeMap<usize, BTreeSet<usize>> {
    let workbook = entry(archive, "xl/workbook.xml");
    let relations = entry(archive, "xl/_rels/workbook.xml.rels");
    let targets: BTreeMap<String, String> = tags(&relations, "Relationship")
        .filter_map(|tag| {
            Some((
                attribute(tag, "Id")?.to_owned(),
                attribute(tag, "Target")?.to_owned(),
            ))
        })
        .collect();
    let mut found = BTreeMap::new();
    for (position, tag) in tags(&workbook, "sheet").take(MOST_SHEETS).enumerate() {
        let Some(target) = attribute(tag, "r:id").and_then(|id| targets.get(id)) else {
            continue;
        };
        let path = target
            .strip_prefix('/')
            .map_or_else(|| format!("xl/{target}"), str::to_owned);
        let sheet = entry(archive, &path);
        let hidden = tags(&sheet, "row")
            .filter(|tag| matches!(attribute(tag, "hidden"), Some("1" | "true")))
            .filter_map(|tag| attribute(tag, "r")?.parse().ok())
            .filter(|row| *row <= MOST_ROWS as usize)
            .collect();
        found.insert(position, hidden);
    }
    found
}

fn entry(archive: &mut Archive<'_>, path: &str) -> String {
    archive
        .by_name(path)
        .map_or_else(|_| String::new(), |mut part| text_of(&mut part))
}

/// The text of a part; of a damaged one what can be read, for the reader of cells reports the damage.
fn text_of(part: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    drop(part.take(MOST_BYTES as u64).read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The opening tags of that name.
fn tags<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!("<{name} ");
    text.match_indices(&opening)
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(|at| text[at..].split_once('>').map(|(tag, _)| tag))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let opening = format!(" {name}=\"");
    let (_, rest) = tag.split_once(&opening)?;
    rest.split_once('"').map(|(value, _)| value)
}
