import { expect, it } from 'vitest'
import { ticks } from './ticks'

it('reads a scale by round values that hold the figures', () => {
  expect(ticks(0, 74)).toEqual([0, 25, 50, 75])
  expect(ticks(0, 100)).toEqual([0, 50, 100])
  expect(ticks(0, 13_400)).toEqual([0, 5000, 10_000, 15_000])
  expect(ticks(0, 0.3)).toEqual([0, 0.1, 0.2, 0.3])
})

it('goes below nought where the figures do', () => {
  expect(ticks(-3, 9)).toEqual([-5, 0, 5, 10])
})

it('has one value where there is no span', () => {
  expect(ticks(5, 5)).toEqual([5])
  expect(ticks(0, Number.POSITIVE_INFINITY)).toEqual([0])
})
