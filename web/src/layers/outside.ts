import { isRelief } from './rasters'
import type { Addition, Scene } from './scene'

const SOURCE = 'outside'
/** More than any screen shows around the province. */
const AROUND: [lon: number, lat: number][] = [
  [75, 0],
  [137, 0],
  [137, 45],
  [75, 45],
  [75, 0],
]

/** Heights are known in a rectangle: what of it is not the province is covered, so that no edge is seen where they end. */
export function drawOutside({ shown, province, colours }: Scene): Addition {
  const isShaded = shown.some(({ layer, choice }) => choice.visible && isRelief(layer))
  if (!isShaded || !province) return { sources: {}, layers: [] }
  return {
    sources: {
      [SOURCE]: { type: 'geojson', data: { type: 'Polygon', coordinates: [AROUND, ...province] } },
    },
    layers: [
      {
        id: SOURCE,
        type: 'fill',
        source: SOURCE,
        // The border is drawn over its edge.
        paint: { 'fill-color': colours.outside, 'fill-antialias': false },
      },
    ],
  }
}
