import { describe, expect, it } from 'vitest'
import type { Column } from './column'
import { filterRows, sortedBy, sortRows } from './order'

interface Commune {
  name: string
  people: number | null
}
const COLUMNS: Column<Commune>[] = [
  { id: 'name', title: 'Xã', cell: ({ name }) => name },
  { id: 'people', title: 'Người', isNumber: true, cell: ({ people }) => people },
]
const ROWS: Commune[] = [
  { name: 'Đình Phong', people: 0 },
  { name: 'Dân Chủ', people: null },
  { name: 'Ân Sơn', people: 12 },
  { name: 'An Lạc', people: 2 },
  { name: 'Ăn Thắng', people: null },
]
const names = (rows: readonly Commune[]) => rows.map(({ name }) => name)

describe('sorting', () => {
  it('follows the Vietnamese alphabet: a ă â, d before đ', () => {
    expect(names(sortRows(ROWS, COLUMNS, { by: 'name', isDescending: false }))).toEqual([
      'An Lạc',
      'Ăn Thắng',
      'Ân Sơn',
      'Dân Chủ',
      'Đình Phong',
    ])
  })
  it('takes nought for a figure and puts what is missing last either way, as it came', () => {
    expect(names(sortRows(ROWS, COLUMNS, { by: 'people', isDescending: true }))).toEqual([
      'Ân Sơn',
      'An Lạc',
      'Đình Phong',
      'Dân Chủ',
      'Ăn Thắng',
    ])
    expect(names(sortRows(ROWS, COLUMNS, { by: 'people', isDescending: false }))).toEqual([
      'Đình Phong',
      'An Lạc',
      'Ân Sơn',
      'Dân Chủ',
      'Ăn Thắng',
    ])
  })
  it('sorts numbers within names by their size', () => {
    const rows = ['Khu 10', 'Khu 9'].map((name) => ({ name, people: null }))
    expect(names(sortRows(rows, COLUMNS, { by: 'name', isDescending: false }))).toEqual(['Khu 9', 'Khu 10'])
  })
  it('leaves rows as they came without an order or with one of another table', () => {
    expect(sortRows(ROWS, COLUMNS, null)).toBe(ROWS)
    expect(sortRows(ROWS, COLUMNS, { by: 'area', isDescending: true })).toBe(ROWS)
  })
  it('begins names at A and figures with the greatest, and turns round at the second click', () => {
    const [name, people] = COLUMNS as [Column<Commune>, Column<Commune>]
    expect(sortedBy(name, null)).toEqual({ by: 'name', isDescending: false })
    expect(sortedBy(people, { by: 'name', isDescending: true })).toEqual({ by: 'people', isDescending: true })
    expect(sortedBy(people, { by: 'people', isDescending: true })).toEqual({
      by: 'people',
      isDescending: false,
    })
  })
})

it('filters by every word typed, whatever its accents', () => {
  const text = ({ name }: Commune) => name
  expect(names(filterRows(ROWS, text, 'dinh'))).toEqual(['Đình Phong'])
  expect(names(filterRows(ROWS, text, 'sơn ân'))).toEqual(['Ân Sơn'])
  expect(filterRows(ROWS, text, '  ')).toBe(ROWS)
  expect(filterRows(ROWS, text, 'không có')).toEqual([])
})
