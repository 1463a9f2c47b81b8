import type { MapColours } from '../../layers/colours'
import type { Addition } from '../../layers/scene'

const SOURCE = 'reach'

/** The strip within a width of the axes. */
export function drawReach(outline: GeoJSON.Geometry, colours: MapColours): Addition {
  return {
    sources: { [SOURCE]: { type: 'geojson', data: outline } },
    layers: [
      {
        id: 'reach-fill',
        type: 'fill',
        source: SOURCE,
        paint: { 'fill-color': colours.corridor, 'fill-opacity': 0.22 },
      },
      {
        id: 'reach-outline',
        type: 'line',
        source: SOURCE,
        paint: { 'line-color': colours.corridor, 'line-width': 1.5 },
      },
    ],
  }
}
