//! Deliveries: what a source file holds, read but not yet judged.
//!
//! A delivery is a table of features as somebody handed them in: columns with whatever names they have,
//! values as text, and geometry already brought to WGS 84. What it becomes (boundaries, places) is decided
//! by checks that answer with [`Problem`]s, so that every mistake in a file can be named at once.

use std::fmt;
use std::sync::Arc;

use geo::Geometry;
use serde::{Deserialize, Serialize};

use super::Text;

/// So many mistakes are told one by one; after that only their number grows.
pub const TOLD_PROBLEMS: usize = 50;
/// One feature or row of a source file.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveredFeature {
    /// The file that it stands in.
    pub file: Arc<str>,
    /// The line of a text table, or the feature's number counted from 1.
    pub row: u64,
    /// One value for each of the delivery's fields; `None` where the file has none, never an empty text.
    pub values: Vec<Option<String>>,
    /// The geometry (WGS 84, degrees); `None` where the file has none.
    pub geometry: Option<Geometry<f64>>,
}

/// Everything that one source file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// What is known of the file as a whole.
    pub header: DeliveryHeader,
    /// Its features, in the order of the file.
    pub features: Vec<DeliveredFeature>,
}

/// What is known of a source file as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeliveryHeader {
    /// The file's name, without its folder.
    pub file: String,
    /// The format's name, such as `GPKG`.
    pub format: String,
    /// The names of its columns.
    pub fields: Vec<String>,
    /// Those of its columns that held the coordinates.
    pub coordinate_fields: Vec<String>,
    /// The reference system of its coordinates, such as `EPSG:9210`.
    pub crs: String,
    /// The named transformation that brought them to WGS 84.
    pub transformation: String,
    /// Facts that the reader had to decide on, for the user to see.
    pub notices: Vec<Text>,
    /// The layers that the file has, for the user to choose from; empty for a table of text.
    #[serde(default)]
    pub layers: Vec<DeliveredLayer>,
    /// The rows that were left out, where a reading was asked to go on past mistakes.
    #[serde(default)]
    pub flaws: Problems,
    /// That the file holds more than the province, where such a reading found it.
    #[serde(default)]
    pub excess: Option<Problem>,
}

/// One layer of a source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveredLayer {
    /// Its name in the file.
    pub name: String,
    /// How many features it has, where the format says so.
    pub count: Option<u64>,
}

/// One mistake in a file: where it is, what stands there, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's name.
    pub file: Arc<str>,
    /// The line or feature, where the mistake has one.
    pub row: Option<u64>,
    /// The column, where the mistake has one.
    pub field: Option<String>,
    /// The value found, where there is one.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub remedy: Box<str>,
    /// The same in Vietnamese; without it the English words are shown.
    #[serde(default)]
    pub vi: Option<Box<VietnameseWords>>,
}

/// What is wrong and how to mend it, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VietnameseWords {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub remedy: String,
}

impl Delivery {
    /// Several deliveries as one: every column of any of them, the rows one after the other.
    ///
    /// `None` where there is no delivery at all.
    #[must_use]
    pub fn join(deliveries: Vec<Self>) -> Option<Self> {
        let headers: Vec<DeliveryHeader> = deliveries.iter().map(|d| d.header.clone()).collect();
        let together = |part: fn(&DeliveryHeader) -> &str| {
            let mut seen: Vec<&str> = headers.iter().map(part).collect();
            seen.dedup();
            seen.join(" + ")
        };
        let mut header = headers.first()?.clone();
        header.file = together(|header| &header.file);
        header.format = together(|header| &header.format);
        header.crs = together(|header| &header.crs);
        header.transformation = together(|header| &header.transformation);
        header.notices = headers
            .iter()
            .flat_map(|header| header.notices.clone())
            .collect();
        header.flaws = Problems::default();
        for other in &headers {
            header.flaws.extend(other.flaws.clone());
        }
        header.excess = headers.iter().find_map(|header| header.excess.clone());
        header.fields = Vec::new();
        for field in headers.iter().flat_map(|header| &header.fields) {
            if !header.fields.contains(field) {
                header.fields.push(field.clone());
            }
        }
        let mut features = Vec::new();
        for delivery in deliveries {
            let places: Vec<Option<usize>> = header
                .fields
                .iter()
                .map(|field| delivery.header.fields.iter().position(|own| own == field))
                .collect();
            features.extend(delivery.features.into_iter().map(|feature| {
                let values = places
                    .iter()
                    .map(|place| feature.values.get((*place)?)?.clone());
                DeliveredFeature {
                    values: values.collect(),
                    ..feature
                }
            }));
        }
        Some(Self { header, features })
    }

    /// The position of a column; names are compared without case, accents and punctuation.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = column_key(name);
        self.header
            .fields
            .iter()
            .position(|field| *field == name)
            .or_else(|| {
                self.header
                    .fields
                    .iter()
                    .position(|field| column_key(field) == wanted)
            })
    }

    /// A mistake in the file as a whole.
    #[must_use]
    pub fn problem(&self, message: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem::of_file(&self.header.file, message, remedy)
    }
}

/// The mistakes found so far: the first ones in full, all of them counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The first mistakes, at most [`TOLD_PROBLEMS`].
    pub told: Vec<Problem>,
    /// How many there are.
    pub total: usize,
}

impl Problems {
    /// Adds a mistake.
    pub fn push(&mut self, problem: Problem) {
        self.total += 1;
        if self.told.len() < TOLD_PROBLEMS {
            self.told.push(problem);
        }
    }

