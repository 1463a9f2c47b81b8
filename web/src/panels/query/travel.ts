/** Where people may want to go. */
export const PLACES_TO = ['school', 'satellite-point', 'health-facility', 'border-gate'] as const
export const TRAVEL_MODES = ['combined', 'road', 'on-foot'] as const
export const DIRECTIONS = ['to-facility', 'from-facility'] as const

/** What the tab of travel times asks. */
export const USUAL_TRAVEL = {
  to: 'school' as (typeof PLACES_TO)[number],
  mode: 'combined' as (typeof TRAVEL_MODES)[number],
  season: 'dry' as string,
  direction: 'to-facility' as (typeof DIRECTIONS)[number],
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
