import { expect, it } from 'vitest'
import type { IndicatorValues } from '../../api/types'
import { rank, rankPlaces } from './ranked'

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

it('ranks places that report by themselves, and no units', () => {
  const gate = (place_id: string, figure: number | null) =>
    ({ ...value('', figure), unit_code: null, place_id, name: `Cửa khẩu ${place_id}` }) as never
  const ranked = rankPlaces({
    values: [value('1', 5), gate('ta-lung', 9), gate('po-peo', null), gate('ly-van', 12)],
  })
  expect(ranked.map(({ id, name, place }) => [id, name, place])).toEqual([
    ['ly-van', 'Cửa khẩu ly-van', 1],
    ['ta-lung', 'Cửa khẩu ta-lung', 2],
    ['po-peo', 'Cửa khẩu po-peo', null],
  ])
})
