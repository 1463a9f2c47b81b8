import type { TravelRun, TravelTimes } from '../../api/decisions'
import type { TravelSettings } from './travel-settings'

/** Where people may want to go. */
export const PLACES_TO = ['school', 'satellite-point', 'health-facility', 'border-gate'] as const
export const DIRECTIONS = ['to-facility', 'from-facility'] as const

/** The question as `/api/travel-times` takes it. */
export function travelRequest(settings: TravelSettings): Record<string, unknown> {
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
