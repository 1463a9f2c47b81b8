import { expect, it } from 'vitest'
import { tellRule } from './rule'

it('tells each kind of target shortly', () => {
  expect(tellRule({ type: 'at-least', value: 85 }, '%', 'vi')).toBe('≥ 85\u00a0%')
  expect(tellRule({ type: 'within', value: 62, upper: 65 }, '%', 'vi')).toBe('62 – 65\u00a0%')
  expect(tellRule({ type: 'reach', value: 44.5 }, '%', 'vi')).toBe('= 44,5\u00a0%')
  expect(tellRule({ type: 'yearly-change', percent: -5 }, '', 'vi')).toContain('≤ −5\u00a0%')
  expect(tellRule({ type: 'mean-yearly-change', percent: 10 }, '', 'en')).toContain('≥ 10\u00a0%')
})
