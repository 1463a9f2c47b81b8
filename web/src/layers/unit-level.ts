import type { FilterSpecification } from 'maplibre-gl'
import type { Layer } from '../api/types'
import { isWordKey } from '../words'
import { markOf } from './points'
import { REGULAR, TEXT_SIZE, tiled, type Drawing, type VariableAnchorOffset } from './scene'
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

/** Around a mark so far (in pixels) from its commune's middle: over it, then at its sides. */
function besideMark([across, down]: [number, number]): VariableAnchorOffset {
  const [x, y] = [across / TEXT_SIZE, down / TEXT_SIZE]
  return ['bottom', [x, y - 0.8], 'left', [x + 0.9, y], 'right', [x - 0.9, y]] as VariableAnchorOffset
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
        'icon-padding': 1,
      },
      paint: { 'icon-opacity': choice.opacity },
    },
    {
      id: `point-label/${layer.id}`,
      type: 'symbol',
      ...tiled(layer),
      filter: IS_POINT,
      minzoom: 11,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': REGULAR,
        'text-size': TEXT_SIZE,
        'text-variable-anchor-offset': besideMark(offsetOf(layer)),
        'text-justify': 'auto',
      },
      paint: {
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
