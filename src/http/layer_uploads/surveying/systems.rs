//! Which reference system a file may be in: each tried on places of the file, and what the wrong one would cost.

use geo::{Coord, Geometry};
use jiff::civil::Date;

use super::Survey;
use crate::analysis::intake::survey::{Fit, Probe, fit};
use crate::formats::crs::{
    Crs, LikelySystems, Transformation, likely_systems, named_in_vietnamese,
};
use crate::geometry::Bounds;
use crate::geometry::geodesic::distance_and_azimuth;
use crate::http::layer_uploads::{Consequence, CrsCandidate};
use crate::model::{Snapshot, Text};

/// So many systems are offered.
const OFFERED: usize = 8;
/// So many consequences are told of each.
const TOLD_CONSEQUENCES: usize = 5;
/// Under which name "the datum shift was left out" stands among the systems.
const NO_SHIFT: &str = "no-datum-shift";

/// One system tried on the probes of a file.
pub(super) struct Trial {
    pub(super) code: String,
    crs: Crs,
    way: Transformation,
    pub(super) fit: Fit,
    placed: Vec<Option<Coord<f64>>>,
}

impl Trial {
    fn new(crs: Crs, code: &str, probes: &[Probe], snapshot: &Snapshot, on: Date) -> Option<Self> {
        let way = Transformation::new(&crs).ok()?;
        let placed = place(&way, probes);
        Some(Self {
            code: code.to_owned(),
            fit: fit(probes, &placed, snapshot, on),
            crs,
            way,
            placed,
        })
    }

    /// The place of the probe in the middle of the file's list.
    fn middle(&self) -> Option<Coord<f64>> {
        self.placed.get(self.placed.len() / 2).copied().flatten()
    }

    fn bounds(&self) -> Option<[f64; 4]> {
        let places = self.placed.iter().flatten();
        let points: Vec<geo::Point> = places.map(|place| geo::Point::from(*place)).collect();
        let all = Geometry::MultiPoint(geo::MultiPoint::new(points));
        Bounds::of(&all).map(Into::into)
    }
}

fn place(way: &Transformation, probes: &[Probe]) -> Vec<Option<Coord<f64>>> {
    let one = |probe: &Probe| way.to_wgs84(probe.at.x, probe.at.y).ok();
    probes
        .iter()
        .map(|probe| one(probe).map(Coord::from))
        .collect()
}

/// Every system that puts part of the file into the province, the best first; the one that the file states and the
/// one that is asked about whatever they do.
pub(super) fn trials(
    survey: &Survey,
    probes: &[Probe],
    snapshot: &Snapshot,
    on: Date,
) -> Vec<Trial> {
    if probes.is_empty() {
        return Vec::new();
    }
    let stated = Some(survey.header.crs.as_str()).filter(|code| !code.is_empty());
    let wanted: Vec<&str> = stated
        .into_iter()
        .chain(survey.params.crs.as_deref())
        .collect();
    let mut codes = wanted.clone();
    codes.extend(
        likely_systems()
            .iter()
            .filter(|code| !wanted.contains(code)),
    );
    let tried = codes
        .iter()
        .filter_map(|code| Trial::new(Crs::parse(code).ok()?, code, probes, snapshot, on));
    let mut trials: Vec<Trial> = tried
        .filter(|trial| trial.fit.inside > 0 || wanted.contains(&trial.code.as_str()))
        .collect();
    // A stable sort: among equals the likelier system, or the one that the file states, stays first.
    trials.sort_by_key(|trial| std::cmp::Reverse((trial.fit.agreeing, trial.fit.inside)));
    let is_wanted = |trial: &Trial| wanted.contains(&trial.code.as_str());
    let mut offered: Vec<Trial> = Vec::new();
    for trial in trials {
        if offered.len() < OFFERED || is_wanted(&trial) {
            offered.push(trial);
        }
    }
    offered
}

/// What a client is told of each system that was tried.
pub(super) fn candidates(survey: &Survey, trials: &[Trial], probes: &[Probe]) -> Vec<CrsCandidate> {
    trials
        .iter()
        .map(|trial| CrsCandidate {
            crs: trial.code.clone(),
            title: trial.crs.title(),
            transformation: trial.way.name().to_owned(),
            is_stated: trial.code == survey.header.crs,
            inside: trial.fit.inside,
            of: trial.fit.of,
            agreeing: (trial.fit.stated > 0).then_some(trial.fit.agreeing),
            stated: trial.fit.stated,
            bounds: trial.bounds(),
            consequences: consequences(trial, trials, probes),
        })
        .collect()
}

/// How far, and to which side, the features would be drawn wrong if they are really in another system, or if the
/// datum shift were left out.
fn consequences(assumed: &Trial, trials: &[Trial], probes: &[Probe]) -> Vec<Consequence> {
    let Some(drawn) = assumed.middle() else {
        return Vec::new();
    };
    let told = |instead: &str, title: Text, right: Coord<f64>, wrong: Coord<f64>| {
        let (metres, azimuth) = distance_and_azimuth(right, wrong);
        Consequence {
            instead: instead.to_owned(),
            title,
            metres,
            azimuth: azimuth.rem_euclid(360.0),
        }
    };
    let shift = Text::new(
        "bỏ qua bước chuyển hệ VN-2000 → WGS 84",
        "the datum shift VN-2000 → WGS 84 left out",
    );
    let unshifted = without_shift(&assumed.crs, probes);
    let first = unshifted.map(|wrong| told(NO_SHIFT, shift, drawn, wrong));
    let others = trials.iter().filter(|other| other.code != assumed.code);
    let others = others.filter_map(|other| {
        let actual = other.middle()?;
        Some(told(&other.code, other.crs.title(), actual, drawn))
    });
    first
        .into_iter()
        .chain(others)
        .take(TOLD_CONSEQUENCES)
        .collect()
}

fn without_shift(crs: &Crs, probes: &[Probe]) -> Option<Coord<f64>> {
    let unshifted = Transformation::new(&crs.without_datum_shift()?).ok()?;
    let middle = probes.get(probes.len() / 2)?;
    unshifted
        .to_wgs84(middle.at.x, middle.at.y)
        .ok()
        .map(Coord::from)
}

/// What to do where no system puts the file into the province.
pub(super) fn hint(
    trials: &[Trial],
    probes: &[Probe],
    snapshot: &Snapshot,
    on: Date,
) -> Option<Text> {
    let middle = probes.get(probes.len() / 2)?;
    if trials.iter().any(|trial| trial.fit.inside > 0) {
        return None;
    }
    let area: [f64; 4] = snapshot.map().bounds(on)?.into();
    let fitting = LikelySystems::new().that_fit(middle.at.x, middle.at.y, area);
    Some(
        match fitting.iter().find(|name| name.ends_with("swapped")) {
            Some(swapped) => {
                let bare = swapped.split(' ').next().unwrap_or_default();
                Text::new(
                    format!(
                        "Toạ độ hợp với {} nếu đổi chỗ hai cột: chọn lại cột toạ độ, hoặc sửa tệp rồi tải lên lại.",
                        named_in_vietnamese(bare)
                    ),
                    format!(
                        "The coordinates fit {bare} with the two columns swapped: choose the columns again, or mend the file."
                    ),
                )
            }
            None => Text::new(
                "Không hệ toạ độ quen dùng nào đưa tệp này vào trong tỉnh: hãy hỏi nơi cung cấp, rồi ghi mã EPSG.",
                "No usual reference system puts this file into the province: ask who made it, then write the EPSG code.",
            ),
        },
    )
}
