//! One child at work: the frames that it sends, the deadline that it keeps, and what its end means.

use std::io::{self, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Limits, Progress, Reader};
use crate::formats::reading::{RawFeature, ReadOptions, file_name};
use crate::formats::worker::COMMAND;
use crate::formats::worker::error::ReadError;
use crate::formats::worker::frame::{Frame, Request};
use crate::geometry::well_known_binary;
use crate::model::delivery::{DeliveredFeature, DeliveryHeader, Problems};
use crate::model::raster::RasterHeader;

const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;
/// What a process that ran out of memory says before it ends; the last is the C library's word where not
/// even an exception can be raised.
const OUT_OF_MEMORY: [&str; 5] = [
    "memory allocation of",
    "bad_alloc",
    "Out of memory",
    "Cannot allocate memory",
    "Unexpected error.",
];
/// The child's own words are kept up to this length, for the log.
const KEPT_STDERR: u64 = 8 * 1024;
/// So many frames may wait before the child has to.
const WAITING_FRAMES: usize = 64;

/// What came of a file.
pub(super) enum Whole {
    Features(Box<DeliveryHeader>, Vec<DeliveredFeature>),
    Cells(RasterHeader, Vec<f64>),
}

/// How a stream of frames ended.
pub(super) enum End {
    Header(Box<DeliveryHeader>),
    RasterHeader(RasterHeader),
    Refusal(Problems),
    /// Without a last word.
    Silence,
    Late,
    TooMuch,
    Malformed(String),
}

/// A child at work, and what it has sent.
pub(super) struct Running {
    file: Arc<str>,
    limits: Limits,
    deadline: Instant,
    child: Child,
    /// The child ends when this is closed, by whatever ends this process.
    _request: ChildStdin,
    frames: Receiver<io::Result<Frame>>,
    stderr: thread::JoinHandle<String>,
    features: Vec<DeliveredFeature>,
    cells: Vec<f64>,
    delivered_bytes: u64,
}

impl Running {
    /// Starts a child and hands it the request; with a band it reads a raster.
    pub(super) fn start(
        reader: &Reader,
        path: &Path,
        options: &ReadOptions,
        band: Option<usize>,
    ) -> Result<Self, ReadError> {
        let mut child = Command::new(&reader.program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let request = Request {
            path: path.to_owned(),
            options: options.clone(),
            limits: reader.limits,
            band,
        };
        let (Some(mut stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(io::Error::other("the child has no pipes").into());
        };
        let stderr = thread::spawn(move || words_of(stderr));
        let frames = frames_of(stdout);
        // A child that ends before it has read the request says why by its frames or its exit status.
        let mut request = serde_json::to_vec(&request).map_err(io::Error::from)?;
        request.push(b'\n');
        if let Err(error) = stdin.write_all(&request) {
            tracing::debug!(%error, "the child did not take the request");
        }
        Ok(Self {
            file: file_name(path).into(),
            limits: reader.limits,
            deadline: Instant::now() + Duration::from_secs(reader.limits.wall_seconds),
            child,
            _request: stdin,
            frames,
            stderr,
            features: Vec::new(),
            cells: Vec::new(),
            delivered_bytes: 0,
        })
    }

    /// Takes what the child sends until it ends, or must be ended.
    pub(super) fn take_frames(&mut self, on_progress: &mut dyn FnMut(Progress)) -> End {
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            match self.frames.recv_timeout(left) {
                Ok(Ok(Frame::Feature(feature))) => {
                    self.delivered_bytes += weight(&feature);
                    match delivered(&self.file, feature) {
                        Ok(feature) => self.features.push(feature),
                        Err(cause) => return End::Malformed(cause),
                    }
                }
                Ok(Ok(Frame::Progress { done, total })) => on_progress(Progress { done, total }),
                Ok(Ok(Frame::Cells(values))) => {
                    self.delivered_bytes += 8 * values.len() as u64;
                    self.cells.extend(values);
                }
                Ok(Ok(Frame::Header(header))) => return End::Header(header),
                Ok(Ok(Frame::RasterHeader(header))) => return End::RasterHeader(header),
                Ok(Ok(Frame::Refusal(problems))) => return End::Refusal(problems),
                Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return End::Silence;
                }
                Ok(Err(error)) => return End::Malformed(error.to_string()),
                Err(RecvTimeoutError::Disconnected) => return End::Silence,
                Err(RecvTimeoutError::Timeout) => return End::Late,
            }
            if self.delivered_bytes > self.limits.delivered_mib << 20 {
                return End::TooMuch;
            }
        }
    }

