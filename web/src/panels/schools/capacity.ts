import type { SiteOutcome } from '../../api/decisions'

type Site = Pick<SiteOutcome, 'is_open' | 'pupils' | 'capacity'>

/** How many pupils go to an open school beyond its capacity; `null` where the capacity is not known. */
export function beyondCapacity({ is_open, pupils, capacity }: Site): number | null {
  if (!is_open || typeof capacity !== 'number') return null
  // Pupils are shares of people: half of one is rounding.
  return pupils > capacity + 0.5 ? pupils - capacity : 0
}
