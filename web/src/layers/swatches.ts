import type { LegendRow } from './scene'

type Swatch = LegendRow['swatch']

/** How wide the circle is that the marks are drawn with, in their box of 24. */
const CIRCLE = 17

/** How large a mark is whose circle has a radius, both in pixels. */
export const sizeOf = (radius: number) => (radius * 2 * 24) / CIRCLE

/** A dot as the map draws it, the size told as its radius in pixels. */
export function dot(colour: string, radius: number, halo: string, isHollow = false): Swatch {
  return { type: 'mark', mark: { shape: 'circle', size: sizeOf(radius), colour, isHollow, halo } }
}

export function stroke(colour: string, width: number, isDashed = false): Swatch {
  return { type: 'line', colour, casing: 'transparent', isDashed, width }
}

/** An area so strong, with an edge of the full colour. */
export function tint(colour: string, strength: number): Swatch {
  const fill = `color-mix(in srgb, ${colour} ${Math.round(strength * 100)}%, transparent)`
  return { type: 'area', fill, outline: colour, pattern: null }
}

/** The one colour that tells a swatch from others. */
export function colourOf(swatch: Swatch): string {
  switch (swatch.type) {
    case 'mark':
      return swatch.mark.colour
    case 'line':
      return swatch.colour
    case 'area':
      return swatch.outline
  }
}
