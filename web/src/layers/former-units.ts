import type { ExpressionSpecification } from 'maplibre-gl'
import { classColours } from './colours'
import { REGULAR, type Addition, type Scene } from './scene'

const SOURCE = 'former-units'
/** The layer of the dots. */
export const FORMER_UNIT = 'former-unit'

/**
 * The units from before the merger as dots at their centres, coloured by class; hollow without a figure.
 * Their boundaries are not known, so no area is drawn.
 */
export function drawFormerUnits({ formerUnits, colours }: Scene): Addition {
  if (!formerUnits) return { sources: {}, layers: [] }
  const features = formerUnits.units.map(({ code, name, at, label, index }): GeoJSON.Feature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...at] },
    properties: { code, name, label: label ?? '', index: index ?? -1 },
  }))
  const { classes } = formerUnits
  const ramp = classes ? classColours(classes, colours) : []
  const colour = [
    'match',
    ['get', 'index'],
    ...ramp.flatMap((one, index) => [index, one]),
    colours.land,
  ] as unknown as ExpressionSpecification
  const hasFigure: ExpressionSpecification = ['>=', ['get', 'index'], 0]
  const plain = classes ? colours.land : colours.plain
  return {
    sources: { [SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [
      {
        id: FORMER_UNIT,
        type: 'circle',
        source: SOURCE,
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 4, 9, 7, 12, 11],
          'circle-color': ramp.length === 0 ? plain : colour,
          'circle-stroke-color': colours.ink,
          'circle-stroke-width': ['case', hasFigure, 0.8, 1.6],
        },
      },
      {
        id: 'former-unit-labels',
        type: 'symbol',
        source: SOURCE,
        minzoom: 10,
        layout: {
          'text-field': ['format', ['get', 'name'], {}, '\n', {}, ['get', 'label'], {}],
          'text-font': REGULAR,
          'text-size': 14,
          'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.9,
        },
        paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 },
      },
    ],
  }
}
