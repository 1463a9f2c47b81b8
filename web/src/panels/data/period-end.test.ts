import { expect, it } from 'vitest'
import { periodEnd } from './period-end'

it('tells the last day of every kind of period', () => {
  expect(periodEnd('2026')).toBe('2026-12-31')
  expect(periodEnd('2026-H1')).toBe('2026-06-30')
  expect(periodEnd('2026-Q3')).toBe('2026-09-30')
  expect(periodEnd(' 2024-02 ')).toBe('2024-02-29')
})

it('knows no end of what is no period', () => {
  for (const text of ['', '26', '2026-13', '2026-00', '2026-Q5', '2026-H3', 'quý 3']) {
    expect(periodEnd(text), text).toBeNull()
  }
})
