import type { MapColours } from '../../layers/colours'
import { SEMIBOLD, type AddedRow, type Addition } from '../../layers/scene'
import { dot } from '../../layers/swatches'
import type { RankedPlace } from './ranked'

const SOURCE = 'place-figures'
/** The greatest figure's circle, pixels; its area is in proportion to the figure. */
const LARGEST_RADIUS = 34
/** How strong the circle of a figure is, and of one that is made up. */
const STRENGTH = { real: 0.35, madeUp: 0.14 }

/** What the circles mean; sheets have no circles whose size tells a figure. */
function explained(
  isMadeUp: readonly boolean[],
  { result, halo }: MapColours,
  words: { figures: string; madeUp: string },
): AddedRow[] {
  if (isMadeUp.length === 0) return []
  const rows = [{ label: words.figures, swatch: dot(result, 8, halo) }]
  if (!isMadeUp.includes(true)) return rows
  return [...rows, { label: words.madeUp, swatch: dot(result, 8, halo, true) }]
}

/** A circle for each place with a figure, its area in proportion to it, and the figure beside it. */
export function drawFigures(
  places: readonly RankedPlace[],
  positionOf: (id: string) => [lon: number, lat: number] | undefined,
  colours: MapColours,
  tell: (value: number) => string,
  words: { figures: string; madeUp: string },
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
    legend: explained(
      features.map(({ properties }) => properties?.['open'] === true),
      colours,
      words,
    ),
    layers: [
      {
        id: 'place-figure',
        type: 'circle',
        source: SOURCE,
        paint: {
          'circle-radius': ['get', 'radius'],
          'circle-color': colours.result,
          'circle-opacity': ['case', ['get', 'open'], STRENGTH.madeUp, STRENGTH.real],
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
