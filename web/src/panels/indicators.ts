import type { Indicator } from '../api/types'

/** Whether communes can be coloured by an indicator. */
export function attachesToCommunes({ attaches_to }: Indicator): boolean {
  return attaches_to.includes('commune')
}

/** The periods for which an indicator has figures, the latest first. */
export function periodsOf({ periods = [] }: Indicator): string[] {
  return [...periods].sort().reverse()
}
