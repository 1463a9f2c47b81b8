import { expect, it } from 'vitest'
import { mapColours } from '../../layers/colours'
import { drawLocated, extentOf, readLocated } from './located'

const ADDED =
  'unit_code;unit_name;is_on_border;also_in;corridors;zones;zone_classes;gate;gate_distance_m;is_in_gate_zone;problem;is_illustrative;sources'
const LIST = [
  `\uFEFFTên;Kinh độ;Vĩ độ;Ghi chú;${ADDED}`,
  '"A ""x""; y";106,2585;22,6657;"hai',
  'dòng";01273;Phường Thục Phán;false;;"Trục A (1 km); Trục B (5 km)";"Vùng 1; Vùng 2";"high; unknown";Nà Đoỏng;23873;false;;true;"a; b"',
  ';105,0;21;;;;false;;;;;Đức Long;227421,5;false;;true;a',
  '',
].join('\n')

it('reads the list of a Vietnamese spreadsheet: semicolons, decimal commas, quotes and line breaks', () => {
  const [first, second, ...more] = readLocated(LIST)
  expect(more).toEqual([])
  expect(first).toEqual({
    row: 1,
    name: 'A "x"; y',
    lon: 106.2585,
    lat: 22.6657,
    unit: { code: '01273', name: 'Phường Thục Phán' },
    zones: [
      { name: 'Vùng 1', hazardClass: 'high' },
      { name: 'Vùng 2', hazardClass: 'unknown' },
    ],
    gate: 'Nà Đoỏng',
    gateDistance: 23873,
  })
  expect(second).toMatchObject({
    row: 2,
    name: '',
    lon: 105,
    lat: 21,
    unit: null,
    zones: [],
    gateDistance: 227421.5,
  })
})

it('reads an English list, whose own columns may be named like those that were added', () => {
  const added = ADDED.replaceAll(';', ',').replace('zones', 'zones_2')
  const [point] = readLocated(
    `lat,zones,lon,${added}\r\n22.7,mine,106.1,01747,Xã Minh Tâm,false,,,theirs,high,Sóc Giang,28700.2,false,,false,x\r\n`,
  )
  expect(point).toMatchObject({ name: 'mine', lon: 106.1, lat: 22.7, gateDistance: 28700.2 })
  expect(point?.zones).toEqual([{ name: 'theirs', hazardClass: 'high' }])
})

it('leaves out the rows that were refused, and the others keep their numbers', () => {
  const rows = LIST.trimEnd().split('\n')
  const refused = 'B;1050;21;;;;;;;;;;;;“1050”: không có kinh độ nào như vậy;true;a'
  const points = readLocated([...rows.slice(0, 3), refused, ...rows.slice(3)].join('\n'))
  expect(points.map(({ row, name }) => [row, name])).toEqual([
    [1, 'A "x"; y'],
    [3, ''],
  ])
})

it('draws each point once, told apart inside and outside, and frames them', () => {
  const points = readLocated(LIST)
  const words = { inside: 'trong', outside: 'ngoài' }
  const { sources, legend } = drawLocated(points, mapColours('light'), ({ name }) => name, words)
  expect(legend?.map(({ label, look }) => [label, look])).toEqual([
    ['trong', 'inside'],
    ['ngoài', 'outside'],
  ])
  expect(JSON.stringify(sources)).toContain('"key":"2"')
  expect(extentOf(points)).toEqual([105, 21, 106.2585, 22.6657])
  expect(extentOf([])).toBeNull()
})
