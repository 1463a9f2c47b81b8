import type { FilterSpecification } from 'maplibre-gl'
import { REGULAR, tiled, type Drawing } from './scene'

const IS_SCHEMATIC: FilterSpecification = ['==', ['get', 'status'], 'schematic']
const WIDTH = 3.5
/** The zoom from which corridors bear their names. */
const NAMED_FROM = 10

/** Corridors: a line with a casing; dashed and marked "schematic" where no centreline was surveyed. */
export const corridors: Drawing = {
  draw: ({ layer, choice }, { colours, say }) => [
    {
      id: `corridor-casing/${layer.id}`,
      type: 'line',
      ...tiled(layer),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': colours.corridorCasing,
        'line-width': WIDTH + 3,
        'line-opacity': choice.opacity * 0.9,
      },
    },
    {
      id: `corridor-line/${layer.id}`,
      type: 'line',
      ...tiled(layer),
      filter: ['!', IS_SCHEMATIC] as FilterSpecification,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colours.corridor, 'line-width': WIDTH, 'line-opacity': choice.opacity },
    },
    {
      id: `corridor-planned/${layer.id}`,
      type: 'line',
      ...tiled(layer),
      filter: IS_SCHEMATIC,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.corridor,
        'line-width': WIDTH,
        'line-dasharray': [2.6, 1.5],
        'line-opacity': choice.opacity,
      },
    },
    {
      id: `corridor-label/${layer.id}`,
      type: 'symbol',
      ...tiled(layer),
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': ['step', ['zoom'], 90, NAMED_FROM, 420],
        // Seen from afar no name fits along a line; that it is schematic is said all the same.
        'text-field': [
          'step',
          ['zoom'],
          ['case', IS_SCHEMATIC, say('map.schematic'), ''],
          NAMED_FROM,
          ['case', IS_SCHEMATIC, ['concat', ['get', 'name'], ` (${say('map.schematic')})`], ['get', 'name']],
        ],
        'text-font': REGULAR,
        'text-size': 14,
        'text-max-angle': 30,
        'text-offset': [0, -0.9],
      },
      paint: {
        'text-color': colours.corridor,
        'text-halo-color': colours.halo,
        'text-halo-width': 1.6,
        'text-opacity': choice.opacity,
      },
    },
  ],
  legend: (_, colours, say) =>
    [false, true].map((isDashed) => ({
      label: say(isDashed ? 'corridor.schematic' : 'corridor.surveyed'),
      swatch: {
        type: 'line',
        colour: colours.corridor,
        casing: colours.corridorCasing,
        isDashed,
        width: WIDTH,
      },
    })),
}
