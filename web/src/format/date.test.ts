import { expect, it } from 'vitest'
import { formatDate, formatPeriod, formatPeriods } from './date'

it('says a period as people do', () => {
  expect(formatPeriod('2026', 'vi')).toBe('2026')
  expect(formatPeriod('2026-Q3', 'vi')).toBe('Quý 3/2026')
  expect(formatPeriod('2026-H1', 'en')).toBe('Half 1, 2026')
  expect(formatPeriod('2026-09', 'vi')).toBe('Tháng 9/2026')
})

it('writes a day as dd/mm/yyyy and leaves other text alone', () => {
  expect(formatDate('2025-07-01')).toBe('01/07/2025')
  expect(formatDate('2025-07-01T08:00:00Z')).toBe('01/07/2025')
  expect(formatDate('Long Bang')).toBe('Long Bang')
  expect(formatDate(null)).toBe('–')
})

it('tells several periods one after the other', () => {
  expect(formatPeriods(['2025', '2026-Q3'], 'vi')).toBe('2025, Quý 3/2026')
})
