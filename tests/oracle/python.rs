//! Programs in Python that answer the same questions, run with pinned packages under `target/`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Runs a script of this folder with a question on its standard input; none, with a message, where Python or its
/// packages are absent.
pub(crate) fn ask(script: &str, question: &Value) -> Option<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = Command::new(root.join("tests/support/python.sh"))
        .output()
        .unwrap();
    if found.status.code() == Some(3) {
        println!("skipped: {}", String::from_utf8_lossy(&found.stderr).trim());
        return None;
    }
    assert!(
        found.status.success(),
        "{}",
        String::from_utf8_lossy(&found.stderr)
    );
    let python = String::from_utf8(found.stdout).unwrap();
    let mut running = Command::new(python.trim())
        .arg(root.join("tests/oracle").join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = running.stdin.take().unwrap();
    let text = question.to_string();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
    let done = running.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(done.status.success(), "{script} failed");
    Some(serde_json::from_slice(&done.stdout).unwrap())
}
