import { expect, it } from 'vitest'
import { formatDistance, leastSure } from './distance'

it('tells no distance that is smaller than positions are sure', () => {
  expect(formatDistance(0, 4000, 'vi')).toBe('trong ±4\u00a0km')
  expect(formatDistance(3999, 4000, 'en')).toBe('within ±4\u00a0km')
})

it('rounds to what the accuracy allows', () => {
  expect(formatDistance(4719, 4000, 'vi')).toBe('khoảng 5\u00a0km')
  expect(formatDistance(12_340, 5000, 'en')).toBe('about 12\u00a0km')
  expect(formatDistance(1234, 150, 'vi')).toBe('khoảng 1,2\u00a0km')
  expect(formatDistance(847, 15, 'vi')).toBe('khoảng 850\u00a0m')
})

it('tells a distance between exact positions as it is', () => {
  expect(formatDistance(847, 0, 'vi')).toBe('847\u00a0m')
})

it('takes the least sure of the layers that take part', () => {
  expect(leastSure([{ accuracy_m: 15 }, { accuracy_m: 5000 }, { accuracy_m: null }, {}])).toBe(5000)
  expect(leastSure([])).toBe(0)
})
