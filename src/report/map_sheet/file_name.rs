//! What the file of a sheet is called: what it shows, of when, and on which paper.

use super::PageSetup;
use crate::model::map_sheet::{MapSheet, Orientation, Paper};

/// The most layers that a name tells.
const MOST_LAYERS: usize = 2;
/// The longest name that every file system takes, with room for an ending, bytes.
const LONGEST: usize = 200;
/// What a file's name may not hold on some system.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// The name of a sheet's file without its ending: the title or the layers, the period, the paper.
#[must_use]
pub fn file_name(sheet: &MapSheet, setup: PageSetup) -> String {
    let language = sheet.language;
    let mut parts = vec![sheet.title.clone()];
    if let Some(shading) = &sheet.shading {
        parts.push(shading.period.clone());
    } else {
        let titles = sheet.layers.iter().filter(|shown| !shown.places.is_empty());
        parts.extend(
            titles
                .take(MOST_LAYERS)
                .map(|shown| language.of(&shown.layer.title).to_owned()),
        );
    }
    let paper = match setup.paper {
        Paper::A4 => "A4",
        Paper::A3 => "A3",
    };
    let orientation = match setup.orientation {
        Orientation::Landscape => language.pick("ngang", "landscape"),
        Orientation::Portrait => language.pick("dọc", "portrait"),
    };
    let paper = format!(" - {paper} {orientation}");
    let parts: Vec<String> = parts
        .iter()
        .map(|part| cleaned(part))
        .filter(|part| !part.is_empty())
        .collect();
    let mut shown = parts.join(" - ");
    while shown.len() + paper.len() > LONGEST {
        shown.pop();
    }
    format!("{}{paper}", shown.trim_end())
}

/// The words without what no file may be called, and without dots at their ends.
fn cleaned(text: &str) -> String {
    let allowed: String = text
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| {
            if FORBIDDEN.contains(&letter) {
                '-'
            } else {
                letter
            }
        })
        .collect();
    let words: Vec<&str> = allowed.split_whitespace().collect();
    words.join(" ").trim_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_nothing_that_a_file_system_refuses() {
        assert_eq!(cleaned("Quý 3/2026:  a\\b\n<c>..."), "Quý 3-2026- a-b-c-");
        assert_eq!(cleaned(" .. "), "");
    }
}
