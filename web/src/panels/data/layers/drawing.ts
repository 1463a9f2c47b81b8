import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { MapColours } from '../../../layers/colours'
import type { AddedRow, Addition } from '../../../layers/scene'
import { dot } from '../../../layers/swatches'

const SOURCE = 'layer-upload'

/** The features of an uploaded file over everything else; those outside the province are in the colour of text. */
export function drawPreview(
  features: GeoJSON.FeatureCollection,
  colours: MapColours,
  words: { inside: string; outside: string },
): Addition {
  const colour: ExpressionSpecification = ['case', ['get', 'is_inside'], colours.result, colours.ink]
  const layers: LayerSpecification[] = [
    {
      id: 'result-area/upload',
      type: 'fill',
      source: SOURCE,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colour, 'fill-opacity': 0.2 },
    },
    {
      id: 'result-line/upload',
      type: 'line',
      source: SOURCE,
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': colour, 'line-width': 2.5 },
    },
    {
      id: 'result-point/upload',
      type: 'circle',
      source: SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 6,
        'circle-color': colour,
        'circle-stroke-color': colours.halo,
        'circle-stroke-width': 2,
      },
    },
  ]
  const isAny = (isInside: boolean) =>
    features.features.some(({ properties }) => (properties?.['is_inside'] === true) === isInside)
  // A file that is being read is nothing to print yet.
  const legend: AddedRow[] = [
    ...(isAny(true) ? [{ label: words.inside, swatch: dot(colours.result, 6, colours.halo) }] : []),
    ...(isAny(false) ? [{ label: words.outside, swatch: dot(colours.ink, 6, colours.halo) }] : []),
  ]
  return { sources: { [SOURCE]: { type: 'geojson', data: features } }, layers, legend }
}
