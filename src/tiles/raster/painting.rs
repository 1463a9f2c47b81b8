//! Values as pictures.

use png::{BitDepth, ColorType, Encoder, EncodingError, FilterType};

use super::SIDE;
use super::classes::RasterClass;

/// What Terrarium adds to a height, so that it is not negative.
const TERRARIUM_ZERO_M: f64 = 32_768.0;
/// Steps of a metre that are kept: finer ones would double the picture and be shaded alike.
const STEPS_PER_METRE: f64 = 16.0;

/// Heights in metres as a picture in the Terrarium encoding.
///
/// # Source
/// Mapzen, *Terrain tiles: Terrarium*, 2017.
pub(super) fn heights(metres: &[f64]) -> Result<Vec<u8>, EncodingError> {
    let pixels: Vec<u8> = metres
        .iter()
        .flat_map(|height| {
            let steps = ((height + TERRARIUM_ZERO_M) * STEPS_PER_METRE).round();
            let whole = (steps / STEPS_PER_METRE).floor().clamp(0.0, 65_535.0);
            let blue = (steps - whole * STEPS_PER_METRE) * 256.0 / STEPS_PER_METRE;
            let whole = whole as u16;
            [(whole >> 8) as u8, (whole & 0xff) as u8, blue as u8]
        })
        .collect();
    write(ColorType::Rgb, &pixels, |encoder| {
        // Neighbouring heights differ little: their differences take about half the room.
        encoder.set_filter(FilterType::Sub);
    })
}

/// Values in the colours of their classes; a pixel without a value, or of no class, is transparent.
pub(super) fn colours(
    values: &[Option<f64>],
    classes: &[RasterClass],
) -> Result<Vec<u8>, EncodingError> {
    let index = |value: &Option<f64>| {
        let class = value.and_then(|value| classes.iter().position(|class| class.holds(value)));
        class.map_or(0, |class| class as u8 + 1)
    };
    let pixels: Vec<u8> = values.iter().map(index).collect();
    let colours = classes.iter().flat_map(RasterClass::rgb);
    let palette: Vec<u8> = [0; 3].into_iter().chain(colours).collect();
    write(ColorType::Indexed, &pixels, |encoder| {
        encoder.set_palette(palette);
        encoder.set_trns(&[0][..]);
    })
}

fn write(
    colours: ColorType,
    pixels: &[u8],
    prepare: impl FnOnce(&mut Encoder<'_, &mut Vec<u8>>),
) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, SIDE as u32, SIDE as u32);
    encoder.set_color(colours);
    encoder.set_depth(BitDepth::Eight);
    prepare(&mut encoder);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}
