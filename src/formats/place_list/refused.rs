//! Rows of a list that hold no place: what stands there, and how to mend it.

use crate::model::{Text, english_number, vietnamese_number};

/// Beyond this a number is no longitude or latitude; metres of VN-2000 are, and so is what lost its decimal point.
const MOST_DEGREES: f64 = 180.0;

/// Longitude or latitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// West to east.
    Longitude,
    /// South to north.
    Latitude,
}

impl Axis {
    /// Its name.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Longitude => Text::new("kinh độ", "longitude"),
            Self::Latitude => Text::new("vĩ độ", "latitude"),
        }
    }

    /// A coordinate of the province as an example, in decimal degrees.
    #[must_use]
    pub fn example(self) -> Text {
        match self {
            Self::Longitude => Text::new("106,2585", "106.2585"),
            Self::Latitude => Text::new("22,6657", "22.6657"),
        }
    }

    /// The greatest that there is on the earth, degrees.
    pub(super) fn most(self) -> f64 {
        match self {
            Self::Longitude => MOST_DEGREES,
            Self::Latitude => 90.0,
        }
    }
}

/// What keeps a row from being looked up.
#[derive(Debug, Clone, PartialEq)]
pub enum RowFault {
    /// More or fewer values than the header.
    Uneven {
        /// How many values the row has.
        given: usize,
        /// How many the header has.
        expected: usize,
    },
    /// Nothing stands there.
    Blank(Axis),
    /// A value is no number.
    NoNumber(Axis),
    /// A number that is no place on the earth.
    OffTheEarth(Axis, f64),
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedRow {
    /// The row, counted from 1 below the header.
    pub row: usize,
    /// The value at fault; of a row with too many or too few values all of them.
    pub value: String,
    /// What is wrong.
    pub fault: RowFault,
}

impl RowFault {
    /// What is wrong.
    #[must_use]
    pub fn told(&self) -> Text {
        match *self {
            Self::Uneven { given, expected } => Text::new(
                format!(
                    "có {} ô, dòng tiêu đề có {} cột",
                    vietnamese_number(given.into(), 0),
                    vietnamese_number(expected.into(), 0)
                ),
                format!(
                    "{} values, the header has {}",
                    english_number(given.into(), 0),
                    english_number(expected.into(), 0)
                ),
            ),
            Self::Blank(axis) => {
                let Text { vi, en } = axis.title();
                Text::new(format!("thiếu {vi}"), format!("the {en} is missing"))
            }
            Self::NoNumber(axis) => {
                let Text { vi, en } = axis.title();
                Text::new(format!("không phải {vi}"), format!("no {en}"))
            }
            Self::OffTheEarth(axis, _) => {
                let Text { vi, en } = axis.title();
                Text::new(
                    format!("không có {vi} nào như vậy"),
                    format!("there is no such {en}"),
                )
            }
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn remedy(&self) -> Text {
        match *self {
            Self::Uneven { .. } => Text::new(
                "Ghi đủ số ô; chữ có dấu phẩy thì đặt trong ngoặc kép.",
                "Give the row as many values; put text with commas in quotes.",
            ),
            Self::Blank(axis) | Self::NoNumber(axis) => decimal_degrees(axis),
            Self::OffTheEarth(Axis::Latitude, degrees) if degrees.abs() <= MOST_DEGREES => {
                Text::new(
                    "Có lẽ kinh độ và vĩ độ đổi chỗ cho nhau: đổi lại hai cột.",
                    "Longitude and latitude may have changed places: swap the columns.",
                )
            }
            Self::OffTheEarth(axis, _) => {
                let Text { vi, en } = decimal_degrees(axis);
                Text::new(
                    format!("{vi} Số mét VN-2000 thì đổi sang độ trước."),
                    format!("{en} Convert metres of VN-2000 to degrees first."),
                )
            }
        }
    }
}

impl RefusedRow {
    /// The fault and how to mend it in one line, in Vietnamese, then in English.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let (told, remedy) = (self.fault.told(), self.fault.remedy());
        let of = |told: &str, remedy: &str| match self.value.as_str() {
            "" => format!("{told}. {remedy}"),
            value => format!("“{value}”: {told}. {remedy}"),
        };
        format!(
            "{} / {}",
            of(&told.vi, &remedy.vi),
            of(&told.en, &remedy.en)
        )
    }
}

fn decimal_degrees(axis: Axis) -> Text {
    let (title, example) = (axis.title(), axis.example());
    Text::new(
        format!("Ghi {} bằng độ thập phân, như {}.", title.vi, example.vi),
        format!(
            "Give the {} in decimal degrees, such as {}.",
            title.en, example.en
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_how_to_mend_it() {
        let swapped = RowFault::OffTheEarth(Axis::Latitude, 106.3);
        assert!(swapped.remedy().vi.contains("đổi chỗ"));
        let metres = RowFault::OffTheEarth(Axis::Latitude, 2_508_000.0);
        assert!(metres.remedy().vi.contains("22,6657") && metres.remedy().en.contains("22.6657"));
        let uneven = RowFault::Uneven {
            given: 1_200,
            expected: 3,
        };
        assert_eq!(uneven.told().vi, "có 1.200 ô, dòng tiêu đề có 3 cột");
        let row = RefusedRow {
            row: 2,
            value: "abc".to_owned(),
            fault: RowFault::NoNumber(Axis::Longitude),
        };
        assert_eq!(
            row.in_a_line(),
            "“abc”: không phải kinh độ. Ghi kinh độ bằng độ thập phân, như 106,2585. / “abc”: no longitude. Give the \
             longitude in decimal degrees, such as 106.2585."
        );
    }
}
