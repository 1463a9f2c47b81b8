import type { IndicatorValue } from '../api/types'
import { classBounds, classOf, type BreakMethod } from './breaks'

/** What of an indicator's values the map needs. */
export interface Mapped {
  values: readonly Pick<IndicatorValue, 'unit_code' | 'value' | 'is_illustrative'>[]
}

/** One class of a choropleth, as the legend tells it. */
export interface ClassRow {
  /** Least and greatest value that really occur in the class. */
  from: number
  to: number
  units: number
}

/** A choropleth worked out from figures: which commune is in which class, and which have no figure. */
export interface Classed {
  rows: ClassRow[]
  classByCode: Map<string, number>
  valueByCode: Map<string, number>
  missing: string[]
  illustrative: Set<string>
}

/** Cuts the figures of an indicator into classes; a missing figure is in none, and never zero. */
export function classify(values: Mapped, method: BreakMethod, count = 5): Classed {
  const valueByCode = new Map<string, number>()
  const missing: string[] = []
  const illustrative = new Set<string>()
  for (const { unit_code, value, is_illustrative } of values.values) {
    if (!unit_code) continue
    if (value === null || value === undefined) missing.push(unit_code)
    else valueByCode.set(unit_code, value)
    if (is_illustrative) illustrative.add(unit_code)
  }
  const bounds = classBounds([...valueByCode.values()], method, count)
  const members: number[][] = bounds.map(() => [])
  const classByCode = new Map<string, number>()
  for (const [code, value] of valueByCode) {
    const index = classOf(value, bounds)
    classByCode.set(code, index)
    members[index]?.push(value)
  }
  return withoutEmptyClasses({ members, classByCode, valueByCode, missing, illustrative })
}

function withoutEmptyClasses(draft: Omit<Classed, 'rows'> & { members: number[][] }): Classed {
  const kept = draft.members
    .map((values, index) => ({ values, index }))
    .filter(({ values }) => values.length > 0)
  const renumbered = new Map(kept.map(({ index }, position) => [index, position]))
  return {
    rows: kept.map(({ values }) => ({
      from: Math.min(...values),
      to: Math.max(...values),
      units: values.length,
    })),
    classByCode: new Map([...draft.classByCode].map(([code, index]) => [code, renumbered.get(index) ?? 0])),
    valueByCode: draft.valueByCode,
    missing: draft.missing,
    illustrative: draft.illustrative,
  }
}

/**
 * The classes' bounds in words that neither overlap nor leave a gap: each class begins at a bound that is not above
 * its least value and ends below the bound of the next. Decimals are added until the bounds tell classes apart.
 */
export function classRanges(
  rows: readonly ClassRow[],
  decimals: number,
  write: (value: number, decimals: number) => string,
): { from: string; to: string; isLast: boolean }[] {
  let enough = decimals
  const tellApart = () =>
    rows.every(({ from }, index) => {
      const before = rows[index - 1]
      return before === undefined || roundDown(from, enough) > before.to
    })
  while (!tellApart() && enough < decimals + 4) enough += 1
  return rows.map(({ from, to }, index) => {
    const next = rows[index + 1]
    return {
      from: write(roundDown(from, enough), enough),
      to: write(next ? roundDown(next.from, enough) : -roundDown(-to, enough), enough),
      isLast: next === undefined,
    }
  })
}

/** Down to so many decimals; what is there already up to the error of a double stays. */
function roundDown(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.floor(value * scale + 1e-9) / scale
}

/** Spreads the colours of a five-step ramp over fewer classes, keeping its ends. */
export function rampFor<T>(ramp: readonly T[], classes: number): T[] {
  if (classes <= 1) return ramp.slice(-2, -1)
  return Array.from({ length: classes }, (_, index) => {
    const colour = ramp[Math.round((index * (ramp.length - 1)) / (classes - 1))]
    if (colour === undefined) throw new RangeError(`A ramp of ${ramp.length} colours has no step ${index}.`)
    return colour
  })
}
