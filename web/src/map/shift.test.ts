import { describe, expect, it } from 'vitest'
import { shiftInto } from './shift'

describe('what must be moved to lie in the free part of the map', () => {
  it('stays where it lies free', () => {
    expect(shiftInto([100, 200], [100, 200])).toBe(0)
  })
  it('comes in from either side by no more than it needs', () => {
    expect(shiftInto([20, 80], [64, 524])).toBe(44)
    expect(shiftInto([700, 780], [64, 524])).toBe(-256)
  })
  it('has its middle brought in when it does not fit, and only then', () => {
    expect(shiftInto([0, 600], [64, 524])).toBe(0)
    expect(shiftInto([400, 1000], [64, 524])).toBe(-406)
  })
})
