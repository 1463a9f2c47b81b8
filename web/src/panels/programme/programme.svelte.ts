import { api, type ApiError } from '../../api/client'
import type { AgencyTasks, Dashboard, Task } from '../../api/programme'
import { asApiError } from '../../state/data.svelte'

/** How far the programme is, as the server last told it. */
class Programme {
  dashboard = $state.raw<Dashboard | null>(null)
  tasks = $state.raw<Task[] | null>(null)
  /** The same by the agency that leads, those with most that is late first. */
  agencies = $state.raw<AgencyTasks[]>([])
  /** The tasks that the map shows: those that the register lists. */
  shownTasks = $state.raw<Task[]>([])
  /** Whose targets and tasks are listed; empty for all. */
  agency = $state('')
  trouble = $state.raw<ApiError | null>(null)

  async load(period: string | null, signal?: AbortSignal): Promise<void> {
    this.trouble = null
    try {
      this.dashboard = await api.dashboard(period, signal)
    } catch (cause) {
      if (!signal?.aborted) this.trouble = asApiError(cause)
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
