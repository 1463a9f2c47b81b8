//! An instance read from three tables: demands, sites, and the minutes between them.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim};
use geo::Coord;

use super::answer::SitingError;
use super::explanation;
use super::instance::{Demand, Duty, Instance, Site, SiteKind};
use crate::model::UnitCode;

/// Reads an instance from the texts of three tables of comma-separated values with a heading line each.
///
/// * demands: `id`, `pupils`; optional `name`, `unit_code`, `lon`, `lat`
/// * sites: `id`; optional `name`, `unit_code`, `lon`, `lat`, `kind` (school, satellite-point, candidate), `is_open_now`,
///   `is_closable`, `is_obligatory`, `is_forbidden`, `capacity`, `cost_million_vnd`, `has_boarding`, `is_inter_level`
/// * minutes: `demand`, `site`, `minutes`; a pair that is absent cannot be travelled
///
/// # Errors
/// [`SitingError::File`] names the table, the line and what is wrong.
pub fn instance(demands: &str, sites: &str, minutes: &str) -> Result<Instance, SitingError> {
    let demands = rows("demands", demands)?
        .iter()
        .map(demand)
        .collect::<Result<Vec<_>, _>>()?;
    let sites = rows("sites", sites)?
        .iter()
        .map(site)
        .collect::<Result<Vec<_>, _>>()?;
    let demand_ids = ids(demands.iter().map(|demand| &demand.id));
    let site_ids = ids(sites.iter().map(|site| &site.id));
    let mut ways: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for row in rows("minutes", minutes)? {
        let find = |ids: &BTreeMap<String, usize>, column| {
            let id = row.required(column)?;
            let known = ids.get(id).copied();
            known.ok_or_else(|| row.fault(format!("{column} {id:?} is in no other table")))
        };
        let pair = (find(&demand_ids, "demand")?, find(&site_ids, "site")?);
        let long = row.required_number("minutes")?;
        if ways.insert(pair, long).is_some() {
            return Err(row.fault("this pair stands here twice: keep one line".to_owned()));
        }
    }
    Ok(Instance::new(demands, sites, Vec::new(), |demand, site| {
        ways.get(&(demand, site)).copied()
    }))
}

fn ids<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    ids.enumerate()
        .map(|(index, id)| (id.clone(), index))
        .collect()
}

/// One line of a table.
struct Row {
    file: &'static str,
    line: usize,
    headings: StringRecord,
    cells: StringRecord,
}

fn rows(file: &'static str, text: &str) -> Result<Vec<Row>, SitingError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let fault = |line, error: csv::Error| SitingError::File {
        file,
        line,
        fault: error.to_string(),
    };
    let headings = reader.headers().map_err(|error| fault(1, error))?.clone();
    let mut rows = Vec::new();
    for (index, cells) in reader.records().enumerate() {
        rows.push(Row {
            file,
            line: index + 2,
            headings: headings.clone(),
            cells: cells.map_err(|error| fault(index + 2, error))?,
        });
    }
    Ok(rows)
}

impl Row {
    fn fault(&self, fault: String) -> SitingError {
        SitingError::File {
            file: self.file,
            line: self.line,
            fault,
        }
    }

    fn text(&self, column: &str) -> Option<&str> {
        let index = self.headings.iter().position(|name| name == column)?;
        self.cells.get(index).filter(|text| !text.is_empty())
    }

    fn required(&self, column: &'static str) -> Result<&str, SitingError> {
        self.text(column)
            .ok_or_else(|| self.fault(format!("{column} is missing")))
    }

