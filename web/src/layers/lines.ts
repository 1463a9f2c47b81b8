import type { Layer } from '../api/types'
import type { MapColours } from './colours'
import { tiled, type Drawing } from './scene'

function colourOf(layer: Layer, colours: MapColours): string {
  return layer.kind === 'river' ? colours.water : colours.plain
}

/** Any layer of lines without a drawing of its own. */
export const lines: Drawing = {
  draw: ({ layer, choice }, { colours }) => [
    {
      id: `${layer.kind === 'river' ? 'rivers' : 'roads'}/${layer.id}`,
      type: 'line',
      ...tiled(layer),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colourOf(layer, colours), 'line-width': 1.4, 'line-opacity': choice.opacity },
    },
  ],
  legend: (layer, colours, say) => [
    {
      label: say(layer.kind === 'river' ? 'kind.river' : 'kind.road'),
      swatch: {
        type: 'line',
        colour: colourOf(layer, colours),
        casing: 'transparent',
        isDashed: false,
        width: 1.5,
      },
    },
  ],
}
