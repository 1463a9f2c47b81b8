/** One mark of the time slider. */
export interface Tick {
  period: string
  /** Whether there are figures of it; the years ahead have none yet. */
  hasFigures: boolean
}

/** The last year of the programme. */
const LAST_YEAR = 2030

/** The periods with figures in the order of time, and after years the programme's years still to come. */
export function ticksOf(periods: readonly string[]): Tick[] {
  const known = [...periods].sort()
  const newest = known.at(-1) ?? ''
  const ahead = /^\d{4}$/.test(newest) ? Math.max(0, LAST_YEAR - Number(newest)) : 0
  return [
    ...known.map((period) => ({ period, hasFigures: true })),
    ...Array.from({ length: ahead }, (_, index) => ({
      period: String(Number(newest) + index + 1),
      hasFigures: false,
    })),
  ]
}
