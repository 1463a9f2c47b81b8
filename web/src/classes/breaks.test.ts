import { describe, expect, it } from 'vitest'
import { BREAK_METHODS, classBounds, classOf } from './breaks'

const ONE_TO_TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

it('tells yes from no however many there are of each', () => {
  const built = [...Array<number>(47).fill(1), ...Array<number>(9).fill(0)]
  expect(classBounds(built, 'quantile')).toEqual([0, 1])
  for (const method of BREAK_METHODS) {
    const bounds = classBounds(built, method)
    expect(classOf(0, bounds)).not.toBe(classOf(1, bounds))
  }
})

describe('classBounds', () => {
  it('puts as many values in each class by quantile', () => {
    expect(classBounds(ONE_TO_TEN, 'quantile')).toEqual([2, 4, 6, 8, 10])
  })
  it('makes classes of equal width', () => {
    expect(classBounds([0, 100], 'equal')).toEqual([20, 40, 60, 80, 100])
  })
  it('finds the gaps between clusters by natural breaks', () => {
    const clusters = [1, 2, 2, 50, 51, 52, 200, 201, 400, 401, 900]
    expect(classBounds(clusters, 'natural')).toEqual([2, 52, 201, 401, 900])
  })
  it('makes natural breaks no worse than any other cut into three', () => {
    const values = [3, 4, 7, 9, 15, 16, 18, 30, 31, 60]
    const spread = (part: number[]) => {
      const mean = part.reduce((sum, value) => sum + value, 0) / part.length
      return part.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    }
    const cost = (bounds: number[]) =>
      bounds.reduce(
        (sum, high, index) =>
          sum + spread(values.filter((value) => value <= high && value > (bounds[index - 1] ?? -Infinity))),
        0,
      )
    const found = cost(classBounds(values, 'natural', 3))
    for (let i = 0; i < values.length - 2; i++) {
      for (let j = i + 1; j < values.length - 1; j++) {
        expect(found).toBeLessThanOrEqual(cost([values[i] ?? 0, values[j] ?? 0, 60]) + 1e-9)
      }
    }
  })
  it('gives fewer classes when values are equal, and none without values', () => {
    for (const method of BREAK_METHODS) {
      expect(classBounds([5, 5, 5], method)).toEqual([5])
      expect(classBounds([], method)).toEqual([])
    }
  })
  it('puts every value into a class', () => {
    for (const method of BREAK_METHODS) {
      const bounds = classBounds(ONE_TO_TEN, method)
      for (const value of ONE_TO_TEN) {
        const index = classOf(value, bounds)
        expect(value).toBeLessThanOrEqual(bounds[index] ?? -Infinity)
        if (index > 0) expect(value).toBeGreaterThan(bounds[index - 1] ?? Infinity)
      }
    }
  })
})