    /// Adds a mistake that is told before all others.
    pub fn put_first(&mut self, problem: Problem) {
        self.total += 1;
        self.told.insert(0, problem);
        self.told.truncate(TOLD_PROBLEMS);
    }

    /// Adds the mistakes of another file.
    pub fn extend(&mut self, others: Self) {
        let untold = others.total - others.told.len();
        others
            .told
            .into_iter()
            .for_each(|problem| self.push(problem));
        self.total += untold;
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.told.iter().enumerate() {
            if position > 0 {
                formatter.write_str("\n")?;
            }
            problem.fmt(formatter)?;
        }
        match self.total - self.told.len() {
            0 => Ok(()),
            more => write!(formatter, "\n… and {more} more"),
        }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self {
            told: vec![problem],
            total: 1,
        }
    }
}

/// A column's name as it is compared: lower case, without accents and without anything between words.
#[must_use]
pub fn column_key(name: &str) -> String {
    super::fold(name).split(' ').collect()
}

impl Problem {
    /// A mistake in a file as a whole.
    #[must_use]
    pub fn of_file(file: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            row: None,
            field: None,
            value: None,
            message: message.into(),
            remedy: remedy.into().into_boxed_str(),
            vi: None,
        }
    }

    /// The same mistake, told in Vietnamese too.
    #[must_use]
    pub fn in_vietnamese(mut self, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        self.vi = Some(Box::new(VietnameseWords {
            message: message.into(),
            remedy: remedy.into(),
        }));
        self
    }

    /// What is wrong, in both languages.
    #[must_use]
    pub fn told(&self) -> Text {
        let vi = self
            .vi
            .as_ref()
            .map_or(&self.message, |words| &words.message);
        Text::new(vi, &self.message)
    }

    /// How to mend it, in both languages.
    #[must_use]
    pub fn told_remedy(&self) -> Text {
        let vi = self
            .vi
            .as_ref()
            .map_or(&*self.remedy, |words| &words.remedy);
        Text::new(vi, &*self.remedy)
    }

    /// The same mistake, in a row.
    #[must_use]
    pub fn in_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same mistake, in a column with this value.
    #[must_use]
    pub fn at(mut self, field: &str, value: Option<&str>) -> Self {
        self.field = Some(field.to_owned());
        self.value = value.map(ToOwned::to_owned);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(formatter, ", row {row}")?;
        }
        if let Some(field) = &self.field {
            write!(formatter, ", field {field}")?;
        }
        if let Some(value) = &self.value {
            write!(formatter, ", value {value:?}")?;
        }
        write!(formatter, ": {}. {}", self.message, self.remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_how_to_mend_it() {
        let problem = Problem::of_file(
            "xa.csv",
            "no unit has this code",
            "Write one of the 56 codes.",
        )
        .in_row(7)
        .at("MaXa", Some("99999"));
        assert_eq!(
            problem.to_string(),
            "xa.csv, row 7, field MaXa, value \"99999\": no unit has this code. Write one of the 56 codes."
        );
    }

    #[test]
    fn joined_deliveries_keep_every_column_and_every_row() {
        let delivery = |file: &str, fields: &[&str], value: &str| Delivery {
            header: DeliveryHeader {
                file: file.to_owned(),
                format: "CSV".to_owned(),
                fields: fields.iter().map(|field| (*field).to_owned()).collect(),
                coordinate_fields: Vec::new(),
                crs: "EPSG:9210".to_owned(),
                transformation: "none".to_owned(),
                notices: Vec::new(),
                layers: Vec::new(),
                flaws: Problem::of_file(file, "a row is broken", "Mend it.").into(),
                excess: None,
            },
            features: vec![DeliveredFeature {
                file: file.into(),
                row: 2,
                values: fields.iter().map(|_| Some(value.to_owned())).collect(),
                geometry: None,
            }],
        };
        let joined = Delivery::join(vec![
            delivery("a.csv", &["ma", "ten"], "a"),
            delivery("b.csv", &["ten", "ghi"], "b"),
        ])
        .unwrap();
        assert_eq!(joined.header.file, "a.csv + b.csv");
        assert_eq!(joined.header.crs, "EPSG:9210");
        assert_eq!(joined.header.flaws.total, 2, "the mistakes of both");
        assert_eq!(joined.header.fields, ["ma", "ten", "ghi"]);
        let b = Some("b".to_owned());
        assert_eq!(joined.features[1].values, [None, b.clone(), b]);
        assert_eq!(&*joined.features[1].file, "b.csv");
        assert!(Delivery::join(Vec::new()).is_none());
    }

    #[test]
    fn columns_are_found_whatever_their_spelling() {
        let fields = ["Mã xã", "TEN_XA"].map(str::to_owned).to_vec();
        let header = DeliveryHeader {
            file: "xa.shp".to_owned(),
            format: "ESRI Shapefile".to_owned(),
            fields,
            coordinate_fields: Vec::new(),
            crs: "EPSG:9210".to_owned(),
            transformation: "none".to_owned(),
            notices: Vec::new(),
            layers: Vec::new(),
            flaws: Problems::default(),
            excess: None,
        };
        let delivery = Delivery {
            header,
            features: Vec::new(),
        };
        assert_eq!(delivery.column("ma_xa"), Some(0));
        assert_eq!(delivery.column("TenXa"), Some(1));
        assert_eq!(delivery.column("code"), None);
    }
}
