//! Addresses of tiles in the standard scheme: zoom, column from the west, row from the north.

/// The greatest zoom that is served; viewers enlarge its tiles beyond.
pub const MAX_ZOOM: u8 = 16;

/// One tile of the square web map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileAddress {
    zoom: u8,
    column: u32,
    row: u32,
}

/// What the tiles of a layer are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TileForm {
    /// Mapbox Vector Tiles.
    Vector,
    /// Pictures, of layers of rasters.
    Png,
}

impl TileForm {
    /// The suffixes that a tile's address may carry.
    #[must_use]
    pub fn suffixes(self) -> &'static [&'static str] {
        match self {
            Self::Vector => &[".mvt", ".pbf"],
            Self::Png => &[".png"],
        }
    }
}

/// Why something is no tile address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// One of the three parts is not a whole number.
    #[error(
        "{0:?} is not a tile number; write /tiles/{{layer}}/{{zoom}}/{{column}}/{{row}} with whole numbers"
    )]
    Malformed(String),
    /// The zoom is not served.
    #[error("zoom {0} is not served; tiles exist from zoom 0 to zoom {MAX_ZOOM}")]
    Zoom(u8),
    /// The column or row lies outside the zoom's square.
    #[error(
        "zoom {zoom} has columns and rows from 0 to {last}, so there is no tile {column}/{row}"
    )]
    OutOfRange {
        /// The zoom.
        zoom: u8,
        /// The column that was asked for.
        column: u32,
        /// The row that was asked for.
        row: u32,
        /// The last column, and the last row, of the zoom.
        last: u32,
    },
}

impl TileAddress {
    /// The tile of that zoom, column and row.
    ///
    /// # Errors
    /// When there is no such tile.
    ///
    /// ```
    /// use nonnuoc::tiles::TileAddress;
    ///
    /// assert!(TileAddress::new(9, 407, 223).is_ok());
    /// assert!(TileAddress::new(1, 2, 0).is_err());
    /// ```
    pub fn new(zoom: u8, column: u32, row: u32) -> Result<Self, AddressError> {
        if zoom > MAX_ZOOM {
            return Err(AddressError::Zoom(zoom));
        }
        let last = (1_u32 << zoom) - 1;
        if column > last || row > last {
            return Err(AddressError::OutOfRange {
                zoom,
                column,
                row,
                last,
            });
        }
        Ok(Self { zoom, column, row })
    }

    /// The tile as it is written in a URL; the row may carry a suffix of the form.
    ///
    /// # Errors
    /// When a part is not a number or there is no such tile.
    pub fn parse(
        form: TileForm,
        zoom: &str,
        column: &str,
        row: &str,
    ) -> Result<Self, AddressError> {
        let mut suffixes = form.suffixes().iter();
        let number_of_row = suffixes.find_map(|suffix| row.strip_suffix(suffix));
        Self::new(
            number(zoom)?,
            number(column)?,
            number(number_of_row.unwrap_or(row))?,
        )
    }

    /// The zoom: 0 holds the world in one tile, each step doubles columns and rows.
    #[must_use]
    pub fn zoom(self) -> u8 {
        self.zoom
    }

    /// The column, counted from the antimeridian eastward.
    #[must_use]
    pub fn column(self) -> u32 {
        self.column
    }

    /// The row, counted from the north.
    #[must_use]
    pub fn row(self) -> u32 {
        self.row
    }
}

/// Digits only: `+1` and `１` parse as numbers elsewhere but are no tile numbers.
fn number<N: std::str::FromStr>(text: &str) -> Result<N, AddressError> {
    let malformed = || AddressError::Malformed(text.to_owned());
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed());
    }
    text.parse().map_err(|_| malformed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_are_read_and_nonsense_is_not() {
        let plain = TileAddress::new(9, 407, 223).unwrap();
        for row in ["223", "223.mvt", "223.pbf"] {
            assert_eq!(
                TileAddress::parse(TileForm::Vector, "9", "407", row),
                Ok(plain)
            );
        }
        assert_eq!(
            TileAddress::parse(TileForm::Png, "9", "407", "223.png"),
            Ok(plain)
        );
        assert!(TileAddress::parse(TileForm::Png, "9", "407", "223.mvt").is_err());
        for (zoom, column, row) in [
            ("z", "0", "0"),
            ("0", "-1", "0"),
            ("0", "+0", "0"),
            ("0", "0", "0.png"),
            ("", "0", "0"),
            ("1", "1.5", "0"),
        ] {
            let error = TileAddress::parse(TileForm::Vector, zoom, column, row).unwrap_err();
            assert!(
                matches!(error, AddressError::Malformed(_)),
                "{zoom}/{column}/{row}: {error}"
            );
        }
    }

    #[test]
    fn tiles_outside_the_square_do_not_exist() {
        assert_eq!(TileAddress::new(17, 0, 0), Err(AddressError::Zoom(17)));
        assert!(TileAddress::new(16, 65_535, 65_535).is_ok());
        let error = TileAddress::new(2, 4, 0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "zoom 2 has columns and rows from 0 to 3, so there is no tile 4/0"
        );
    }
}
