//! How long the program takes from its start to its first answer on the shipped data, and how much memory it then
//! holds. The budget is one second and 200 MB. Run with `make bench`.
#![expect(
    clippy::print_stdout,
    reason = "a benchmark reports on standard output"
)]

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Starts that are measured; the first fills an empty data folder and is told apart.
const STARTS: usize = 10;

/// What the log says before the address.
const ANNOUNCEMENT: &str = "serving at http://";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let first = measure(folder.path())?;
    let mut later = Vec::new();
    for _ in 1..STARTS {
        later.push(measure(folder.path())?);
    }
    later.sort_by_key(|start| start.until_answer);
    let median = &later[later.len() / 2];
    println!("first start, loads the shipped data  {first}");
    println!(
        "later start, median of {}             {}",
        later.len(),
        median
    );
    println!("budget                               1000 ms, 200.0 MB");
    Ok(())
}

/// One start.
struct Start {
    until_answer: Duration,
    resident_bytes: u64,
}

impl std::fmt::Display for Start {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milliseconds = self.until_answer.as_millis();
        write!(
            formatter,
            "{milliseconds} ms, {:.1} MB",
            self.resident_bytes as f64 / 1e6
        )
    }
}

/// Ends the server also when a measurement fails.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended by itself cannot be killed; either way none is left.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn measure(data: &Path) -> Result<Start, Box<dyn Error>> {
    let begin = Instant::now();
    let mut server = Server(
        Command::new(env!("CARGO_BIN_EXE_nonnuoc"))
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("NO_COLOR", "1")
            .env_remove("NONNUOC_LOG")
            .stderr(Stdio::piped())
            .spawn()?,
    );
    let log = server.0.stderr.take().ok_or("the server has no log")?;
    let mut lines = BufReader::new(log).lines();
    let address = loop {
        let line = lines
            .next()
            .ok_or("the server ended before it listened")??;
        if let Some((_, address)) = line.split_once(ANNOUNCEMENT) {
            break address
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned();
        }
    };
    for path in ["/healthz", "/api/units", "/api/layers"] {
        get(&address, path)?;
    }
    let until_answer = begin.elapsed();
    Ok(Start {
        until_answer,
        resident_bytes: resident_bytes(server.0.id())?,
    })
}

fn get(address: &str, path: &str) -> Result<(), Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = String::from_utf8_lossy(&answer[..answer.len().min(12)]).into_owned();
    if !head.starts_with("HTTP/1.1 200") {
        return Err(format!("{path} answered {head}").into());
    }
    Ok(())
}

/// The memory that the process holds now (`VmRSS`).
fn resident_bytes(process: u32) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .ok_or("no VmRSS")?;
    let kibibytes: u64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
    Ok(kibibytes * 1024)
}
