import { expect, it } from 'vitest'
import { formatCommuneFigure, formatCommuneNumber } from './figure'

const percent = { code: 'percent', label: { vi: '%', en: '%' } }

it('says yes or no for a commune whose province has a share', () => {
  const share = { kind: 'share-of-units', unit: percent, decimals: 1 }
  expect(formatCommuneFigure(share, 1, 'vi')).toBe('Đạt điều kiện')
  expect(formatCommuneNumber(share, 0, 'en', 1)).toBe('Not yet')
  expect(formatCommuneFigure(share, null, 'vi')).toBe('–')
})

it('writes any other figure with its unit', () => {
  const rate = { kind: 'rate', unit: percent, decimals: 1 }
  expect(formatCommuneFigure(rate, 94.82, 'vi')).toBe('94,8\u00a0%')
  expect(formatCommuneNumber(undefined, 12, 'vi', 0)).toBe('12')
})
