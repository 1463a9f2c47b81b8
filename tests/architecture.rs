//! Holds the shape of the code base: which module may name which, how long a file may be, where SQL and GDAL may
//! appear, and that the documents point at things that exist. `docs/ARCHITECTURE.md` says why.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Outcome = Result<(), Box<dyn Error>>;

/// The rows, lowest first. A module may name the modules of lower rows only, never a sibling in its row.
const ROWS: [&[&str]; 5] = [
    &["config", "geometry"],
    &["model"],
    &["analysis", "tiles", "store", "formats", "report"],
    &["http"],
    &["commands"],
];

/// The longest a file may be, its unit tests left out.
const MAX_LINES: usize = 400;

/// Names that say nothing about what is inside.
const CATCH_ALL_NAMES: [&str; 8] = [
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "shared",
];

#[test]
fn every_module_stands_in_a_row() -> Outcome {
    let in_rows: BTreeSet<&str> = ROWS.iter().flat_map(|row| row.iter().copied()).collect();
    for source in rust_sources()? {
        if let Some(module) = source.module.as_deref() {
            assert!(
                in_rows.contains(module),
                "{} belongs to no row: add `{module}` to ROWS here and to docs/ARCHITECTURE.md",
                source.path.display()
            );
        }
    }
    Ok(())
}

#[test]
fn modules_name_only_modules_of_lower_rows() -> Outcome {
    let mut offences = Vec::new();
    for source in rust_sources()? {
        let Some(module) = source.module.as_deref() else {
            continue;
        };
        for named in named_modules(&source.code) {
            if named != module && row_of(&named) >= row_of(module) {
                offences.push(format!(
                    "{}: `{module}` names `{named}`",
                    source.path.display()
                ));
            }
        }
    }
    assert!(
        offences.is_empty(),
        "a module may name lower rows only, never a sibling:\n{}",
        offences.join("\n")
    );
    Ok(())
}

#[test]
fn no_file_is_longer_than_four_hundred_lines_without_its_tests() -> Outcome {
    let long: Vec<String> = rust_sources()?
        .iter()
        .map(|source| {
            (
                source.path.display().to_string(),
                lines_without_tests(&source.text),
            )
        })
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "past {MAX_LINES} lines a file is several:\n{}",
        long.join("\n")
    );
    Ok(())
}

#[test]
fn no_file_or_folder_has_a_name_that_says_nothing() -> Outcome {
    for path in tracked_files()? {
        for component in path.iter().map(Path::new) {
            let stem = component
                .file_stem()
                .and_then(|stem| stem.to_str())
                .unwrap_or_default();
            assert!(
                !CATCH_ALL_NAMES.contains(&stem.to_lowercase().as_str()),
                "{}: name `{stem}` after what is inside",
                path.display()
            );
        }
    }
    Ok(())
}

#[test]
fn only_the_store_speaks_sql() -> Outcome {
    let words = [
        "SELECT ",
        "INSERT INTO ",
        "DELETE FROM ",
        "CREATE TABLE ",
        "PRAGMA ",
    ];
    for source in rust_sources()? {
        if source.module.as_deref() == Some("store") {
            continue;
        }
        assert!(
            !source.shipped_code.contains("rusqlite"),
            "{}: the database driver belongs to store/",
            source.path.display()
        );
        for word in words {
            assert!(
                !source.shipped_strings.contains(word),
                "{}: SQL (`{}`) belongs to store/",
                source.path.display(),
                word.trim()
            );
        }
    }
    Ok(())
}

#[test]
fn only_formats_touch_gdal() -> Outcome {
    for source in rust_sources()? {
        assert!(
            source.module.as_deref() == Some("formats") || !source.shipped_code.contains("gdal::"),
            "{}: GDAL belongs to formats/, which runs it in a process of its own",
            source.path.display()
        );
    }
    Ok(())
}

#[test]
fn every_decision_record_is_in_the_index() -> Outcome {
    let folder = crate_root().join("docs/decisions");
    let index = fs::read_to_string(folder.join("README.md"))?;
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        assert!(
            name == "README.md" || index.contains(&format!("({name})")),
            "docs/decisions/README.md does not list {name}"
        );
    }
    Ok(())
}

