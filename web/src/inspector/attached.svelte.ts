import { query, request, type ApiError } from '../api/client'
import type { StatusView } from '../api/programme'
import { asApiError } from '../state/data.svelte'

/** What the programme says of a commune: where its own targets stand, and how many tasks lie in it. */
export class Attached {
  /** By the indicator that is judged. */
  statuses = $state.raw<ReadonlyMap<string, StatusView>>(new Map())
  /** `null` until the server has told it. */
  tasks = $state.raw<number | null>(null)
  trouble = $state.raw<ApiError | null>(null)

  async read(unit: string, signal: AbortSignal): Promise<void> {
    Object.assign(this, { statuses: new Map(), tasks: null, trouble: null })
    try {
      const [judged, tasks] = await Promise.all([
        request<{ statuses: StatusView[] }>(`/api/statuses${query({ unit })}`, { signal }),
        request<{ total: number }>(`/api/tasks${query({ unit, limit: 1 })}`, { signal }),
      ])
      this.statuses = new Map(judged.statuses.map((status) => [status.indicator, status]))
      this.tasks = tasks.total
    } catch (cause) {
      if (!signal.aborted) this.trouble = asApiError(cause)
    }
  }
}
