import { expect, it } from 'vitest'
import { readDate } from './typed-date'

it.each([
  ['27/11/2026', '2026-11-27'],
  [' 1/7/2025 ', '2025-07-01'],
  ['01.07.2025', '2025-07-01'],
  ['1-7-2025', '2025-07-01'],
  ['2025-07-01', '2025-07-01'],
  ['29/02/2024', '2024-02-29'],
  ['29/2/2000', '2000-02-29'],
])('reads %s', (typed, iso) => {
  expect(readDate(typed)).toEqual({ iso })
})

it.each([
  ['', 'form'],
  ['hôm qua', 'form'],
  ['27/11/26', 'form'],
  ['27/11-2026', 'form'],
  ['2026/11/27', 'form'],
  ['11/27/2026', 'month'],
  ['1/0/2026', 'month'],
  ['31/4/2026', 'day'],
  ['29/2/2025', 'day'],
  ['29/2/1900', 'day'],
  ['2025-02-30', 'day'],
  ['0/1/2025', 'day'],
] as const)('says what is wrong with “%s”', (typed, fault) => {
  expect(readDate(typed)).toEqual({ fault })
})
