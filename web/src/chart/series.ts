import type { Figure, Waypoint } from '../api/programme'

/** The middle of a period on a line of years: `2026` → 2026.5, `2026-Q1` → 2026.125. */
export function yearOf(period: string): number | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})))?$/.exec(period)
  if (!match) return null
  const year = Number(match[1])
  if (match[2]) return year + (Number(match[2]) - 0.5) / 4
  if (match[3]) return year + (Number(match[3]) - 0.5) / 2
  if (match[4]) return year + (Number(match[4]) - 0.5) / 12
  return year + 0.5
}

/** How many periods of a kind there are in a year, by the letter before their number; months have none. */
const PER_YEAR: Readonly<Record<string, number>> = { Q: 4, H: 2, '': 12 }

/** A period's kind and its place among those of its kind, so that the next one is one further. */
function placeOf(period: string): { kind: string | null; at: number } | null {
  const [whole, year, kind = '', ordinal] = /^(\d{4})(?:-([QH]?)(\d{1,2}))?$/.exec(period) ?? []
  if (whole === undefined) return null
  if (ordinal === undefined) return { kind: null, at: Number(year) }
  return { kind, at: Number(year) * (PER_YEAR[kind] ?? 1) + Number(ordinal) - 1 }
}

function periodAt(kind: string | null, at: number): string {
  if (kind === null) return String(at)
  const count = PER_YEAR[kind] ?? 1
  const ordinal = String((at % count) + 1)
  return `${Math.floor(at / count)}-${kind}${kind === '' ? ordinal.padStart(2, '0') : ordinal}`
}

/** In periods of which length figures such as this one come. */
export function rhythmOf(period: string): 'year' | 'half' | 'quarter' | 'month' {
  const kind = placeOf(period)?.kind
  return kind === 'Q' ? 'quarter' : kind === 'H' ? 'half' : kind === '' ? 'month' : 'year'
}

type Entry = Pick<Figure, 'period' | 'value' | 'is_illustrative'>

/** A series with every period between its first and last, those without a figure included. */
export function withGaps(series: readonly Entry[]): Entry[] {
  const places = series.map(({ period }) => placeOf(period))
  const [first] = places
  const last = places.at(-1)
  // Where periods of several lengths are mixed, none is missing for certain.
  if (!first || !last || places.some((place) => place?.kind !== first.kind)) return [...series]
  const known = new Map(series.map((entry) => [entry.period, entry]))
  return Array.from({ length: last.at - first.at + 1 }, (_, index) => {
    const period = periodAt(first.kind, first.at + index)
    return known.get(period) ?? { period, value: null, is_illustrative: false }
  })
}

export interface Point {
  x: number
  y: number
  period: string
  value: number
  isIllustrative: boolean
  /** Whether no line leads to it: nothing is known of the periods beside it. */
  isAlone: boolean
}

export interface Chart {
  points: Point[]
  /** Polylines as SVG `points`; a period without a figure parts them. */
  lines: string[]
  required: string
  /** Height of the target line; `null` without a goal. */
  goalY: number | null
  years: { x: number; label: string }[]
  low: number
  high: number
  /** Where a value lies in the drawing. */
  heightOf: (value: number) => number
}

interface Input {
  series: readonly Entry[]
  trajectory: readonly Waypoint[]
  goal: number | null
  width: number
  height: number
  padding: { left: number; right: number; top: number; bottom: number }
}

interface Known {
  year: number
  value: number
  period: string
  isIllustrative: boolean
}

/** The figures of a series, parted where one is missing. */
function runsOf(series: readonly Entry[]): Known[][] {
  const runs: Known[][] = [[]]
  for (const { period, value, is_illustrative } of series) {
    const year = yearOf(period)
    if (year === null || value === null || value === undefined) runs.push([])
    else runs.at(-1)?.push({ year, value, period, isIllustrative: is_illustrative })
  }
  return runs.filter((run) => run.length > 0)
}

/** Lays a series out in a box; `null` when there is nothing to draw. */
export function layOut({ series, trajectory, goal, width, height, padding }: Input): Chart | null {
  const runs = runsOf(withGaps(series))
  const figures = runs.flat()
  const path = trajectory.flatMap(({ period, value }) => {
    const year = yearOf(period)
    return year === null ? [] : [{ year, value }]
  })
  const years = [...figures, ...path].map(({ year }) => year)
  if (figures.length === 0) return null
  const values = [...figures, ...path].map(({ value }) => value).concat(goal ?? [])
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const spread = Math.max(...values) - Math.min(...values) || Math.abs(values[0] ?? 1) || 1
  const [low, high] = [Math.min(...values) - spread * 0.08, Math.max(...values) + spread * 0.08]
  const x = (year: number): number =>
    padding.left + ((year - first) / (last - first || 1)) * (width - padding.left - padding.right)
  const y = (value: number): number =>
    height - padding.bottom - ((value - low) / (high - low)) * (height - padding.top - padding.bottom)
  const drawn = runs.map((run) =>
    run.map(({ year, value, ...rest }) => ({
      x: x(year),
      y: y(value),
      value,
      ...rest,
      isAlone: run.length === 1,
    })),
  )
  const whole = Array.from(
    { length: Math.floor(last) - Math.floor(first) + 1 },
    (_, i) => Math.floor(first) + i,
  )
  return {
    points: drawn.flat(),
    lines: drawn
      .filter((run) => run.length > 1)
      .map((run) => run.map((point) => `${point.x},${point.y}`).join(' ')),
    required: path.map(({ year, value }) => `${x(year)},${y(value)}`).join(' '),
    goalY: goal === null ? null : y(goal),
    years: whole.map((year) => ({ x: x(year + 0.5), label: String(year) })),
    low,
    high,
    heightOf: y,
  }
}
