import type { TravelRun, TravelTimes } from '../../api/decisions'
import '../../words/parts/travel'
import type { Language } from '../../words'
import { listInputs, tellChoice, tellLimit } from '../decisions/inputs'
import { USUAL_TRAVEL, type TravelSettings } from './travel-settings'

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

/** A question as it was saved; what it leaves out is as the server takes it. */
interface Asked {
  facilities?: { kinds?: string[] }
  travel?: { mode?: string; season?: string; direction?: string }
  seasons?: string[]
  directions?: string[]
  isochrone_minutes?: number[]
}

/** The choices that ask a question: the inverse of `travelRequest`. */
export function travelOf(question: unknown): TravelSettings {
  const { facilities, travel, seasons, directions, isochrone_minutes: minutes } = question as Asked
  return {
    to: facilities?.kinds?.[0] ?? USUAL_TRAVEL.to,
    mode: travel?.mode ?? USUAL_TRAVEL.mode,
    season: seasons?.[0] ?? travel?.season ?? USUAL_TRAVEL.season,
    direction: directions?.[0] ?? travel?.direction ?? USUAL_TRAVEL.direction,
    minutes: minutes?.[0] ?? USUAL_TRAVEL.minutes,
  }
}

/** The choices that differ from the usual ones, in words. */
export function tellInputs(settings: TravelSettings, language: Language): string {
  const { to, mode, season, direction, minutes } = settings
  const tell = (word: string) => tellChoice(word, language)
  return listInputs(
    [
      ...(to === USUAL_TRAVEL.to ? [] : [`${tell('travel.to')} ${tell(`travel.to.${to}`)}`]),
      ...(direction === USUAL_TRAVEL.direction ? [] : [tell(`travel.direction.${direction}`)]),
      ...(mode === USUAL_TRAVEL.mode ? [] : [tell(`decision.travel.${mode}`)]),
      ...(season === USUAL_TRAVEL.season ? [] : [tell(`decision.season.${season}`)]),
      ...(minutes === USUAL_TRAVEL.minutes
        ? []
        : [`${tell('travel.minutes')} ${tellLimit(minutes, tell('decision.minutes'), language)}`]),
    ],
    language,
  )
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
