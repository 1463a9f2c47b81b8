import type { FilterSpecification } from 'maplibre-gl'
import type { Layer } from '../api/types'
import { isWordKey } from '../words'
import { markOf } from './points'
import { REGULAR, tiled, type Drawing } from './scene'
import { markName } from './shapes'

const IS_POINT: FilterSpecification = ['==', ['geometry-type'], 'Point']

/** Marks of different kinds in one commune stand side by side above its name. */
function offsetOf(layer: Layer): [number, number] {
  switch (layer.kind) {
    case 'industrial-cluster':
      return [0, -24]
    case 'processing-area':
      return [24, -24]
    default:
      return [-24, -24]
  }
}

/**
 * Places that are known to the commune only: the tiles carry the commune's shape and its label point.
 * Drawn hollow and dashed: somewhere in this commune, not at a position.
 */
export const unitLevel: Drawing = {
  draw: ({ layer, choice }, { colours }) => [
    {
      id: `place-symbol/${layer.id}`,
      type: 'symbol',
      ...tiled(layer),
      filter: IS_POINT,
      layout: {
        'icon-image': markName(markOf(layer.kind, colours, true)),
        'icon-allow-overlap': true,
        'icon-offset': offsetOf(layer),
        'text-field': ['step', ['zoom'], '', 11, ['get', 'name']],
        'text-font': REGULAR,
        'text-size': 14,
        'text-anchor': 'bottom',
        'text-offset': [0, -2.6],
        'text-optional': true,
      },
      paint: {
        'icon-opacity': choice.opacity,
        'text-color': colours.ink,
        'text-halo-color': colours.halo,
        'text-halo-width': 1.4,
        'text-opacity': choice.opacity,
      },
    },
  ],
  legend: (layer, colours, say) => {
    const key = `kind.${layer.kind ?? 'other'}`
    const kind = say(isWordKey(key) ? key : 'kind.other')
    return [
      {
        label: `${kind} (${say('layers.noGeometry')})`,
        swatch: { type: 'mark', mark: markOf(layer.kind, colours, true) },
      },
    ]
  },
}
