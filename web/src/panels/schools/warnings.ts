import type { Siting } from '../../api/decisions'
import { beyondCapacity } from './capacity'

/** What a reader must know before an answer is used, though it keeps every condition. */
export type Warning =
  | { type: 'closesMost'; closed: number; of: number; pupils: number; places: number }
  | { type: 'leftOut'; pupils: number; places: number }
  | { type: 'beyond'; pupils: number; minutes: number }
  | { type: 'crowded'; schools: number }
  | { type: 'longer'; minutes: number }
  | { type: 'nothing' }

/** From which share on an answer closes most of the points. */
const MOST = 0.5
/** What is shorter is no longer way for anybody, in minutes. */
const LEAST_LONGER = 0.1

const sum = (values: readonly (number | null | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0)

/** Closes most of the satellite points: a goal of fewer points is then reached by closing alone. */
function closing({ sites, trips, left_out }: Siting): Warning[] {
  const points = sites.filter(({ kind, is_open_now }) => kind === 'satellite-point' && is_open_now)
  const closed = points.filter(({ is_open }) => !is_open)
  if (closed.length <= points.length * MOST) return []
  return [
    {
      type: 'closesMost',
      closed: closed.length,
      of: points.length,
      pupils: sum(closed.map(({ pupils_now }) => pupils_now)),
      places: new Set([...trips, ...left_out].map(({ demand }) => demand)).size,
    },
  ]
}

/** Pupils without a school, and those whose way is longer than the limit that was set. */
function reaching({ trips, left_out }: Siting, limit: number | null): Warning[] {
  const without = sum(left_out.map(({ pupils }) => pupils))
  const late = trips.filter(({ minutes }) => limit !== null && (minutes ?? 0) > limit)
  const beyond = sum(late.map(({ pupils }) => pupils))
  return [
    ...(without > 0 ? [{ type: 'leftOut' as const, pupils: without, places: left_out.length }] : []),
    ...(limit !== null && beyond > 0 ? [{ type: 'beyond' as const, pupils: beyond, minutes: limit }] : []),
  ]
}

function crowding({ sites }: Siting): Warning[] {
  const crowded = sites.filter((site) => (beyondCapacity(site) ?? 0) > 0)
  return crowded.length > 0 ? [{ type: 'crowded', schools: crowded.length }] : []
}

function lengthening({ travel }: Siting): Warning[] {
  const [before, after] = [travel?.all.before.mean_minutes, travel?.all.after.mean_minutes]
  if (typeof before !== 'number' || typeof after !== 'number') return []
  return after - before >= LEAST_LONGER ? [{ type: 'longer', minutes: after - before }] : []
}

/** The warnings of an answer, the gravest first; none where there is no answer. */
export function warningsOf(answer: Siting, limit: number | null): Warning[] {
  if (answer.status !== 'optimal' && answer.status !== 'feasible') return []
  const isChanged = answer.sites.some(({ is_open, is_open_now }) => is_open !== is_open_now)
  return [
    ...reaching(answer, limit),
    ...closing(answer),
    ...crowding(answer),
    ...lengthening(answer),
    ...(isChanged ? [] : [{ type: 'nothing' as const }]),
  ]
}
