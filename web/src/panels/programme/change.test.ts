import { expect, it } from 'vitest'
import { tellChange, tellMove, tellPeriod, tellSince } from './change'

it('signs a difference, and counts points where the unit is per cent', () => {
  expect(tellChange(1.25, '%', 'vi', 1)).toBe('+1,3\u00a0điểm %')
  expect(tellChange(-3, 'vụ', 'vi', 0)).toBe('−3\u00a0vụ')
  expect(tellChange(0.001, '', 'en', 1)).toBe('0.0')
})

it('says since when, or that nothing new came', () => {
  const since = tellSince({ period: '2028-H1', isReview: true }, 'en')
  expect(tellMove({ type: 'moved', by: 2 }, since, 'beds', 'en', 0)).toBe(`+2\u00a0beds since ${since}`)
  expect(tellMove({ type: 'still' }, tellSince({ period: '2025', isReview: false }, 'vi'), '', 'vi', 0)).toBe(
    'chưa có số mới từ cuối năm 2025',
  )
  expect(tellMove({ type: 'moved', by: 0 }, since, 'beds', 'en', 0)).toBe(`unchanged since ${since}`)
  expect(tellMove({ type: 'moved', by: 1 }, since, '', 'en', 0, true)).toBe(`done since ${since}`)
  expect(tellMove(null, since, '', 'vi', 0)).toBe('')
  expect(tellMove({ type: 'year-before', percent: -6.1 }, since, 'vụ', 'vi', 0)).toBe(
    '−6,1\u00a0% so với cùng kỳ năm trước',
  )
  expect(tellPeriod('2026-Q3', true, 'vi')).toBe('từ đầu năm đến hết Quý 3/2026')
})
