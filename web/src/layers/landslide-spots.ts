import type { MapColours } from './colours'
import { tiled, type Drawing } from './scene'
import { markName, type Mark } from './shapes'

function mark(colours: MapColours): Mark {
  return { shape: 'triangle', size: 18, colour: colours.hazard, isHollow: false, halo: colours.halo }
}

/** Landslide danger spots: small triangles. How accurate a spot is shows as a circle once it is picked. */
export const landslideSpots: Drawing = {
  draw: ({ layer, choice }, { colours }) => [
    {
      id: `landslide-spot/${layer.id}`,
      type: 'symbol',
      ...tiled(layer),
      layout: { 'icon-image': markName(mark(colours)), 'icon-allow-overlap': true },
      paint: { 'icon-opacity': choice.opacity },
    },
  ],
  legend: (_, colours, say) => [{ label: say('hazard.spot'), swatch: { type: 'mark', mark: mark(colours) } }],
}
