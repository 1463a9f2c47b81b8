import { expect, it } from 'vitest'
import { ticksOf } from './periods'

it('goes on to the end of the programme behind the newest year', () => {
  expect(ticksOf(['2026', '2024'])).toEqual([
    { period: '2024', hasFigures: true },
    { period: '2026', hasFigures: true },
    { period: '2027', hasFigures: false },
    { period: '2028', hasFigures: false },
    { period: '2029', hasFigures: false },
    { period: '2030', hasFigures: false },
  ])
})

it('adds no years to quarters', () => {
  expect(ticksOf(['2026-Q2', '2026-Q1'])).toEqual([
    { period: '2026-Q1', hasFigures: true },
    { period: '2026-Q2', hasFigures: true },
  ])
})
