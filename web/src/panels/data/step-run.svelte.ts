import { SvelteSet } from 'svelte/reactivity'
import { api, toldError } from '../../api/client'
import type { Observation, Step } from '../../api/figures'
import { asApiError } from '../../state/data.svelte'
import { stepInParcels, type Answered, type Taken } from './batch'

/** The figures that are selected in the queue, by id; they stay so while one of them is looked at. */
export const selected = new SvelteSet<string>()

/** A step that is taken with many figures. */
export class StepRun {
  step = $state.raw<Step | null>(null)
  /** With how many figures. */
  total = $state(0)
  taken = $state.raw<Taken | null>(null)
  isWorking = $state(false)
  private controller: AbortController | null = null

  async start(figures: readonly Observation[], step: Step): Promise<void> {
    const controller = new AbortController()
    this.controller = controller
    this.step = step
    this.total = figures.length
    this.taken = { done: [], refused: [], left: figures, halt: null }
    this.isWorking = true
    const take = async (parcel: readonly Observation[]): Promise<Answered> => {
      try {
        const { refused } = await api.stepFigures(parcel, step)
        return new Map(refused.map(({ id, status, error }) => [id, toldError(status, error)]))
      } catch (cause) {
        return asApiError(cause)
      }
    }
    await stepInParcels(figures, take, (taken) => (this.taken = taken), controller.signal)
    this.isWorking = false
  }

  /** Sends no more; the figures on their way are still decided. */
  stop(): void {
    this.controller?.abort()
  }

  /** Forgets what came of it. */
  clear(): void {
    this.taken = null
  }
}
