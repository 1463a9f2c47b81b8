import type { Layer } from '../api/types'
import { isWordKey } from '../words'
import type { MapColours } from './colours'
import { REGULAR, tiled, type Drawing } from './scene'
import { markName, type Mark, type Shape } from './shapes'

/** What the places of each kind are marked with. No two kinds have the same shape and colour. */
export const LOOKS: Record<string, { shape: Shape; colour: keyof MapColours; size: number }> = {
  'industrial-cluster': { shape: 'square', colour: 'economy', size: 17 },
  'processing-area': { shape: 'hexagon', colour: 'economy', size: 17 },
  project: { shape: 'trapezoid', colour: 'economy', size: 17 },
  school: { shape: 'pentagon', colour: 'education', size: 15 },
  'satellite-point': { shape: 'circle', colour: 'education', size: 10 },
  'health-facility': { shape: 'plus', colour: 'health', size: 16 },
  settlement: { shape: 'circle', colour: 'plain', size: 8 },
  'relocation-site': { shape: 'house', colour: 'hazard', size: 16 },
  'tourism-site': { shape: 'star', colour: 'culture', size: 18 },
  monument: { shape: 'shield', colour: 'culture', size: 18 },
  geopark: { shape: 'hexagon', colour: 'culture', size: 18 },
  town: { shape: 'square', colour: 'plain', size: 11 },
}

/** The mark of a kind of place; dashed when only the commune is known. */
export function markOf(kind: string | null | undefined, colours: MapColours, isUnitLevel = false): Mark {
  const { shape, colour, size } = LOOKS[kind ?? ''] ?? { shape: 'circle', colour: 'plain', size: 9 }
  return {
    shape,
    size: isUnitLevel ? size + 3 : size,
    colour: String(colours[colour]),
    isHollow: isUnitLevel || kind === 'satellite-point',
    isDashed: isUnitLevel,
    halo: colours.halo,
  }
}

function labelOf(layer: Layer, say: Parameters<Drawing['legend']>[2]): string {
  const key = `kind.${layer.kind ?? 'other'}`
  return say(isWordKey(key) ? key : 'kind.other')
}

/** With more places than this, marks are smaller seen from afar, lie under the names of communes, and have names later. */
const MANY = 100
export const isDense = ({ count }: Layer) => count > MANY

/** Any layer of points without a drawing of its own: the mark of its kind, the name from near. */
export const points: Drawing = {
  draw: ({ layer, choice }, { colours }) => {
    const isMany = isDense(layer)
    return [
      {
        id: `${isMany ? 'dense-point' : 'point'}/${layer.id}`,
        type: 'symbol',
        ...tiled(layer),
        layout: {
          'icon-image': markName(markOf(layer.kind, colours)),
          'icon-allow-overlap': true,
          'icon-ignore-placement': isMany,
          'icon-padding': 1,
          'icon-size': isMany ? ['interpolate', ['linear'], ['zoom'], 8, 0.6, 11, 1] : 1,
        },
        paint: { 'icon-opacity': choice.opacity },
      },
      {
        id: `point-label/${layer.id}`,
        type: 'symbol',
        ...tiled(layer),
        minzoom: isMany ? 13 : 10,
        layout: {
          'text-field': ['coalesce', ['get', 'name'], ''],
          'text-font': REGULAR,
          'text-size': 14,
          'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
          'text-radial-offset': 0.8,
          'text-optional': true,
        },
        paint: {
          'text-color': colours.ink,
          'text-halo-color': colours.halo,
          'text-halo-width': 1.4,
          'text-opacity': choice.opacity,
        },
      },
    ]
  },
  legend: (layer, colours, say) => [
    { label: labelOf(layer, say), swatch: { type: 'mark', mark: markOf(layer.kind, colours) } },
  ],
}
