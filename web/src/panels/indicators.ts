import type { Indicator } from '../api/types'

/** Whether communes can be coloured by an indicator. */
export function attachesToCommunes({ is_by_commune }: Indicator): boolean {
  return is_by_commune
}

/** The periods for which an indicator has figures, the latest first. */
export function periodsOf({ periods }: Indicator): string[] {
  return [...periods].sort().reverse()
}
