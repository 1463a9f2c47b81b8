import { expect, it } from 'vitest'
import { distance_m, length_m } from './length'

it('agrees with known geodesics on WGS 84', () => {
  // One degree along the equator and one along the meridian from it (GeographicLib).
  expect(distance_m([0, 0], [1, 0])).toBeCloseTo(111319.4908, 3)
  expect(distance_m([0, 0], [0, 1])).toBeCloseTo(110574.3886, 3)
  expect(distance_m([106, 22.7], [106, 22.7])).toBe(0)
})

it('is the same both ways and adds up along a line', () => {
  const [a, b, c]: [number, number][] = [
    [105.3, 22.9],
    [106.2, 22.6],
    [106.8, 22.8],
  ]
  if (!a || !b || !c) throw new Error('unreachable')
  expect(distance_m(a, b)).toBeCloseTo(distance_m(b, a), 6)
  expect(length_m([a, b, c])).toBeCloseTo(distance_m(a, b) + distance_m(b, c), 6)
  expect(length_m([a])).toBe(0)
})