#[test]
fn links_in_the_documents_resolve() -> Outcome {
    let mut broken = Vec::new();
    for path in tracked_files()? {
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let folder = crate_root().join(path.parent().unwrap_or(Path::new("")));
        for target in relative_links(&fs::read_to_string(crate_root().join(&path))?) {
            if !folder.join(&target).exists() {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "links that lead nowhere:\n{}",
        broken.join("\n")
    );
    Ok(())
}

/// A path of one developer's machine, or the name of a package mirror, works nowhere else.
#[test]
fn no_file_names_a_machine() -> Outcome {
    // Written in two halves, so that this file does not find itself.
    let forbidden = [
        ["/wo", "rk/"],
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["registry.npm", "js.org"],
        ["static.crates", ".io"],
        ["index.crates", ".io"],
        ["files.python", "hosted.org"],
        ["deb.deb", "ian.org"],
    ]
    .map(|halves| halves.concat());
    for path in tracked_files()? {
        let Ok(text) = fs::read_to_string(crate_root().join(&path)) else {
            continue;
        };
        for name in &forbidden {
            assert!(
                !text.contains(name.as_str()),
                "{} names `{name}`",
                path.display()
            );
        }
    }
    Ok(())
}

/// One file of `src/`, taken apart.
struct Source {
    /// Relative to the crate root.
    path: PathBuf,
    /// The top module it belongs to; none for `lib.rs` and `main.rs`, which may name everything.
    module: Option<String>,
    text: String,
    /// The text with comments and the insides of strings left out.
    code: String,
    /// The same without the unit tests, which may look at a result through another program's eyes.
    shipped_code: String,
    /// The insides of the strings outside the unit tests, one a line.
    shipped_strings: String,
}

fn crate_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_sources() -> Result<Vec<Source>, Box<dyn Error>> {
    let mut sources = Vec::new();
    for path in tracked_files()? {
        if !path.starts_with("src") || path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(crate_root().join(&path))?;
        let (code, _) = code_and_strings(&text);
        let (shipped_code, shipped_strings) = code_and_strings(without_tests(&text));
        sources.push(Source {
            module: top_module(&path),
            path,
            text,
            code,
            shipped_code,
            shipped_strings,
        });
    }
    assert!(
        sources.len() > 2,
        "no sources found under {}",
        crate_root().display()
    );
    Ok(sources)
}

/// `src/http/units.rs` → `http`; `src/config.rs` → `config`; `src/main.rs` → none.
fn top_module(path: &Path) -> Option<String> {
    let name = path
        .components()
        .nth(1)?
        .as_os_str()
        .to_str()?
        .trim_end_matches(".rs");
    (name != "main" && name != "lib").then(|| name.to_owned())
}

/// Every file of the project, relative to the crate root, without what builds and data leave behind.
fn tracked_files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut folders = vec![crate_root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let relative = path.strip_prefix(crate_root())?.to_path_buf();
            if is_left_out(&relative) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(relative);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What `.gitignore` names, and git's own folder.
fn is_left_out(relative: &Path) -> bool {
    let name = relative
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    ["target", "data", ".git"]
        .iter()
        .any(|folder| relative == Path::new(folder))
        || ["node_modules", "dist"].contains(&name)
        || relative
            .extension()
            .is_some_and(|extension| extension == "log")
}

fn row_of(module: &str) -> usize {
    ROWS.iter()
        .position(|row| row.contains(&module))
        .unwrap_or(ROWS.len())
}

/// The top modules that `crate::…` paths name: `crate::a::B`, `crate::{a::B, c}`.
fn named_modules(code: &str) -> BTreeSet<String> {
    code.match_indices("crate::")
        .flat_map(|(start, found)| first_segments(&code[start + found.len()..]))
        .filter(|name| ROWS.iter().any(|row| row.contains(&name.as_str())))
        .collect()
}

fn first_segments(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![identifier(path)];
    };
    let mut depth = 0_usize;
    let mut names = vec![identifier(group)];
    for (position, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(identifier(&group[position + 1..])),
            _ => {}
        }
    }
    names
}

fn identifier(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn lines_without_tests(text: &str) -> usize {
    without_tests(text).lines().count()
}

/// A file up to its unit tests.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text)
}

/// Splits a source into its code, without comments, and the insides of its strings.
fn code_and_strings(text: &str) -> (String, String) {
    let (mut code, mut strings) = (String::new(), String::new());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            rest = &rest[rest.find("*/").map_or(rest.len(), |end| end + 2)..];
        } else if let Some((inside, after)) = raw_string(rest).or_else(|| plain_string(rest)) {
            strings.push_str(inside);
            strings.push('\n');
            code.push_str("\"\"");
            rest = after;
        } else if let Some(after) = ["'\"'", "'\\\"'", "'\\''", "'/'"]
            .iter()
            .find_map(|literal| rest.strip_prefix(literal))
        {
            rest = after;
        } else {
            code.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    (code, strings)
}

fn raw_string(text: &str) -> Option<(&str, &str)> {
    let hashes = text.strip_prefix('r')?;
    let marks = hashes.len() - hashes.trim_start_matches('#').len();
    let inside = hashes[marks..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    let end = inside.find(&close)?;
    Some((&inside[..end], &inside[end + close.len()..]))
}

fn plain_string(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut is_escaped = false;
    for (position, character) in inside.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some((&inside[..position], &inside[position + 1..])),
            _ => {}
        }
    }
    None
}

/// The targets of `[text](target)` that are files here: no address of the web, no anchor.
fn relative_links(text: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|after| after.split([')', ' ']).next())
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty() && !target.contains(':'))
        .map(str::to_owned)
        .collect()
}

mod the_scanner {
    use super::{code_and_strings, lines_without_tests, named_modules, relative_links};

    #[test]
    fn finds_the_modules_that_a_path_or_a_group_names() {
        let (code, _) = code_and_strings(
            "use crate::{model::{ids::UnitCode, Unit}, store::Store};\n// crate::http\nfn f() { crate::tiles::x(\"crate::report\") }",
        );
        let named: Vec<String> = named_modules(&code).into_iter().collect();
        assert_eq!(named, ["model", "store", "tiles"]);
    }

    #[test]
    fn tells_code_from_strings_and_comments() {
        let (code, strings) =
            code_and_strings("a(\"x\\\"y\"); /* gdal:: */ b(r#\"SELECT \"1\"\"#); c('\"'); // d");
        assert_eq!(code, "a(\"\");  b(\"\"); c(); ");
        assert_eq!(strings, "x\\\"y\nSELECT \"1\"\n");
    }

    #[test]
    fn counts_lines_up_to_the_unit_tests() {
        assert_eq!(
            lines_without_tests("a\nb\n#[cfg(test)]\nmod tests {\n}\n"),
            2
        );
    }

    #[test]
    fn follows_links_to_files_only() {
        let links = relative_links("[a](b.md#c) [d](https://e) [f](#g) ![h](docs/i.png \"j\")");
        assert_eq!(links, ["b.md", "docs/i.png"]);
    }
}
