import { expect, it } from 'vitest'
import { fold } from './fold'

it('folds accents, case and đ, composed or not', () => {
  expect(fold('Phục Hòa')).toBe('phuc hoa')
  expect(fold('Phục Hòa'.normalize('NFD'))).toBe('phuc hoa')
  expect(fold('Đức Long')).toBe('duc long')
  expect(fold('Nùng Trí Cao')).toBe('nung tri cao')
})
