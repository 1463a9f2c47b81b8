import type { Layer } from '../api/types'
import { drawingOf, slotOfLayer } from '../layers'
import { mapColours } from '../layers/colours'
import { isColouring, isRelief } from '../layers/rasters'
import type { LegendRow } from '../layers/scene'
import { shownLayers } from '../map/scene.svelte'
import { app } from '../state/app.svelte'
import type { Side } from '../state/permalink'
import { inDrawingOrder } from '../zorder'

/** A layer on the map and what its marks and colours mean. */
export interface Explained {
  layer: Layer
  rows: LegendRow[]
  /** Whether it colours the map cell by cell, in place of the communes' classes. */
  isColouring: boolean
}

/** The layers that a side shows; what is drawn on top comes first. */
export function explainedOn(side: Side): Explained[] {
  const colours = mapColours(app.theme)
  const shown = shownLayers(side).filter(({ layer, choice }) => choice.visible && layer.count > 0)
  return inDrawingOrder(
    shown.map((one) => ({ id: `${slotOfLayer(one.layer)}/${one.layer.id}`, one })),
    app.order,
  )
    .reverse()
    .map(({ one }) => ({
      layer: one.layer,
      rows: drawingOf(one.layer).legend(one.layer, colours, (key, fill) => app.say(key, fill), app.language),
      isColouring: isColouring(one),
    }))
}

/** What a grid's figures are and how they are cut into classes. */
export function gridFacts({ raster, ...layer }: Layer): string {
  if (!raster || isRelief({ raster, ...layer })) return ''
  const isByCode = raster.classes.some(({ is_code }) => is_code)
  return [app.tell(raster.unit), app.say(isByCode ? 'legend.byCode' : 'legend.fixed')]
    .filter((text) => text !== '')
    .join(' · ')
}