    /// Sees the child to its end and says what came of the file.
    pub(super) fn finish(mut self, end: End) -> Result<Whole, ReadError> {
        if matches!(end, End::Late | End::TooMuch | End::Malformed(_))
            && let Err(error) = self.child.kill()
        {
            tracing::debug!(%error, "the child had already ended");
        }
        let status = self.child.wait()?;
        let words = self.stderr.join().unwrap_or_default();
        if !words.trim().is_empty() {
            tracing::warn!(file = %self.file, %status, words = words.trim(), "the reader said");
        }
        let file = self.file.to_string();
        match end {
            End::Header(header) => Ok(Whole::Features(header, self.features)),
            End::RasterHeader(header) => Ok(Whole::Cells(header, self.cells)),
            End::Refusal(problems) => Err(ReadError::Problems(problems)),
            End::TooMuch => Err(ReadError::TooLarge {
                file,
                memory_mib: self.limits.delivered_mib,
                feature: thousands(self.features.len()),
            }),
            End::Malformed(cause) => Err(ReadError::Malformed { file, cause }),
            End::Late => Err(Self::too_slow(
                file,
                self.limits.wall_seconds,
                "time",
                "timeout-s",
                &self.features,
            )),
            End::Silence => Err(Self::fate(
                file,
                self.limits,
                status,
                &words,
                &self.features,
            )),
        }
    }

    fn too_slow(
        file: String,
        seconds: u64,
        clock: &'static str,
        option: &'static str,
        features: &[DeliveredFeature],
    ) -> ReadError {
        ReadError::TooSlow {
            file,
            seconds,
            clock,
            option,
            feature: thousands(features.len()),
        }
    }

    /// What became of a child that said nothing at the end.
    fn fate(
        file: String,
        limits: Limits,
        status: ExitStatus,
        words: &str,
        features: &[DeliveredFeature],
    ) -> ReadError {
        let feature = thousands(features.len());
        let is_out_of_memory = OUT_OF_MEMORY.iter().any(|word| words.contains(word));
        match status.signal() {
            Some(SIGXCPU) => Self::too_slow(
                file,
                limits.cpu_seconds,
                "processor time",
                "cpu-s",
                features,
            ),
            Some(SIGABRT | SIGKILL) if is_out_of_memory => ReadError::TooLarge {
                file,
                memory_mib: limits.memory_mib,
                feature,
            },
            Some(signal) => ReadError::Stopped {
                file,
                how: format!("signal {signal}"),
                feature,
            },
            None => {
                let how = format!("exit code {}", status.code().unwrap_or_default());
                ReadError::Stopped { file, how, feature }
            }
        }
    }
}

/// Reads frames on a thread of its own, so that the parent can wait for them with a deadline.
fn frames_of(stdout: ChildStdout) -> Receiver<io::Result<Frame>> {
    let (sender, receiver) = sync_channel(WAITING_FRAMES);
    thread::spawn(move || {
        let mut input = BufReader::new(stdout);
        while let Some(frame) = Frame::read(&mut input).transpose() {
            let is_last = frame.is_err();
            if sender.send(frame).is_err() || is_last {
                break;
            }
        }
    });
    receiver
}

fn words_of(stderr: impl Read) -> String {
    let mut kept = Vec::new();
    let mut stderr = BufReader::new(stderr);
    let first = stderr.by_ref().take(KEPT_STDERR).read_to_end(&mut kept);
    let rest = io::copy(&mut stderr, &mut io::sink());
    if let Err(error) = first.and(rest.map(|_| 0)) {
        tracing::debug!(%error, "the child's words were cut off");
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// About how many bytes a feature takes here.
fn weight(feature: &RawFeature) -> u64 {
    let texts = feature
        .values
        .iter()
        .flatten()
        .map(String::len)
        .sum::<usize>();
    let shape = feature.wkb.as_ref().map_or(0, Vec::len);
    (texts + shape + 24 * feature.values.len()) as u64
}

fn delivered(file: &Arc<str>, feature: RawFeature) -> Result<DeliveredFeature, String> {
    let geometry = match &feature.wkb {
        Some(bytes) => Some(well_known_binary::read(bytes).map_err(|fault| fault.to_string())?),
        None => None,
    };
    Ok(DeliveredFeature {
        file: Arc::clone(file),
        row: feature.row,
        values: feature.values,
        geometry,
    })
}

/// A count with a comma between thousands: 1,204.
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(1204), "1,204");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
