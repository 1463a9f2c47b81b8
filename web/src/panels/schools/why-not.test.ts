import { expect, it } from 'vitest'
import { sharedReasons, tellWhyNot } from './why-not'

const WORSE = { why: 'worse', worse_by_at_most: 3432.1, worse_by_at_least: 3361, method: 'exchange' } as const
const told = { vi: 'Như máy chủ nói.', en: 'As the server says.' }
const tell = (
  rejection: Parameters<typeof tellWhyNot>[0]['rejection'],
  model: 'p-median' | 'p-center' = 'p-median',
) => tellWhyNot({ rejection, why_not: told }, model, (id) => (id === 'a' ? 'Xã A' : undefined), 'vi')

it('tells the least before the most, with the same decimals', () => {
  expect(tell(WORSE)).toBe('Chọn nơi này thì cộng thêm 3.361–3.432 phút đi học của tất cả học sinh mỗi lượt.')
  expect(tell({ ...WORSE, worse_by_at_least: 2, worse_by_at_most: 2.5 }, 'p-center')).toBe(
    'Chọn nơi này thì đường xa nhất dài thêm 2,0–2,5 phút.',
  )
})

it('tells one figure where both read alike or the least is not known, and what would close', () => {
  expect(tell({ ...WORSE, worse_by_at_least: 3432, instead_of: 'a' })).toBe(
    'Chọn nơi này thì cộng thêm 3.432 phút đi học của tất cả học sinh mỗi lượt, và phải đóng Xã A.',
  )
  expect(tell({ ...WORSE, worse_by_at_least: null, method: 'exchange-without-capacities' })).toMatch(
    / 3\.432 phút .* \(không kể sức chứa\)\.$/,
  )
})

it('leaves to the server what is no cost', () => {
  expect(tell({ why: 'breaks-conditions' })).toBe('Như máy chủ nói.')
  expect(tell({ ...WORSE, worse_by_at_most: -5 })).toBe('Như máy chủ nói.')
})

it('counts reasons that several share, the commonest first', () => {
  expect(sharedReasons(['a', 'b', 'b', 'c', 'b', 'a'])).toEqual([
    { reason: 'b', count: 3 },
    { reason: 'a', count: 2 },
  ])
})
