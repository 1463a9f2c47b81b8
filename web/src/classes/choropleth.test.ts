import { expect, it } from 'vitest'
import { classRanges, classify, rampFor, type Mapped } from './choropleth'

function values(...numbers: (number | null)[]): Mapped {
  return {
    values: numbers.map((value, index) => ({
      unit_code: String(10000 + index),
      value,
      is_illustrative: index === 0,
    })),
  }
}

it('keeps communes without a figure out of every class', () => {
  const classes = classify(values(0, 1, 2, null, 3, 4), 'quantile')
  expect(classes.missing).toEqual(['10003'])
  expect(classes.classByCode.has('10003')).toBe(false)
  expect(classes.classByCode.get('10000')).toBe(0)
  expect(classes.rows.reduce((sum, { units }) => sum + units, 0)).toBe(5)
  expect([...classes.illustrative]).toEqual(['10000'])
})

it('tells classes without overlap or gap, with enough decimals', () => {
  const rows = [
    { from: 1.14, to: 2, units: 2 },
    { from: 2.34, to: 2.36, units: 2 },
    { from: 2.37, to: 9.001, units: 2 },
  ]
  expect(classRanges(rows, 1, (value, decimals) => value.toFixed(decimals))).toEqual([
    { from: '1.14', to: '2.34', isLast: false },
    { from: '2.34', to: '2.37', isLast: false },
    { from: '2.37', to: '9.01', isLast: true },
  ])
})

it('leaves out classes in which no commune falls', () => {
  const classes = classify(values(0, 0, 0, 100), 'equal')
  expect(classes.rows).toEqual([
    { from: 0, to: 0, units: 3 },
    { from: 100, to: 100, units: 1 },
  ])
  expect(classes.classByCode.get('10003')).toBe(1)
})

it('keeps the ends of the ramp when classes are fewer', () => {
  expect(rampFor(['a', 'b', 'c', 'd', 'e'], 2)).toEqual(['a', 'e'])
  expect(rampFor(['a', 'b', 'c', 'd', 'e'], 1)).toEqual(['d'])
})
