/** How a choropleth's values are cut into classes. */
export type BreakMethod = 'quantile' | 'equal' | 'natural'

export const BREAK_METHODS: readonly BreakMethod[] = ['quantile', 'equal', 'natural']

/**
 * The upper bounds of `count` classes, ascending; the last is the greatest value.
 * Classes that would be empty because many values are equal are left out, so fewer may come back.
 */
export function classBounds(values: readonly number[], method: BreakMethod, count = 5): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const bounds =
    method === 'quantile'
      ? quantileBounds(sorted, count)
      : method === 'equal'
        ? equalBounds(sorted, count)
        : naturalBounds(sorted, count)
  return [...new Set(bounds)]
}

/** The class (0-based) in which a value falls: the first whose upper bound is not below it. */
export function classOf(value: number, bounds: readonly number[]): number {
  const index = bounds.findIndex((bound) => value <= bound)
  return index === -1 ? bounds.length - 1 : index
}

function at(sorted: readonly number[], index: number): number {
  return sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? 0
}

function quantileBounds(sorted: readonly number[], count: number): number[] {
  // Yes and no are two classes, however many there are of each: one alone would say that all are the same.
  const distinct = [...new Set(sorted)]
  if (distinct.length <= 2) return distinct
  return Array.from({ length: count }, (_, k) => at(sorted, Math.ceil(((k + 1) * sorted.length) / count) - 1))
}

function equalBounds(sorted: readonly number[], count: number): number[] {
  const low = at(sorted, 0)
  const high = at(sorted, sorted.length - 1)
  if (low === high) return [high]
  return Array.from({ length: count }, (_, k) =>
    k === count - 1 ? high : low + ((high - low) * (k + 1)) / count,
  )
}

/**
 * Fisher–Jenks natural breaks: the cut that makes the sum of squared deviations within classes least.
 *
 * Source: W. D. Fisher (1958), "On Grouping for Maximum Homogeneity", JASA 53, exact by dynamic programming.
 */
function naturalBounds(sorted: readonly number[], count: number): number[] {
  const n = sorted.length
  if (n <= count) return [...sorted]
  const sums = [0]
  const squares = [0]
  for (const value of sorted) {
    sums.push((sums.at(-1) ?? 0) + value)
    squares.push((squares.at(-1) ?? 0) + value * value)
  }
  const deviation = (from: number, to: number): number => {
    const total = (sums[to] ?? 0) - (sums[from] ?? 0)
    return (squares[to] ?? 0) - (squares[from] ?? 0) - (total * total) / (to - from)
  }
  let cost = Array.from({ length: n + 1 }, (_, to) => (to === 0 ? 0 : deviation(0, to)))
  const cuts: number[][] = []
  for (let k = 2; k <= count; k++) {
    const next = new Array<number>(n + 1).fill(Number.POSITIVE_INFINITY)
    const cut = new Array<number>(n + 1).fill(0)
    for (let to = k; to <= n; to++) {
      for (let from = k - 1; from < to; from++) {
        const candidate = (cost[from] ?? 0) + deviation(from, to)
        if (candidate < (next[to] ?? 0)) {
          next[to] = candidate
          cut[to] = from
        }
      }
    }
    cost = next
    cuts.push(cut)
  }
  const bounds = [at(sorted, n - 1)]
  let to = n
  for (const cut of cuts.reverse()) {
    to = cut[to] ?? 0
    bounds.unshift(at(sorted, to - 1))
  }
  return bounds
}
