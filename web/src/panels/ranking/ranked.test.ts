import { expect, it } from 'vitest'
import type { IndicatorValues } from '../../api/types'
import { rank } from './ranked'

const value = (unit_code: string, figure: number | null) =>
  ({
    subject: `unit.${unit_code}`,
    unit_code,
    value: figure,
    is_illustrative: false,
  }) as unknown as IndicatorValues['values'][number]

it('ranks from the greatest, equal figures share a place, nought has one and what is missing none', () => {
  const ranked = rank(
    { values: [value('3', null), value('1', 0), value('2', 7), value('4', 7), value('5', 3)] },
    (code) => `Xã ${code}`,
  )
  expect(ranked.map(({ code, place }) => [code, place])).toEqual([
    ['2', 1],
    ['4', 1],
    ['5', 3],
    ['1', 4],
    ['3', null],
  ])
})
