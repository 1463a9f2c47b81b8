//! What the two processes say to each other: frames of a kind, a length and that many bytes.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Limits;
use crate::formats::reading::{RawFeature, ReadOptions};
use crate::model::delivery::{DeliveryHeader, Problems};
use crate::model::raster::RasterHeader;

/// No frame is longer; a longer one means that the child is not to be trusted any more.
const LONGEST: u32 = 512 * 1024 * 1024;

/// What the parent asks for, as one line of JSON on the child's standard input, which stays open as long as the
/// parent waits.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) path: PathBuf,
    pub(super) options: ReadOptions,
    pub(super) limits: Limits,
    /// The band to read, where the file is a raster.
    #[serde(default)]
    pub(super) band: Option<usize>,
}

/// What the child answers, in this order: features and progress, then one header or one refusal.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    Feature(RawFeature),
    Progress {
        done: u64,
        total: Option<u64>,
    },
    Header(Box<DeliveryHeader>),
    /// Some values of a raster, in the order of its cells.
    Cells(Vec<f64>),
    RasterHeader(RasterHeader),
    Refusal(Problems),
}

/// The part of a feature that is not geometry.
#[derive(Serialize, Deserialize)]
struct Attributes {
    row: u64,
    values: Vec<Option<String>>,
}

impl Frame {
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Feature(feature) => {
                let attributes = serde_json::to_vec(&Attributes {
                    row: feature.row,
                    values: feature.values.clone(),
                })?;
                let wkb = feature.wkb.as_deref().unwrap_or_default();
                let length = length_of(&attributes)?;
                write_parts(out, b'F', &[&length.to_le_bytes(), &attributes, wkb])
            }
            Self::Progress { done, total } => {
                write_parts(out, b'P', &[&serde_json::to_vec(&(done, total))?])
            }
            Self::Cells(values) => {
                let bytes: Vec<u8> = values
                    .iter()
                    .flat_map(|value| value.to_le_bytes())
                    .collect();
                write_parts(out, b'C', &[&bytes])
            }
            Self::RasterHeader(header) => write_parts(out, b'R', &[&serde_json::to_vec(header)?]),
            Self::Header(header) => write_parts(out, b'H', &[&serde_json::to_vec(header)?]),
            Self::Refusal(problems) => write_parts(out, b'E', &[&serde_json::to_vec(problems)?]),
        }
    }

    /// Reads the next frame; `None` where the stream ends between two frames.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Self>> {
        let mut kind = [0];
        if input.read(&mut kind)? == 0 {
            return Ok(None);
        }
        let mut length = [0; 4];
        input.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length);
        if length > LONGEST {
            return Err(malformed(format!("a frame of {length} bytes")));
        }
        let mut payload = Vec::new();
        input.take(u64::from(length)).read_to_end(&mut payload)?;
        if payload.len() != length as usize {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Self::parse(kind[0], &payload).map(Some)
    }

    fn parse(kind: u8, payload: &[u8]) -> io::Result<Self> {
        match kind {
            b'F' => feature(payload).map(Self::Feature),
            b'P' => {
                let (done, total) = serde_json::from_slice(payload)?;
                Ok(Self::Progress { done, total })
            }
            b'C' => {
                let (cells, rest) = payload.as_chunks::<8>();
                if !rest.is_empty() {
                    return Err(malformed("a cell that is cut off".to_owned()));
                }
                Ok(Self::Cells(
                    cells.iter().map(|cell| f64::from_le_bytes(*cell)).collect(),
                ))
            }
            b'R' => Ok(Self::RasterHeader(serde_json::from_slice(payload)?)),
            b'H' => Ok(Self::Header(serde_json::from_slice(payload)?)),
            b'E' => Ok(Self::Refusal(serde_json::from_slice(payload)?)),
            other => Err(malformed(format!("a frame of the kind {other}"))),
        }
    }
}

fn feature(payload: &[u8]) -> io::Result<RawFeature> {
    let too_short = || malformed("a feature that is cut off".to_owned());
    let (length, rest) = payload.split_first_chunk::<4>().ok_or_else(too_short)?;
    let length = u32::from_le_bytes(*length) as usize;
    let (attributes, wkb) = rest.split_at_checked(length).ok_or_else(too_short)?;
    let Attributes { row, values } = serde_json::from_slice(attributes)?;
    let wkb = (!wkb.is_empty()).then(|| wkb.to_vec());
    Ok(RawFeature { row, values, wkb })
}

fn write_parts(out: &mut impl Write, kind: u8, parts: &[&[u8]]) -> io::Result<()> {
    let total: usize = parts.iter().map(|part| part.len()).sum();
    let total = u32::try_from(total).map_err(|_| malformed(format!("a frame of {total} bytes")))?;
    out.write_all(&[kind])?;
    out.write_all(&total.to_le_bytes())?;
    parts.iter().try_for_each(|part| out.write_all(part))
}

fn length_of(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len()).map_err(|_| malformed("a frame that is too long".to_owned()))
}

fn malformed(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::delivery::Problem;

    #[test]
    fn what_is_written_is_read_again() {
        let mut problems = Problems::default();
        problems.push(Problem::of_file("a.shp", "it is empty", "Export it again."));
        let frames = [
            Frame::Feature(RawFeature {
                row: 7,
                values: vec![Some("Trà Lĩnh".to_owned()), None],
                wkb: Some(vec![1, 2, 3]),
            }),
            Frame::Feature(RawFeature {
                row: 8,
                values: vec![],
                wkb: None,
            }),
            Frame::Progress {
                done: 8,
                total: Some(10),
            },
            Frame::Cells(vec![1.5, -2.0, 0.0]),
            Frame::Refusal(problems),
        ];
        let mut stream = Vec::new();
        for frame in &frames {
            frame.write(&mut stream).unwrap();
        }
        let mut input = stream.as_slice();
        for frame in frames {
            assert_eq!(Frame::read(&mut input).unwrap(), Some(frame));
        }
        assert_eq!(Frame::read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_stream_that_is_cut_off_or_nonsense_is_an_error() {
        let mut stream = Vec::new();
        Frame::Progress {
            done: 1,
            total: None,
        }
        .write(&mut stream)
        .unwrap();
        for cut in 1..stream.len() {
            assert!(Frame::read(&mut &stream[..cut]).is_err(), "cut at {cut}");
        }
        assert!(Frame::read(&mut [b'X', 0, 0, 0, 0].as_slice()).is_err());
        assert!(Frame::read(&mut [b'F', 255, 255, 255, 255].as_slice()).is_err());
        assert!(Frame::read(&mut [b'F', 4, 0, 0, 0, 9, 0, 0, 0].as_slice()).is_err());
    }
}
