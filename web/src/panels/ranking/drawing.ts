import type { MapColours } from '../../layers/colours'
import { SEMIBOLD, type Addition } from '../../layers/scene'
import type { RankedPlace } from './ranked'

const SOURCE = 'place-figures'
/** The greatest figure's circle, pixels; its area is in proportion to the figure. */
const LARGEST_RADIUS = 34

/** A circle for each place with a figure, its area in proportion to it, and the figure beside it. */
export function drawFigures(
  places: readonly RankedPlace[],
  positionOf: (id: string) => [lon: number, lat: number] | undefined,
  colours: MapColours,
  tell: (value: number) => string,
): Addition {
  const greatest = Math.max(...places.map(({ value }) => Math.abs(value ?? 0)), 0)
  const features = places.flatMap(({ id, name, value, isIllustrative }): GeoJSON.Feature[] => {
    const coordinates = positionOf(id)
    if (value === null || !coordinates) return []
    const radius = greatest === 0 ? 0 : LARGEST_RADIUS * Math.sqrt(Math.abs(value) / greatest)
    return [
      {
        type: 'Feature',
        properties: { id, name: `${name}: ${tell(value)}`, label: tell(value), radius, open: isIllustrative },
        geometry: { type: 'Point', coordinates },
      },
    ]
  })
  return {
    sources: { [SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [
      {
        id: 'place-figure',
        type: 'circle',
        source: SOURCE,
        paint: {
          'circle-radius': ['get', 'radius'],
          'circle-color': colours.result,
          'circle-opacity': ['case', ['get', 'open'], 0.14, 0.35],
          'circle-stroke-color': colours.result,
          'circle-stroke-width': 1.5,
        },
      },
      {
        id: 'place-figure-label',
        type: 'symbol',
        source: SOURCE,
        layout: {
          'text-field': ['get', 'label'],
          'text-font': SEMIBOLD,
          'text-size': 14,
          'text-anchor': 'bottom',
          'text-offset': [0, -0.9],
        },
        paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 2 },
      },
    ],
  }
}
