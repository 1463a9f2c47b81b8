import type { LayerSpecification } from 'maplibre-gl'
import type { Layer } from '../api/types'
import type { MapColours } from './colours'
import { isWordKey } from '../words'
import { patternName, type Pattern } from './hatch'
import { tiled, type Drawing } from './scene'

/** How the areas of a kind look; kinds of nearly one colour to somebody have another pattern. */
export interface AreaLook {
  colour: keyof MapColours & ('hazard' | 'flood' | 'culture' | 'economy')
  pattern: Pattern | null
}

/** How the areas of a layer look. */
export function areaLook(kind: Layer['kind']): AreaLook {
  switch (kind) {
    case 'landslide-zone':
      return { colour: 'hazard', pattern: null }
    case 'flash-flood-zone':
      return { colour: 'flood', pattern: 'lines' }
    case 'geopark':
    case 'monument':
    case 'tourism-site':
      return { colour: 'culture', pattern: 'dots' }
    default:
      return { colour: 'economy', pattern: null }
  }
}

function labelOf(layer: Layer, say: Parameters<Drawing['legend']>[2]): string {
  const key = `kind.${layer.kind ?? 'other'}`
  return say(isWordKey(key) ? key : 'kind.other')
}

/** Any layer of polygons without a drawing of its own: a light fill with an outline, under a pattern for some kinds. */
export const areas: Drawing = {
  draw: ({ layer, choice }, { colours }) => {
    const look = areaLook(layer.kind)
    const colour = colours[look.colour]
    const fill: LayerSpecification = {
      id: `area-fill/${layer.id}`,
      type: 'fill',
      ...tiled(layer),
      paint: { 'fill-color': colour, 'fill-opacity': 0.28 * choice.opacity, 'fill-antialias': false },
    }
    const outline: LayerSpecification = {
      id: `area-outline/${layer.id}`,
      type: 'line',
      ...tiled(layer),
      paint: { 'line-color': colour, 'line-width': 1.2, 'line-opacity': choice.opacity },
    }
    if (!look.pattern) return [fill, outline]
    const pattern: LayerSpecification = {
      id: `area-pattern/${layer.id}`,
      type: 'fill',
      ...tiled(layer),
      paint: {
        'fill-pattern': patternName(look.pattern, colour),
        'fill-opacity': choice.opacity,
        'fill-antialias': false,
      },
    }
    return [fill, pattern, outline]
  },
  legend: (layer, colours, say) => {
    const { colour, pattern } = areaLook(layer.kind)
    const outline = colours[colour]
    const fill = `color-mix(in srgb, ${outline} 28%, transparent)`
    return [{ label: labelOf(layer, say), swatch: { type: 'area', fill, outline, pattern } }]
  },
}
