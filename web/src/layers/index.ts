import type { Layer } from '../api/types'
import { areas } from './areas'
import { corridors } from './corridors'
import { gates } from './gates'
import { landslideSpots } from './landslide-spots'
import { lines } from './lines'
import { isDense, points } from './points'
import { rasters } from './rasters'
import type { Drawing } from './scene'
import { unitLevel } from './unit-level'
import type { Slot } from '../zorder'

/** Whether a layer's places have no position of their own. */
export function isUnitLevel(layer: Layer): boolean {
  return layer.content === 'places' && layer.geometry_type === 'none' && layer.count > 0
}

/** How a layer is drawn: by its kind where the kind has its own look, otherwise by its geometry. */
export function drawingOf(layer: Layer): Drawing {
  if (layer.content === 'raster') return rasters
  if (isUnitLevel(layer)) return unitLevel
  switch (layer.kind) {
    case 'border-gate':
      return gates
    case 'corridor':
      return corridors
    case 'landslide-spot':
      return landslideSpots
  }
  const geometry = layer.geometry_type
  if (geometry.includes('polygon')) return areas
  if (geometry.includes('line')) return lines
  return points
}

/** The lowest slot of the drawing order that a layer is drawn in. */
export function slotOfLayer(layer: Layer): Slot {
  switch (drawingOf(layer)) {
    case unitLevel:
      return 'place-symbol'
    case gates:
      return 'border-gate'
    case corridors:
      return 'corridor-casing'
    case landslideSpots:
      return 'landslide-spot'
    case areas:
      return 'area-fill'
    case lines:
      return layer.kind === 'river' ? 'rivers' : 'roads'
    default:
      return isDense(layer) ? 'dense-point' : 'point'
  }
}
