import { api, type ApiError } from '../api/client'
import type { Place, UnitDetail } from '../api/types'
import { asApiError } from './data.svelte'
import type { Pick } from './permalink'

/** What is known of the unit or place picked; filled when the server has answered. */
class Picked {
  unit = $state.raw<UnitDetail | null>(null)
  place = $state.raw<Place | null>(null)
  trouble = $state.raw<ApiError | null>(null)

  clear(): void {
    this.unit = null
    this.place = null
    this.trouble = null
  }

  /** Reads all that is attached to what was picked. */
  async read(pick: Pick, signal: AbortSignal): Promise<void> {
    this.trouble = null
    try {
      if (pick.type === 'unit') {
        this.place = null
        this.unit = await api.unit(pick.code, pick.on, signal)
      } else if (pick.type === 'point') {
        this.clear()
      } else {
        this.unit = null
        this.place = await api.place(pick.id, signal)
      }
    } catch (cause) {
      if (signal.aborted) return
      this.clear()
      this.trouble = asApiError(cause)
    }
  }
}

export const picked = new Picked()
