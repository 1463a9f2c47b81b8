import type { Figure, Waypoint } from '../../api/programme'

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

export interface Point {
  x: number
  y: number
  period: string
  value: number
  isIllustrative: boolean
}

export interface Chart {
  points: Point[]
  /** Polylines as SVG `points`. */
  line: string
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
  series: readonly Pick<Figure, 'period' | 'value' | 'is_illustrative'>[]
  trajectory: readonly Waypoint[]
  goal: number | null
  width: number
  height: number
  padding: { left: number; right: number; top: number; bottom: number }
}

/** Lays a series out in a box; `null` when there is nothing to draw. */
export function layOut({ series, trajectory, goal, width, height, padding }: Input): Chart | null {
  const figures = series.flatMap(({ period, value, is_illustrative }) => {
    const year = yearOf(period)
    return year === null || value === null || value === undefined
      ? []
      : [{ year, value, period, isIllustrative: is_illustrative }]
  })
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
  const points = figures.map(({ year, value, period, isIllustrative }) => ({
    x: x(year),
    y: y(value),
    period,
    value,
    isIllustrative,
  }))
  const whole = Array.from(
    { length: Math.floor(last) - Math.floor(first) + 1 },
    (_, i) => Math.floor(first) + i,
  )
  return {
    points,
    line: points.map((point) => `${point.x},${point.y}`).join(' '),
    required: path.map(({ year, value }) => `${x(year)},${y(value)}`).join(' '),
    goalY: goal === null ? null : y(goal),
    years: whole.map((year) => ({ x: x(year + 0.5), label: String(year) })),
    low,
    high,
    heightOf: y,
  }
}
