import type { Status } from '../api/programme'
import type { IndicatorValue } from '../api/types'
import { BREAK_METHODS, classBounds, classOf, type BreakMethod } from './breaks'

/** How communes are coloured: by classes of their figures, or by where they stand against their own target. */
export type ColourMethod = BreakMethod | 'status'

export const COLOUR_METHODS: readonly ColourMethod[] = [...BREAK_METHODS, 'status']

/** What a commune with a figure and a target of its own can be; without a figure it has no class. */
export type JudgedStatus = Exclude<Status, 'no-data'>

const JUDGED: readonly JudgedStatus[] = ['achieved', 'on-track', 'at-risk', 'off-track']

/** What of an indicator's values the map needs. */
export interface Mapped {
  values: readonly (Pick<IndicatorValue, 'unit_code' | 'value' | 'is_illustrative'> &
    Partial<Pick<IndicatorValue, 'status'>>)[]
}

/** One class of a choropleth, as the legend tells it. */
export interface ClassRow {
  /** Least and greatest value that really occur in the class. */
  from: number
  to: number
  units: number
  /** The status that the class stands for, where communes are coloured by status. */
  status?: JudgedStatus
}

/** A choropleth worked out from figures: which commune is in which class, and which have no figure. */
export interface Classed {
  rows: ClassRow[]
  classByCode: Map<string, number>
  valueByCode: Map<string, number>
  missing: string[]
  illustrative: Set<string>
}

/** Whether communes have a target of their own to be judged by. */
export function isJudged({ values }: Mapped): boolean {
  return values.some(({ status }) => status !== null && status !== undefined)
}

/** The figures by commune, and which communes have none. */
function figuresOf(values: Mapped): Pick<Classed, 'valueByCode' | 'missing' | 'illustrative'> {
  const valueByCode = new Map<string, number>()
  const missing: string[] = []
  const illustrative = new Set<string>()
  for (const { unit_code, value, is_illustrative } of values.values) {
    if (!unit_code) continue
    if (value === null || value === undefined) missing.push(unit_code)
    else valueByCode.set(unit_code, value)
    if (is_illustrative) illustrative.add(unit_code)
  }
  return { valueByCode, missing, illustrative }
}

/**
 * Cuts the figures of an indicator into classes; a missing figure is in none, and never zero.
 * Figures are compared as they are told, down to so many decimals, so that the legend's bounds are short and what
 * is told alike has one colour; decimals are added only where classes would be lost.
 * Maps that stand side by side are cut together: `others` are the figures of the other map, so that a colour means
 * the same on both.
 */
export function classify(
  values: Mapped,
  method: BreakMethod,
  decimals: number,
  others: Mapped | null = null,
): Classed {
  const figures = figuresOf(values)
  const own = [...figures.valueByCode.values()]
  const all = others ? own.concat([...figuresOf(others).valueByCode.values()]) : own
  const { bounds, told } = boundsTold(all, method, decimals)
  const inClass = (index: number) => (value: number) => classOf(told(value), bounds) === index
  const kept = bounds
    .map((_, index) => ({ index, members: all.filter(inClass(index)) }))
    .filter(({ members }) => members.length > 0)
  const position = new Map(kept.map(({ index }, place) => [index, place]))
  return {
    ...figures,
    rows: kept.map(({ index, members }) => ({
      from: Math.min(...members),
      to: Math.max(...members),
      units: own.filter(inClass(index)).length,
    })),
    classByCode: new Map(
      [...figures.valueByCode].map(([code, value]) => [
        code,
        position.get(classOf(told(value), bounds)) ?? 0,
      ]),
    ),
  }
}

/** How many more decimals than asked for may be needed to tell classes apart. */
const MORE_DECIMALS = 4

/** The bounds of classes of figures cut down to as few decimals as make as many classes as the figures themselves. */
function boundsTold(
  all: readonly number[],
  method: BreakMethod,
  decimals: number,
): { bounds: number[]; told: (value: number) => number } {
  const occupied = (bounds: number[], told: (value: number) => number) =>
    new Set(all.map((value) => classOf(told(value), bounds))).size
  const exact = classBounds(all, method)
  const wanted = occupied(exact, (value) => value)
  for (let enough = decimals; enough < decimals + MORE_DECIMALS; enough++) {
    const told = (value: number) => roundDown(value, enough)
    const bounds = classBounds(all.map(told), method)
    if (occupied(bounds, told) >= wanted) return { bounds, told }
  }
  return { bounds: exact, told: (value) => value }
}

/** Classes the communes by where each stands against its own target; who cannot be judged is in no class. */
export function classifyByStatus(values: Mapped): Classed {
  const figures = figuresOf(values)
  const classByCode = new Map<string, number>()
  const missing: string[] = []
  for (const { unit_code: code, status } of values.values) {
    if (!code) continue
    const index = JUDGED.findIndex((judged) => judged === status)
    if (index === -1) missing.push(code)
    else classByCode.set(code, index)
  }
  const rows = JUDGED.map((status, index) => {
    const members = [...classByCode].flatMap(([code, at]) => {
      const value = figures.valueByCode.get(code)
      return at === index && value !== undefined ? [value] : []
    })
    const units = [...classByCode.values()].filter((at) => at === index).length
    return { status, from: Math.min(...members), to: Math.max(...members), units }
  })
  return { ...figures, missing, rows, classByCode }
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
  while (!tellApart() && enough < decimals + MORE_DECIMALS) enough += 1
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
