import type { DashboardTarget, Figure, StatusPoint } from '../../api/programme'

/** The figure that a card tells. */
export type Shown = Pick<StatusPoint, 'period' | 'value' | 'is_illustrative'>

/** What a card tells of a target at a glance. */
export interface Standing {
  /** The newest figure of what the target is about; `null` where there is none. */
  figure: Shown | null
  /** Where the target is about a change: the newest level behind it, in the unit of that level. */
  level: Shown | null
  /** Whether the figure adds up the year from its beginning to the end of its period. */
  isSoFar: boolean
  /** How many of those who should report have, where the figure is added up from them. */
  coverage: { reported: number; of: number } | null
  /** What the communes add up to, where the province's own figure is another. */
  sum: number | null
}

/**
 * How the figure moved since some day: by how much, against the same part of the year before in per cent, or not at all
 * as no new one came; `null` if that cannot be told.
 */
export type Move =
  { type: 'moved'; by: number } | { type: 'year-before'; percent: number } | { type: 'still' } | null

function isKnown(figure: Figure): figure is Figure & { value: number } {
  return typeof figure.value === 'number'
}

/** Whether a year is not whole yet, and its parts add up to it. */
function isSoFar(period: string, isFlow: boolean): boolean {
  return isFlow && /-(H2|Q[2-4]|0[2-9]|1[0-2])$/.test(period)
}

/** The figure that counts; where nothing can be judged the newest that is known, if only of a part of the communes. */
export function standingOf(one: DashboardTarget, isFlow: boolean): Standing {
  const { status, series, judged_series } = one
  const isByLevel = judged_series.length > 0
  const counted = status.status === 'no-data' || isByLevel ? null : (status.latest ?? null)
  const figure = counted ?? series.findLast(isKnown) ?? null
  const beside = counted ? one.latest : (series.findLast(isKnown) ?? series.at(-1))
  return {
    figure: figure && { period: figure.period, value: figure.value, is_illustrative: figure.is_illustrative },
    level: isByLevel ? (status.latest ?? null) : null,
    isSoFar: figure !== null && isSoFar(figure.period, isFlow),
    coverage: beside?.coverage ?? null,
    sum: beside?.disagrees_with ?? null,
  }
}

/** How a target's figure moved between two days. */
export function moveBetween(
  before: DashboardTarget | undefined,
  now: DashboardTarget,
  isFlow: boolean,
): Move {
  const [then, today] = [before && standingOf(before, isFlow).figure, standingOf(now, isFlow).figure]
  if (!then || !today) return null
  if (then.period === today.period && then.value === today.value) return { type: 'still' }
  // Nine months are not held against twelve.
  if (isFlow && then.period.length !== today.period.length) {
    const { pace } = now.status
    return pace?.is_percent ? { type: 'year-before', percent: pace.value } : null
  }
  return { type: 'moved', by: today.value - then.value }
}

/** How complete the figures of the targets are. */
export function completeness(targets: readonly DashboardTarget[]): {
  complete: number
  partial: number
  missing: number
} {
  const counts = { complete: 0, partial: 0, missing: 0 }
  for (const target of targets) {
    const { figure, coverage } = standingOf(target, false)
    if (!figure) counts.missing += 1
    else if (coverage && coverage.reported < coverage.of) counts.partial += 1
    else counts.complete += 1
  }
  return counts
}

/** Whether places that are no communes, such as border gates, report what the target is judged by. */
export function isReportedByPlaces(
  { series, judged_series }: DashboardTarget,
  isByCommune: boolean,
): boolean {
  const reported = [...series, ...judged_series].some(({ coverage }) => (coverage?.reported ?? 0) > 0)
  return reported && !isByCommune
}

/** The figures told one by one: those of the years, and while a year runs that of its newest quarter, half or month. */
export function figuresOf({ series: own, judged_series, latest }: DashboardTarget): Figure[] {
  const series = judged_series.length > 0 ? judged_series : own
  if (!latest || series.some(({ period }) => period === latest.period)) return series
  const last = series.at(-1)
  return [...(last && !isKnown(last) ? series.slice(0, -1) : series), latest]
}
