import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { MapColours } from '../../../layers/colours'
import type { Addition } from '../../../layers/scene'

const SOURCE = 'layer-upload'

/** The features of an uploaded file over everything else; those outside the province are in the colour of text. */
export function drawPreview(features: GeoJSON.FeatureCollection, colours: MapColours): Addition {
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
  return { sources: { [SOURCE]: { type: 'geojson', data: features } }, layers }
}
