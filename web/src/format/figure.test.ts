import { expect, it } from 'vitest'
import { formatCommuneFigure, formatCommuneNumber } from './figure'

const percent = { code: 'percent', label: { vi: '%', en: '%' } }

it('says yes or no for a commune whose province has a share', () => {
  const share = { kind: 'share-of-units', unit: percent, decimals: 1 }
  expect(formatCommuneFigure(share, 1, 'vi')).toBe('Đạt điều kiện')
  expect(formatCommuneNumber(share, 0, 'en', 1)).toBe('Not yet')
  expect(formatCommuneFigure(share, null, 'vi')).toBe('–')
})

it('says yes or no for a commune where the province counts communes', () => {
  const units = { code: 'units', label: { vi: 'xã, phường', en: 'communes' } }
  const offices = { kind: 'additive', unit: units, decimals: 0 }
  expect([1, 0].map((value) => formatCommuneFigure(offices, value, 'vi'))).toEqual([
    'Đạt điều kiện',
    formatCommuneNumber(offices, 0, 'vi', 0),
  ])
  expect(formatCommuneFigure(offices, 0, 'vi')).not.toMatch(/\d/)
  const parcels = { code: 'parcels', label: { vi: 'thửa', en: 'parcels' } }
  expect(formatCommuneFigure({ ...offices, unit: parcels }, 1, 'vi')).toBe('1\u00a0thửa')
})

it('writes any other figure with its unit', () => {
  const rate = { kind: 'rate', unit: percent, decimals: 1 }
  expect(formatCommuneFigure(rate, 94.82, 'vi')).toBe('94,8\u00a0%')
  expect(formatCommuneNumber(undefined, 12, 'vi', 0)).toBe('12')
})
