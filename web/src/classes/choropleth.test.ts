import { expect, it } from 'vitest'
import { classRanges, classify, classifyByStatus, isJudged, rampFor, type Mapped } from './choropleth'

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
  const classes = classify(values(0, 1, 2, null, 3, 4), 'quantile', 0)
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

it('cuts where figures are told apart, so that bounds need no more decimals than figures', () => {
  const close = values(1.11, 1.12, 2.31, 2.371, 2.374, 3.38, 3.9, 5.02, 5.07, 8.111)
  const classes = classify(close, 'quantile', 1)
  const { rows } = classes
  expect(classRanges(rows, 1, (value, decimals) => value.toFixed(decimals))).toEqual([
    { from: '1.1', to: '2.3', isLast: false },
    { from: '2.3', to: '3.3', isLast: false },
    { from: '3.3', to: '3.9', isLast: false },
    { from: '3.9', to: '8.1', isLast: false },
    { from: '8.1', to: '8.2', isLast: true },
  ])
})

it('adds decimals where classes would be lost', () => {
  const classes = classify(values(0.11, 0.12, 0.13, 0.14, 0.15), 'quantile', 0)
  expect(classes.rows.map(({ from, units }) => [from, units])).toEqual([
    [0.11, 1],
    [0.12, 1],
    [0.13, 1],
    [0.14, 1],
    [0.15, 1],
  ])
})

it('leaves out classes in which no commune falls', () => {
  const classes = classify(values(0, 0, 0, 100), 'equal', 0)
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

it('cuts two maps together, so that a colour means the same on both', () => {
  const [before, after] = [values(1, 2), values(9, 10)]
  const [left, right] = [classify(before, 'equal', 0, after), classify(after, 'equal', 0, before)]
  expect(left.rows.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [9, 10],
  ])
  expect(left.rows.map(({ units }) => units)).toEqual([2, 0])
  expect(right.rows.map(({ units }) => units)).toEqual([0, 2])
  expect([...right.classByCode.values()]).toEqual([1, 1])
})

it('classes communes by their own target, and leaves who cannot be judged without a class', () => {
  const judged: Mapped = {
    values: [
      { unit_code: '01273', value: 100, is_illustrative: false, status: 'achieved' },
      { unit_code: '01279', value: 60, is_illustrative: true, status: 'off-track' },
      { unit_code: '01285', value: null, is_illustrative: false, status: 'no-data' },
    ],
  }
  const classes = classifyByStatus(judged)
  expect(isJudged(judged)).toBe(true)
  expect(classes.rows.map(({ status, units }) => [status, units])).toEqual([
    ['achieved', 1],
    ['on-track', 0],
    ['at-risk', 0],
    ['off-track', 1],
  ])
  expect(classes.missing).toEqual(['01285'])
  expect(classes.classByCode.get('01279')).toBe(3)
  expect(isJudged(values(1, 2))).toBe(false)
})
