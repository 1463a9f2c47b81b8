import type { Layer } from '../api/types'
import type { MapColours } from './colours'
import { isWordKey } from '../words'
import { tiled, type Drawing } from './scene'

function colourOf(layer: Layer, colours: MapColours): string {
  switch (layer.kind) {
    case 'landslide-zone':
    case 'flash-flood-zone':
      return colours.hazard
    case 'geopark':
    case 'monument':
    case 'tourism-site':
      return colours.culture
    default:
      return colours.economy
  }
}

function labelOf(layer: Layer, say: Parameters<Drawing['legend']>[2]): string {
  const key = `kind.${layer.kind ?? 'other'}`
  return say(isWordKey(key) ? key : 'kind.other')
}

/** Any layer of polygons without a drawing of its own: a light fill with an outline. */
export const areas: Drawing = {
  draw: ({ layer, choice }, { colours }) => [
    {
      id: `area-fill/${layer.id}`,
      type: 'fill',
      ...tiled(layer),
      paint: { 'fill-color': colourOf(layer, colours), 'fill-opacity': 0.28 * choice.opacity },
    },
    {
      id: `area-outline/${layer.id}`,
      type: 'line',
      ...tiled(layer),
      paint: { 'line-color': colourOf(layer, colours), 'line-width': 1.2, 'line-opacity': choice.opacity },
    },
  ],
  legend: (layer, colours, say) => [
    {
      label: labelOf(layer, say),
      swatch: {
        type: 'area',
        fill: `color-mix(in srgb, ${colourOf(layer, colours)} 28%, transparent)`,
        outline: colourOf(layer, colours),
      },
    },
  ],
}