    fn number(&self, column: &'static str) -> Result<Option<f64>, SitingError> {
        let Some(text) = self.text(column) else {
            return Ok(None);
        };
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() && number.abs() <= 1e9 => Ok(Some(number)),
            _ => Err(self.fault(format!("{column} {text:?} is no number up to 1e9"))),
        }
    }

    fn required_number(&self, column: &'static str) -> Result<f64, SitingError> {
        self.required(column)?;
        let number = self.number(column)?.unwrap_or_default();
        if number < 0.0 {
            return Err(self.fault(format!("{column} {number} is below 0")));
        }
        Ok(number)
    }

    fn flag(&self, column: &'static str) -> Result<Option<bool>, SitingError> {
        match self.text(column) {
            None => Ok(None),
            Some("true" | "1" | "yes") => Ok(Some(true)),
            Some("false" | "0" | "no") => Ok(Some(false)),
            Some(other) => Err(self.fault(format!("{column} {other:?} is neither true nor false"))),
        }
    }

    fn unit(&self) -> Result<Option<UnitCode>, SitingError> {
        let unit = self.text("unit_code").map(str::parse::<UnitCode>);
        unit.transpose()
            .map_err(|error| self.fault(format!("unit_code: {error}")))
    }

    fn at(&self) -> Result<Option<Coord<f64>>, SitingError> {
        let (lon, lat) = (self.number("lon")?, self.number("lat")?);
        Ok(lon.zip(lat).map(|(x, y)| Coord { x, y }))
    }
}

fn demand(row: &Row) -> Result<Demand, SitingError> {
    let id = row.required("id")?;
    Ok(Demand {
        id: id.to_owned(),
        name: row.text("name").unwrap_or(id).to_owned(),
        unit: row.unit()?,
        at: row.at()?,
        pupils: row.required_number("pupils")?,
    })
}

fn site(row: &Row) -> Result<Site, SitingError> {
    let id = row.required("id")?;
    let kind = match row.text("kind") {
        None | Some("candidate") => SiteKind::Candidate,
        Some("school") => SiteKind::School,
        Some("satellite-point") => SiteKind::SatellitePoint,
        Some(other) => {
            let known = "school, satellite-point or candidate";
            return Err(row.fault(format!("kind {other:?} is none of {known}")));
        }
    };
    let is_existing = row
        .flag("is_open_now")?
        .unwrap_or(kind != SiteKind::Candidate);
    let is_closable = row
        .flag("is_closable")?
        .unwrap_or(kind == SiteKind::SatellitePoint);
    let is_obligatory = row.flag("is_obligatory")?.unwrap_or(false);
    let is_forbidden = row.flag("is_forbidden")?.unwrap_or(false);
    let duty = match (is_obligatory, is_forbidden) {
        (true, true) => return Err(SitingError::Contradiction(id.to_owned())),
        (true, false) => Duty::Open(explanation::listed_open()),
        (false, true) => Duty::Closed(explanation::listed_closed()),
        _ if is_existing && !is_closable => Duty::Open(explanation::may_not_close()),
        _ => Duty::Free,
    };
    let has_boarding = row.flag("has_boarding")?.unwrap_or(false);
    Ok(Site {
        id: id.to_owned(),
        name: row.text("name").unwrap_or(id).to_owned(),
        unit: row.unit()?,
        at: row.at()?,
        kind,
        is_existing,
        duty,
        capacity: row.number("capacity")?,
        cost: row.number("cost_million_vnd")?.unwrap_or(0.0),
        has_boarding,
        is_inter_level_boarding: has_boarding && row.flag("is_inter_level")?.unwrap_or(false),
        pupils_now: row.number("pupils_now")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEMANDS: &str = "id,pupils\na,10\nb,5\n";
    const SITES: &str = "id,kind,is_forbidden\ns,school,\nt,,true\n";

    #[test]
    fn three_tables_are_an_instance() {
        let minutes = "demand,site,minutes\na,s,3\na,t,1.5\nb,s,4\n";
        let read = instance(DEMANDS, SITES, minutes).unwrap();
        assert!((read.pupils() - 15.0).abs() < 1e-9);
        assert_eq!((read.reach[0].len(), read.reach[1].len()), (2, 1));
        assert!(matches!(read.sites[0].duty, Duty::Open(_)));
        assert!(matches!(read.sites[1].duty, Duty::Closed(_)));
    }

    #[test]
    fn a_fault_names_table_and_line() {
        let told = |minutes: &str| instance(DEMANDS, SITES, minutes).unwrap_err().to_string();
        assert!(told("demand,site,minutes\na,x,3\n").starts_with("minutes, line 2: site \"x\""));
        let twice = told("demand,site,minutes\na,s,3\na,s,4\n");
        assert!(
            twice.starts_with("minutes, line 3") && twice.contains("twice"),
            "{twice}"
        );
        assert!(told("demand,site,minutes\na,s,far\n").contains("no number"));
    }
}
