import type { Observation } from '../../api/figures'

/** What a figure on its way is held against: what is in force for the same period, or the nearest other period. */
export interface Comparison {
  inForce: Observation | null
  neighbour: Observation | null
}

/** From how many percent on a change is pointed out. */
export const LARGE = 30

const shapeOf = (period: string) => period.replace(/\d/g, '0')

/** Picks what to hold a figure against out of the approved ones of its indicator and place. */
export function compare(figure: Observation, approved: readonly Observation[]): Comparison {
  const others = approved.filter(({ id }) => id !== figure.id)
  const newestFirst = (a: Observation, b: Observation) => b.revision - a.revision
  const inForce = others.filter(({ period }) => period === figure.period).sort(newestFirst)[0] ?? null
  const alike = others.filter(
    ({ period }) => period !== figure.period && shapeOf(period) === shapeOf(figure.period),
  )
  const byPeriod = (a: Observation, b: Observation) =>
    a.period.localeCompare(b.period) || a.revision - b.revision
  const earlier = alike.filter(({ period }) => period < figure.period).sort(byPeriod)
  const later = alike
    .filter(({ period }) => period > figure.period)
    .sort((a, b) => a.period.localeCompare(b.period) || newestFirst(a, b))
  return { inForce, neighbour: earlier.at(-1) ?? later[0] ?? null }
}

/** By how many percent a figure changes another; `null` where that cannot be said. */
export function changeOf(from: Observation, to: Observation): number | null {
  if (typeof from.value !== 'number' || typeof to.value !== 'number') return null
  if (from.value === to.value) return 0
  return from.value === 0 ? null : ((to.value - from.value) / Math.abs(from.value)) * 100
}

/** Whether a change is one to look at before it is approved: large, from nought, or to or from no figure. */
export function isLarge(from: Observation, to: Observation): boolean {
  const change = changeOf(from, to)
  if (change !== null) return Math.abs(change) > LARGE
  return typeof from.value === 'number' || typeof to.value === 'number'
}
