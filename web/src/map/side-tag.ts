import type { Layer } from '../api/types'
import { formatPeriod } from '../format/date'
import { isColouring } from '../layers/rasters'
import { app } from '../state/app.svelte'
import { data } from '../state/data.svelte'
import type { Side } from '../state/permalink'
import { shownLayers, valuesOf } from './scene.svelte'

const OTHER: Record<Side, Side> = { left: 'right', right: 'left' }

/** The layers that only one side shows. */
export function ownLayers(side: Side): Layer[] {
  return shownLayers(side)
    .filter(({ layer, choice }) => choice.visible && !data.choice(layer, OTHER[side]).visible)
    .map(({ layer }) => layer)
}

/** The period whose figures a side shows; none where a grid takes the place of the communes' colours. */
function periodOf(side: Side): string {
  const period = shownLayers(side).some(isColouring) ? null : valuesOf(side)?.period
  return period ? formatPeriod(period, app.language) : ''
}

/** What stands beside the divider: what a side shows that the other does not. */
export function tagOf(side: Side): string {
  const [first, ...more] = ownLayers(side).map(({ title }) => app.tell(title))
  const layers =
    first === undefined || more.length === 0
      ? (first ?? '')
      : app.say('swipe.more', { title: first, count: more.length })
  const formerWord = side === 'left' ? 'swipe.formerTag' : 'swipe.todayTag'
  const units = app.left?.isFormer ? app.say(formerWord) : ''
  const told = [periodOf(side), units, layers].filter((text) => text !== '')
  return told.length > 0 ? told.join(' · ') : app.say('swipe.nothing')
}
