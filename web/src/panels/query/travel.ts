import type { TravelRun, TravelTimes } from '../../api/decisions'

/** Where people may want to go. */
export const PLACES_TO = ['school', 'satellite-point', 'health-facility', 'border-gate'] as const
export const DIRECTIONS = ['to-facility', 'from-facility'] as const

/** What the tab of travel times asks. */
export const USUAL_TRAVEL = {
  to: 'school' as string,
  mode: 'combined' as string,
  season: 'dry' as string,
  direction: 'to-facility' as string,
  minutes: 30,
}

/** The question as `/api/travel-times` takes it. */
export function travelRequest(settings: typeof USUAL_TRAVEL): Record<string, unknown> {
  const { to, mode, season, direction, minutes } = settings
  return {
    facilities: { kinds: [to] },
    travel: { mode },
    seasons: [season],
    directions: [direction],
    isochrone_minutes: [minutes],
  }
}

/** A place from which nothing is reached, and why. */
export interface Unreached {
  place: TravelTimes['origins'][number]
  reason: NonNullable<TravelRun['origins'][number]['nearest']['reason']>
}

export function unreachedOf(answer: TravelTimes, run: TravelRun): Unreached[] {
  return run.origins.flatMap(({ origin, nearest }) => {
    const place = answer.origins[origin]
    return place && nearest.reason ? [{ place, reason: nearest.reason }] : []
  })
}
