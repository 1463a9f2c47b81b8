import { untrack } from 'svelte'
import type { Addition } from '../layers/scene'
import type { ProvinceMap } from '../map/province-map'

/** The map that is on the screen, for panels that move it or add to it. */
class OnScreen {
  map = $state.raw<ProvinceMap | null>(null)
  /** How much of the map the legend covers at the bottom, in pixels. */
  legendHeight = $state(0)
  /** What each mode adds to the map, by a name of its own. */
  additions = $state.raw<Record<string, Addition>>({})

  add(name: string, addition: Addition): void {
    this.additions = { ...untrack(() => this.additions), [name]: addition }
  }

  remove(name: string): void {
    this.additions = Object.fromEntries(
      Object.entries(untrack(() => this.additions)).filter(([key]) => key !== name),
    )
  }
}

export const onScreen = new OnScreen()
