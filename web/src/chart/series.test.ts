import { expect, it } from 'vitest'
import { layOut, rhythmOf, withGaps, yearOf } from './series'

it('puts a period on the line of years', () => {
  expect(yearOf('2026')).toBe(2026.5)
  expect(yearOf('2026-Q1')).toBe(2026.125)
  expect(yearOf('2026-H2')).toBe(2026.75)
  expect(yearOf('2026-12')).toBeCloseTo(2026.958, 3)
  expect(yearOf('soon')).toBeNull()
})

const figure = (period: string, value: number | null) => ({
  period,
  value,
  is_illustrative: false,
})
const box = { width: 100, height: 50, padding: { left: 0, right: 0, top: 0, bottom: 0 } }

it('leaves out missing figures instead of drawing a zero', () => {
  const chart = layOut({
    series: [figure('2024', 10), figure('2025', null), figure('2026', 20)],
    trajectory: [],
    goal: null,
    ...box,
  })
  expect(chart?.points.map(({ period }) => period)).toEqual(['2024', '2026'])
  expect(chart?.low).toBeGreaterThan(0)
})

it('parts the line where a figure is missing, whether it is listed without a number or not at all', () => {
  for (const between of [[figure('2025', null)], []]) {
    const chart = layOut({
      series: [figure('2023', 9), figure('2024', 10), ...between, figure('2026', 20)],
      trajectory: [],
      goal: null,
      ...box,
    })
    expect(chart?.lines).toHaveLength(1)
    expect(chart?.lines[0]?.split(' ')).toHaveLength(2)
    expect(chart?.points.map(({ isAlone }) => isAlone)).toEqual([false, false, true])
  }
})

it('knows which periods are missing by the rhythm of the others', () => {
  const missing = (...periods: string[]) =>
    withGaps(periods.map((period) => figure(period, 1)))
      .filter(({ value }) => value === null)
      .map(({ period }) => period)
  expect(missing('2025-Q3', '2026-Q2')).toEqual(['2025-Q4', '2026-Q1'])
  expect(missing('2025-11', '2026-02')).toEqual(['2025-12', '2026-01'])
  expect(missing('2025-H1', '2026-H1')).toEqual(['2025-H2'])
  expect(missing('2023', '2026')).toEqual(['2024', '2025'])
  // A year among quarters: nothing can be said.
  expect(missing('2020', '2026-Q2')).toEqual([])
  expect(['2026', '2026-H2', '2026-Q1', '2026-07'].map(rhythmOf)).toEqual([
    'year',
    'half',
    'quarter',
    'month',
  ])
})

it('draws higher values higher and reaches to the goal year', () => {
  const chart = layOut({
    series: [figure('2025', 10), figure('2026', 20)],
    trajectory: [{ period: '2030', value: 40 }],
    goal: 40,
    ...box,
  })
  const [a, b] = chart?.points ?? []
  expect(a?.y).toBeGreaterThan(b?.y ?? Infinity)
  expect(chart?.goalY).toBeLessThan(b?.y ?? 0)
  expect(chart?.years.at(-1)?.label).toBe('2030')
})

it('has nothing to draw without a figure', () => {
  expect(layOut({ series: [figure('2025', null)], trajectory: [], goal: 1, ...box })).toBeNull()
})
