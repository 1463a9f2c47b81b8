import { expect, it } from 'vitest'
import { scaleFor } from './scale'

it('begins bars at nought', () => {
  expect(scaleFor([5, 40, 98], 3)).toEqual({ ticks: [0, 50, 100], isPart: false })
  expect(scaleFor([-4, 8], 3).ticks[0]).toBeLessThanOrEqual(-4)
  expect(scaleFor([], 3)).toEqual({ ticks: [0, 0.5, 1], isPart: false })
})

it('shows the part in which figures far from nought differ', () => {
  const { ticks, isPart } = scaleFor([91.2, 95, 98.4], 3)
  expect(isPart).toBe(true)
  expect(ticks).toEqual([90, 92, 94, 96, 98, 100])
  expect(scaleFor([-98, -91], 3).isPart).toBe(true)
})

it('keeps bars where there is nothing to tell apart, or differences show from nought', () => {
  expect(scaleFor([95], 3).isPart).toBe(false)
  expect(scaleFor([95, 95], 3).isPart).toBe(false)
  expect(scaleFor([60, 98], 3).isPart).toBe(false)
})
