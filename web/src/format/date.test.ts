import { expect, it } from 'vitest'
import { formatDate } from './date'

it('writes a day as dd/mm/yyyy and leaves other text alone', () => {
  expect(formatDate('2025-07-01')).toBe('01/07/2025')
  expect(formatDate('2025-07-01T08:00:00Z')).toBe('01/07/2025')
  expect(formatDate('Long Bang')).toBe('Long Bang')
  expect(formatDate(null)).toBe('–')
})
