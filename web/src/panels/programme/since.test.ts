import { expect, it } from 'vitest'
import { changesBetween, periodEnding, sinceWhen } from './since'

const reviews = [{ deadline: '2026-12-31' }, { deadline: '2028-06-30' }]

it('looks back to the last review, and before the first to the end of last year', () => {
  expect(sinceWhen(reviews, '2026-11-24')).toEqual({ period: '2025', isReview: false })
  expect(sinceWhen(reviews, '2027-03-01')).toEqual({ period: '2026', isReview: true })
  expect(sinceWhen(reviews, '2028-07-01')).toEqual({ period: '2028-H1', isReview: true })
})

it('names the period that ends on a day', () => {
  expect(periodEnding('2030-06-30')).toBe('2030-H1')
  expect(periodEnding('2030-12-31')).toBe('2030')
  expect(periodEnding('2030-09-30')).toBe('2030-09')
})

it('tells which targets changed their status, for the better or the worse', () => {
  const at = (id: string, status: 'achieved' | 'on-track' | 'off-track' | 'no-data') => ({ id, status })
  expect(
    changesBetween(
      [
        at('a', 'off-track'),
        at('b', 'achieved'),
        at('c', 'on-track'),
        at('d', 'no-data'),
        at('e', 'achieved'),
      ],
      [
        at('a', 'on-track'),
        at('b', 'off-track'),
        at('c', 'on-track'),
        at('d', 'achieved'),
        at('e', 'on-track'),
      ],
    ),
  ).toEqual([
    { id: 'b', from: 'achieved', to: 'off-track', way: 'worse' },
    { id: 'a', from: 'off-track', to: 'on-track', way: 'better' },
    { id: 'd', from: 'no-data', to: 'achieved', way: 'other' },
    { id: 'e', from: 'achieved', to: 'on-track', way: 'other' },
  ])
})
