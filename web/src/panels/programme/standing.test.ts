import { expect, it } from 'vitest'
import type { DashboardTarget, Figure, StatusPoint } from '../../api/programme'
import { completeness, figuresOf, moveBetween, standingOf } from './standing'

function figure(period: string, value: number | null, more: Partial<Figure> = {}): Figure {
  return { period, value, origin: 'rolled-up', is_illustrative: false, sources: [], ...more }
}

function point(period: string, value: number): StatusPoint {
  return { period, value, is_illustrative: false }
}

function target(latest: StatusPoint | null, series: Figure[], judged: Figure[] = []): DashboardTarget {
  return {
    status: { latest, status: latest ? 'on-track' : 'no-data' },
    latest: series.find(({ period }) => period === latest?.period),
    series,
    judged_series: judged,
  } as unknown as DashboardTarget
}

it('tells the figure that counts with its coverage and the sum that disagrees', () => {
  const series = [
    figure('2025', 90, { coverage: { reported: 56, of: 56 } }),
    figure('2026', 92, { coverage: { reported: 41, of: 56 }, disagrees_with: 93 }),
  ]
  expect(standingOf(target(point('2026', 92), series), false)).toEqual({
    figure: { period: '2026', value: 92, is_illustrative: false },
    level: null,
    isSoFar: false,
    coverage: { reported: 41, of: 56 },
    sum: 93,
  })
})

it('tells what is known where nothing can be judged, and nothing where there is nothing', () => {
  const partial = target(null, [figure('2026', 80, { coverage: { reported: 50, of: 56 } })])
  expect(standingOf(partial, false)).toMatchObject({
    figure: { value: 80 },
    coverage: { reported: 50, of: 56 },
  })
  const empty = target(null, [figure('2026', null, { coverage: { reported: 0, of: 56 } })])
  expect(standingOf(empty, false)).toMatchObject({ figure: null, coverage: { reported: 0, of: 56 } })
  expect(completeness([partial, empty, target(point('2026', 1), [figure('2026', 1)])])).toEqual({
    complete: 1,
    partial: 1,
    missing: 1,
  })
})

it('tells a change by its own figure and keeps the level apart', () => {
  const cut = target(point('2026', 368), [figure('2026', 8)], [figure('2025', 400), figure('2026', 368)])
  expect(standingOf(cut, false)).toMatchObject({ figure: { value: 8 }, level: { value: 368 } })
})

const at = (period: string, value: number) => target(point(period, value), [figure(period, value)])

it('tells how a figure moved, that no new one came, or nothing', () => {
  expect(moveBetween(at('2025', 90), at('2026', 92.5), false)).toEqual({ type: 'moved', by: 2.5 })
  expect(moveBetween(at('2025', 90), at('2025', 90), false)).toEqual({ type: 'still' })
  expect(moveBetween(at('2025', 1898), at('2026-Q3', 1482), false)).toEqual({ type: 'moved', by: -416 })
  expect(moveBetween(undefined, at('2026', 92), false)).toBeNull()
  expect(moveBetween(at('2025', 90), target(null, []), false)).toBeNull()
})

it('holds the part of a year against the same part of the year before, and says that it is one', () => {
  const now = at('2026-Q3', 200)
  expect(moveBetween(at('2025', 273), now, true)).toBeNull()
  const paced = { ...now, status: { ...now.status, pace: { value: -6.1, is_percent: true } } }
  expect(moveBetween(at('2025', 273), paced, true)).toEqual({ type: 'year-before', percent: -6.1 })
  expect([standingOf(now, true).isSoFar, standingOf(now, false).isSoFar]).toEqual([true, false])
  expect([at('2026-Q1', 1), at('2026', 1)].map((one) => standingOf(one, true).isSoFar)).toEqual([
    false,
    false,
  ])
})

it('tells the newest quarter in place of a year that is not over', () => {
  const quarter = figure('2026-Q3', 70)
  const years = [figure('2024', 300), figure('2025', 273)]
  const running = { ...target(point('2026-Q3', 200), [...years, figure('2026', null)]), latest: quarter }
  expect(figuresOf(running)).toEqual([...years, quarter])
  const over = { ...target(point('2025', 273), years), latest: years[1] ?? null }
  expect(figuresOf(over)).toEqual(years)
})
