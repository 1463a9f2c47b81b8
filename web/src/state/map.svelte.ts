import { untrack } from 'svelte'
import type { BreakMethod } from '../classes/breaks'
import type { Addition } from '../layers/scene'
import type { Choice } from '../map/here'
import type { MarkedFeature, ProvinceMap } from '../map/province-map'

/** Colours that a mode gives the communes instead of the indicator's, explained by the legend. */
export interface Shading {
  title: string
  note: string
  /** How its classes are cut. */
  breaks: 'fixed' | BreakMethod
  rows: { colour: string; label: string; units: number }[]
  /** The communes of which nothing is known, hatched. */
  unknown?: { label: string; units: number }
  /** Which of the rows each commune is in, by code; without it the colours cannot be printed. */
  classByCode?: ReadonlyMap<string, number>
  /** Whether anything that they rest on is made up to show the screens. */
  isIllustrative: boolean
}

/** The map that is on the screen, for panels that move it or add to it. */
class OnScreen {
  map = $state.raw<ProvinceMap | null>(null)
  /** The commune under the pointer, on the map or in a table, by its code. */
  lifted = $state<string | null>(null)
  /** The feature of an answer under the pointer, on the map or in a table. */
  marked = $state.raw<MarkedFeature | null>(null)
  /** The rings of the province; `null` until shaded ground asks for them. */
  province = $state.raw<[lon: number, lat: number][][] | null>(null)
  /** What a click left to choose from, until it is chosen or left. */
  choice = $state.raw<Choice | null>(null)
  /** How much of the map the legend covers at the bottom, in pixels. */
  legendHeight = $state(0)
  /** How wide the column of the map's buttons is, in pixels. */
  buttonsWidth = $state(0)
  /** What each mode adds to the map, by a name of its own. */
  additions = $state.raw<Record<string, Addition>>({})
  /** While a mode colours the communes itself, the indicator's colours step back. */
  shading = $state.raw<Shading | null>(null)
  /** What shows marks or areas at the moment that have nothing to do with the indicator. */
  private uncoloured = $state.raw<readonly symbol[]>([])

  /** While marks or areas have nothing to do with the indicator, communes have no colours at all. */
  get isPlain(): boolean {
    return this.uncoloured.length > 0
  }

  /** Whether the indicator's colours step back; what was chosen stays chosen, in the address too. */
  get isIndicatorBack(): boolean {
    return this.isPlain || this.shading !== null
  }

  /** Takes the indicator's colours off the communes, until the answer is called. */
  takeColoursOff(): () => void {
    const own = Symbol()
    this.uncoloured = [...untrack(() => this.uncoloured), own]
    return () => {
      this.uncoloured = untrack(() => this.uncoloured).filter((one) => one !== own)
    }
  }

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
