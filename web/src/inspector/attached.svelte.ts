import { api, query, request, type ApiError } from '../api/client'
import type { StatusView, Target } from '../api/programme'
import { asApiError } from '../state/data.svelte'

let asked: Promise<ReadonlyMap<string, Target>> | null = null

/** What the targets demand, by id; asked for once. */
function targets(): Promise<ReadonlyMap<string, Target>> {
  asked ??= api.targets().then(
    ({ targets }) => new Map(targets.map((target) => [target.id, target])),
    (cause: unknown) => {
      asked = null
      throw cause
    },
  )
  return asked
}

/** What the programme says of a commune: where its own targets stand, and how many tasks lie in it. */
export class Attached {
  /** By the indicator that is judged. */
  statuses = $state.raw<ReadonlyMap<string, StatusView>>(new Map())
  /** What each target demands, by its id. */
  targets = $state.raw<ReadonlyMap<string, Target>>(new Map())
  /** `null` until the server has told it. */
  tasks = $state.raw<number | null>(null)
  trouble = $state.raw<ApiError | null>(null)

  async read(unit: string, signal: AbortSignal): Promise<void> {
    Object.assign(this, { statuses: new Map(), tasks: null, trouble: null })
    try {
      const [judged, tasks, known] = await Promise.all([
        request<{ statuses: StatusView[] }>(`/api/statuses${query({ unit })}`, { signal }),
        request<{ total: number }>(`/api/tasks${query({ unit, limit: 1 })}`, { signal }),
        targets(),
      ])
      if (signal.aborted) return
      this.targets = known
      this.statuses = new Map(judged.statuses.map((status) => [status.indicator, status]))
      this.tasks = tasks.total
    } catch (cause) {
      if (!signal.aborted) this.trouble = asApiError(cause)
    }
  }
}
