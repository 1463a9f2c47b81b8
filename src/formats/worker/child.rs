//! The child's side: it limits itself, reads one file and sends what it holds.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::{process, thread};

use rlimit::Resource;
use thiserror::Error;

use super::Limits;
use super::frame::{Frame, Request};
use crate::formats::reading::{self, RawFeature, ReadFailure, Receiver};

/// How the child ends when nobody waits for it any more; nobody sees it.
const ABANDONED: i32 = 1;

/// Why the child could not even begin, or could not tell.
#[derive(Debug, Error)]
pub enum WorkerError {
    /// The request is not one; the command is not meant to be typed.
    #[error("parse-worker reads a request from another process and is not meant to be typed: {0}")]
    Request(#[from] serde_json::Error),
    /// The limits could not be set, so nothing was opened.
    #[error("the limits on memory and time could not be set: {0}")]
    Limits(io::Error),
    /// The parent is gone, or a pipe broke.
    #[error("the answer could not be written: {0}")]
    Pipe(#[from] io::Error),
}

/// Serves one request: reads it from `input`, sets the limits, reads the file and writes frames to `out`. The
/// process ends as soon as `input` does: then the parent is gone, whatever became of it.
///
/// # Errors
/// [`WorkerError`]; a file that cannot be read is no error here but a frame.
pub fn serve(input: impl Read + Send + 'static, out: impl Write) -> Result<(), WorkerError> {
    let mut input = BufReader::new(input);
    let mut text = String::new();
    input.read_line(&mut text)?;
    let request: Request = serde_json::from_str(&text)?;
    thread::spawn(move || end_with(input));
    confine(request.limits).map_err(WorkerError::Limits)?;
    keep_offline();
    let mut sender = Sender {
        out: BufWriter::new(out),
    };
    let outcome = match request.band {
        None => reading::read(&request.path, &request.options, &mut sender)
            .map(|header| Frame::Header(Box::new(header))),
        Some(band) => sender.raster(&request, band),
    };
    let last = match outcome {
        Ok(last) => last,
        Err(ReadFailure::Problems(problems)) => Frame::Refusal(problems),
        Err(ReadFailure::Output(error)) => return Err(error.into()),
    };
    last.write(&mut sender.out)?;
    Ok(sender.out.flush()?)
}

/// Waits for the end of what the parent sends, and ends this process with it.
fn end_with(mut input: impl Read) {
    let ended = io::copy(&mut input, &mut io::sink());
    tracing::debug!(?ended, "the parent is gone");
    process::exit(ABANDONED);
}

/// Sets the limits on this very process; the hard limit on processor time ends it a second after the soft
/// one has told it.
fn confine(limits: Limits) -> io::Result<()> {
    let bytes = limits.memory_mib * 1024 * 1024;
    Resource::AS.set(bytes, bytes)?;
    Resource::CPU.set(limits.cpu_seconds, limits.cpu_seconds + 1)?;
    Resource::CORE.set(0, 0)
}

/// A file may name others by web address. Nothing is fetched: what would be, goes to a closed port.
fn keep_offline() {
    for (key, value) in [
        ("GDAL_HTTP_PROXY", "127.0.0.1:9"),
        ("GDAL_HTTP_TIMEOUT", "1"),
        ("PROJ_NETWORK", "OFF"),
    ] {
        if let Err(error) = gdal::config::set_config_option(key, value) {
            tracing::warn!(key, %error, "the option could not be set");
        }
    }
}

struct Sender<Out: Write> {
    out: BufWriter<Out>,
}

impl<Out: Write> Sender<Out> {
    /// Reads a raster and sends its cells; the last frame is its header.
    fn raster(&mut self, request: &Request, band: usize) -> Result<Frame, ReadFailure> {
        let mut tell = |done, total| self.progress(done, total);
        let (header, values) =
            reading::raster::read(&request.path, band, &request.options, &mut tell)?;
        for row in values.chunks(header.width.max(1)) {
            Frame::Cells(row.to_vec()).write(&mut self.out)?;
        }
        Ok(Frame::RasterHeader(header))
    }
}

impl<Out: Write> Receiver for Sender<Out> {
    fn feature(&mut self, feature: RawFeature) -> io::Result<()> {
        Frame::Feature(feature).write(&mut self.out)
    }

    fn progress(&mut self, done: u64, total: Option<u64>) -> io::Result<()> {
        Frame::Progress { done, total }.write(&mut self.out)?;
        self.out.flush()
    }
}
