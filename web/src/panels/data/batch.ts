import type { ApiError } from '../../api/client'
import type { Observation } from '../../api/figures'

/** A figure with which a step was not taken, and why. */
export interface Refusal {
  figure: Observation
  error: ApiError
}

/** How far a step is taken with many figures. */
export interface Taken {
  done: readonly Observation[]
  refused: readonly Refusal[]
  /** What was not sent: stopped before, or the server cannot be reached. They are as they were. */
  left: readonly Observation[]
  /** Why the rest was not sent; `null` where somebody stopped it. */
  halt: ApiError | null
}

/** Whether what was refused to one figure would be refused to every other: no line, no session, no server. */
function concernsAll({ code, status }: ApiError): boolean {
  return code === 'network' || status === 401 || status >= 500
}

/**
 * Takes the same step with each figure, one after the other, for the server takes one at a time. A figure that is
 * refused does not keep the others back. `take` answers why a figure was refused, `null` when it was not.
 */
export async function stepEach(
  figures: readonly Observation[],
  take: (figure: Observation) => Promise<ApiError | null>,
  told: (taken: Taken) => void,
  signal: AbortSignal,
): Promise<void> {
  let taken: Taken = { done: [], refused: [], left: figures, halt: null }
  for (const figure of figures) {
    if (signal.aborted) return
    const error = await take(figure)
    const left = taken.left.slice(1)
    if (error === null) taken = { ...taken, left, done: [...taken.done, figure] }
    else if (concernsAll(error)) taken = { ...taken, halt: error }
    else taken = { ...taken, left, refused: [...taken.refused, { figure, error }] }
    told(taken)
    if (taken.halt !== null) return
  }
}
