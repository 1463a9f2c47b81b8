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

/** How many figures go in one request: few enough that progress is seen and can be stopped on a weak line. */
export const PARCEL = 25

/** What the server answered to a parcel: why single figures were refused, by id; or why all of it was. */
export type Answered = ReadonlyMap<string, ApiError> | ApiError

/**
 * Takes the same step with many figures, a parcel after the other. A figure that is refused does not keep the others
 * back; a parcel that is refused as a whole ends it, for so would be the next.
 */
export async function stepInParcels(
  figures: readonly Observation[],
  take: (parcel: readonly Observation[]) => Promise<Answered>,
  told: (taken: Taken) => void,
  signal: AbortSignal,
): Promise<void> {
  let taken: Taken = { done: [], refused: [], left: figures, halt: null }
  while (taken.left.length > 0 && !signal.aborted && taken.halt === null) {
    const parcel = taken.left.slice(0, PARCEL)
    const answered = await take(parcel)
    taken = answered instanceof Error ? { ...taken, halt: answered } : after(taken, parcel, answered)
    told(taken)
  }
}

function after(taken: Taken, parcel: readonly Observation[], errors: ReadonlyMap<string, ApiError>): Taken {
  const refused = parcel.flatMap((figure): Refusal[] => {
    const error = errors.get(figure.id)
    return error ? [{ figure, error }] : []
  })
  return {
    done: [...taken.done, ...parcel.filter(({ id }) => !errors.has(id))],
    refused: [...taken.refused, ...refused],
    left: taken.left.slice(parcel.length),
    halt: null,
  }
}
