import { expect, it } from 'vitest'
import type { Observation } from '../../api/figures'
import { changeOf, compare, isLarge } from './compare'

function figure(period: string, value: number | null, revision = 1): Observation {
  return {
    id: `pci_province_${period}_${revision}`,
    indicator: 'pci',
    subject: 'province',
    name: 'Tỉnh',
    period,
    revision,
    value,
    unit: 'points',
    source: 'VCCI',
    quality: 'final',
    state: 'approved',
    is_illustrative: false,
    entered_by: 'an',
    entered_at: '2026-11-27T00:00:00Z',
  }
}

it('holds a figure against the newest one in force for its period', () => {
  const approved = [figure('2024', 60), figure('2025', 61), figure('2025', 62, 2)]
  expect(compare(figure('2025', 70, 3), approved).inForce?.value).toBe(62)
})

it('takes the period before, else the one after, and none of another kind', () => {
  const approved = [figure('2023', 50), figure('2027', 80), figure('2024', 60), figure('2025-Q4', 9)]
  expect(compare(figure('2026', 70), approved)).toMatchObject({
    inForce: null,
    neighbour: { period: '2024' },
  })
  expect(compare(figure('2020', 70), approved).neighbour?.period).toBe('2023')
  expect(compare(figure('2026-07', 70), approved).neighbour).toBeNull()
})

it('says by how much a figure changes, and what cannot be said', () => {
  expect(changeOf(figure('2025', 100), figure('2025', 53, 2))).toBeCloseTo(-47)
  expect(changeOf(figure('2025', -10), figure('2025', -5, 2))).toBeCloseTo(50)
  expect(changeOf(figure('2025', 0), figure('2025', 0, 2))).toBe(0)
  expect(changeOf(figure('2025', 0), figure('2025', 5, 2))).toBeNull()
  expect(changeOf(figure('2025', null), figure('2025', 5, 2))).toBeNull()
})

it('points out what is above 30 %, from nought, or to no figure', () => {
  expect(isLarge(figure('2025', 100), figure('2025', 130, 2))).toBe(false)
  expect(isLarge(figure('2025', 100), figure('2025', 131, 2))).toBe(true)
  expect(isLarge(figure('2025', 0), figure('2025', 1, 2))).toBe(true)
  expect(isLarge(figure('2025', 5), figure('2025', null, 2))).toBe(true)
  expect(isLarge(figure('2025', null), figure('2025', null, 2))).toBe(false)
})
