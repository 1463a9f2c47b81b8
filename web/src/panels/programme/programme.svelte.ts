import { api, type ApiError } from '../../api/client'
import type { AgencyTasks, Dashboard, DashboardTarget, Review, Task } from '../../api/programme'
import { asApiError } from '../../state/data.svelte'
import { sinceWhen } from './since'

/** How far the programme is, as the server last told it. */
class Programme {
  dashboard = $state.raw<Dashboard | null>(null)
  /** How far it was at the last review, or at the end of last year before the first one. */
  before = $state.raw<Dashboard | null>(null)
  /** The period at whose end that was, and whether it is that of a review. */
  since = $state.raw<{ period: string; isReview: boolean } | null>(null)
  tasks = $state.raw<Task[] | null>(null)
  /** The same by the agency that leads, those with most that is late first. */
  agencies = $state.raw<AgencyTasks[]>([])
  /** The tasks that the map shows: those that the register lists. */
  shownTasks = $state.raw<Task[]>([])
  trouble = $state.raw<ApiError | null>(null)

  #reviews: Review[] | null = null
  #before = $derived(new Map(this.before?.targets.map((one) => [one.target.id, one] as const)))

  /** A target as it stood at the last review. */
  wasOf(id: string): DashboardTarget | undefined {
    return this.#before.get(id)
  }

  async load(period: string | null, signal?: AbortSignal): Promise<void> {
    this.trouble = null
    try {
      this.dashboard = await api.dashboard(period, signal)
    } catch (cause) {
      if (!signal?.aborted) this.trouble = asApiError(cause)
    }
  }

  /** Reads how far the programme was at the last review before a day. */
  async loadBefore(on: string, signal: AbortSignal): Promise<void> {
    try {
      this.#reviews ??= (await api.reviews()).reviews
      const since = sinceWhen(this.#reviews, on)
      const before = await api.dashboard(since.period, signal)
      Object.assign(this, { since, before })
    } catch (cause) {
      if (!signal.aborted) this.trouble = asApiError(cause)
    }
  }

  async loadTasks(): Promise<void> {
    this.trouble = null
    try {
      const { tasks, by_agency } = await api.tasks()
      this.tasks = tasks
      this.agencies = by_agency
    } catch (cause) {
      this.trouble = asApiError(cause)
    }
  }
}

export const programme = new Programme()
