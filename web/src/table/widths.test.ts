import { expect, it } from 'vitest'
import { headWidth, isShort, linesIn } from './widths'

const tell = (_: unknown, row: string) => row
const column = { id: 'name', title: 'Khu', cell: (row: string) => row }

it('takes a column for short where all that it holds is', () => {
  expect(isShort(column, ['Khu 1', 'Khu 12'], tell)).toBe(true)
  expect(isShort(column, ['Khu 1', 'Thị trấn Trùng Khánh'], tell)).toBe(false)
  expect(isShort({ ...column, note: () => 'gần đường' }, ['Khu 1'], tell)).toBe(false)
  expect(isShort({ ...column, isNumber: true }, ['12'], tell)).toBe(false)
  expect(isShort(column, [], tell)).toBe(false)
})

it('wraps words as a page does', () => {
  const words = ['aa', 'bb', 'cc']
  expect([2, 5, 8].map((width) => linesIn(words, width))).toEqual([3, 2, 1])
})

it('gives a head as much room as three lines need, two where a unit stands below', () => {
  expect(headWidth({ title: 'Dân số' })).toBe(3)
  expect(headWidth({ title: 'Số hộ có thể tới ở' })).toBe(6)
  expect(headWidth({ title: 'Số hộ có thể tới ở', unit: 'hộ' })).toBe(9)
})
