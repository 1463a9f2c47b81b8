import { expect, it } from 'vitest'
import { languageOf } from './language-of'

it('knows Vietnamese by its marks', () => {
  expect(languageOf('Niên giám thống kê')).toBe('vi')
  expect(languageOf('Đo')).toBe('vi')
  expect(languageOf('PyPI vietnamadminunits 1.0.4 (codes, names, areas)')).toBe('en')
})
