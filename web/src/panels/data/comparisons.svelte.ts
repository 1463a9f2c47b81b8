import { SvelteMap } from 'svelte/reactivity'
import { api, type ApiError } from '../../api/client'
import type { Observation } from '../../api/figures'
import { asApiError } from '../../state/data.svelte'
import { compare, isLarge, type Comparison } from './compare'

/** How many requests are on their way at once. */
const AT_ONCE = 4

const keyOf = ({ indicator, subject }: Observation) => `${indicator} ${subject}`

/** What the figures in the queue are held against; read for those in sight, a place's periods with one request. */
export class Comparisons {
  private readonly found = new SvelteMap<string, readonly Observation[] | ApiError>()
  private readonly asked = new Set<string>()
  private waiting: Observation[] = []
  private underway = 0
  private controller = new AbortController()

  /** What a figure is held against, why that is not known, or `null` while it is not there yet. */
  of(figure: Observation): Comparison | ApiError | null {
    const approved = this.found.get(keyOf(figure)) ?? null
    return Array.isArray(approved) ? compare(figure, approved) : (approved as ApiError | null)
  }

  /** How many of some figures change a lot what is in force, and how many are not compared yet. */
  count(figures: readonly Observation[]): { large: number; unknown: number } {
    let [large, unknown] = [0, 0]
    for (const figure of figures) {
      const against = this.of(figure)
      if (against === null || against instanceof Error) unknown += 1
      else if (against.inForce && isLarge(against.inForce, figure)) large += 1
    }
    return { large, unknown }
  }

  ask(figure: Observation): void {
    if (this.asked.has(keyOf(figure))) return
    this.asked.add(keyOf(figure))
    this.waiting.push(figure)
    this.goOn()
  }

  /** Forgets everything: what is in force may have changed. */
  forget(): void {
    this.controller.abort()
    this.controller = new AbortController()
    this.found.clear()
    this.asked.clear()
    this.waiting = []
  }

  private goOn(): void {
    while (this.underway < AT_ONCE) {
      const next = this.waiting.shift()
      if (!next) return
      this.underway += 1
      void this.read(next, this.controller.signal).finally(() => {
        this.underway -= 1
        this.goOn()
      })
    }
  }

  private async read(figure: Observation, signal: AbortSignal): Promise<void> {
    try {
      const { observations } = await api.approvedOf(figure.indicator, figure.subject, signal)
      if (!signal.aborted) this.found.set(keyOf(figure), observations)
    } catch (cause) {
      if (!signal.aborted) this.found.set(keyOf(figure), asApiError(cause))
    }
  }
}
