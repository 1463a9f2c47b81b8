import { expect, it } from 'vitest'
import type { Column } from './column'
import { asTsv } from './tsv'

interface Row {
  name: string
  share: number | null
  isMet?: boolean
  isMadeUp?: boolean
}
const COLUMNS: Column<Row>[] = [
  { id: 'name', title: 'Xã', cell: ({ name }) => name },
  {
    id: 'share',
    title: '%',
    meaning: 'Diện tích',
    unit: '%',
    isNumber: true,
    cell: ({ share }) => share,
    isIllustrative: ({ isMadeUp }) => isMadeUp === true,
  },
  { id: 'met', title: 'Đạt', cell: ({ isMet }) => isMet },
]
const copied = (rows: Row[], language: 'vi' | 'en', source = '') =>
  asTsv({ columns: COLUMNS, rows, language, source, illustrativeTitle: 'Minh hoạ', yes: 'có', no: 'không' })

it('has a head with units, figures as the language writes them, and the source at the end', () => {
  const rows = [{ name: 'Bảo Lạc', share: 1234.5, isMet: true }]
  expect(copied(rows, 'vi', 'Nguồn: A')).toBe('Xã\tDiện tích (%)\tĐạt\nBảo Lạc\t1234,5\tcó\n\nNguồn: A\n')
  expect(copied(rows, 'en').split('\n')[1]).toBe('Bảo Lạc\t1234.5\tcó')
})

it('keeps a missing figure empty and nought as nought', () => {
  const rows = [
    { name: 'A', share: null },
    { name: 'B', share: 0, isMet: false },
  ]
  expect(copied(rows, 'vi').split('\n').slice(1, 3)).toEqual(['A\t\t', 'B\t0\tkhông'])
})

it('marks made-up figures in a column of their own', () => {
  const rows = [
    { name: 'A', share: 1, isMadeUp: true },
    { name: 'B', share: 2 },
  ]
  expect(copied(rows, 'vi').split('\n').slice(0, 3)).toEqual([
    'Xã\tDiện tích (%)\tĐạt\tMinh hoạ',
    'A\t1\t\tcó',
    'B\t2\t\t',
  ])
})

it('keeps a name on one line and is no formula', () => {
  expect(copied([{ name: '=1+1\n\tx', share: null }], 'vi').split('\n')[1]).toBe("'=1+1 x\t\t")
})
