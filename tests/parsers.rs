//! The entry functions of the fuzz targets, run over their corpus and over changes of it, so that they hold between
//! two runs of the fuzzer and every input that once broke a parser is tried for good.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where something is not as it should be"
)]

use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "../fuzz/src/lib.rs"]
mod entries;

use entries::ENTRIES;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// Every input of a target's corpus, in the order of their names.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = folder().join("corpus").join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let signs =
        prop::sample::select(&b"0123456789-+.,;:/@%&?=#()[]{}<>\"'\\\0\n\xff\xc3\x80Qz"[..]);
    prop_oneof![
        (any::<Index>(), prop_oneof![signs.clone(), any::<u8>()])
            .prop_map(|(at, byte)| Change::Replace(at, byte)),
        (any::<Index>(), vec(signs, 1..6)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<Index>(), 1..20_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
    ]
}

fn changed(mut input: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |at: &Index| at.index(input.len() + 1);
        match change {
            Change::Replace(at, byte) => {
                let at = place(at);
                if let Some(old) = input.get_mut(at) {
                    *old = *byte;
                }
            }
            Change::Insert(at, bytes) => {
                let at = place(at);
                input.splice(at..at, bytes.iter().copied());
            }
            Change::Remove(at, length) => {
                let at = place(at);
                input.drain(at..(at + length).min(input.len()));
            }
            Change::Repeat(at, length) => {
                let at = place(at);
                let part = input[at..(at + length).min(input.len())].to_vec();
                input.splice(at..at, part);
            }
        }
    }
    input
}

#[test]
fn every_target_takes_its_corpus() {
    for (target, _) in ENTRIES {
        let inputs = corpus(target);
        assert!(!inputs.is_empty(), "{target} has no corpus");
        for input in inputs {
            entries::run(target, &input);
        }
    }
}

#[test]
fn every_target_takes_changes_of_its_corpus_and_random_bytes() {
    let config = Config {
        cases: 300,
        failure_persistence: None,
        ..Config::default()
    };
    for (target, entry) in ENTRIES {
        let inputs = prop_oneof![
            9 => (prop::sample::select(corpus(target)), vec(change(), 1..8))
                .prop_map(|(input, changes)| changed(input, &changes)),
            1 => vec(any::<u8>(), 0..200),
        ];
        // The same input in every run: `make fuzz` is for what nobody has seen yet.
        let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        TestRunner::new_with_rng(config.clone(), random)
            .run(&inputs, |input| {
                entry(&input);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{target}: {error}"));
    }
}

/// The list of targets here, the programs of the fuzzer and the folders of the corpus are the same.
#[test]
fn every_target_has_its_program_and_its_corpus() {
    let names = |folder: PathBuf| {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    let expected = ENTRIES.map(|(target, _)| target.to_owned()).to_vec();
    assert_eq!(names(folder().join("fuzz_targets")), expected);
    assert_eq!(names(folder().join("corpus")), expected);
    let manifest = std::fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    for (target, _) in ENTRIES {
        let program =
            std::fs::read_to_string(folder().join("fuzz_targets").join(format!("{target}.rs")))
                .unwrap();
        assert!(
            program.contains(&format!("run(\"{target}\", bytes)")),
            "{target}"
        );
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "{target}"
        );
    }
}
