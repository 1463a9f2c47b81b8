import { expect, it } from 'vitest'
import { formatProvinceFigure } from './figure'

it('says of a milestone whether it is done, and of everything else how much', () => {
  expect(formatProvinceFigure({ kind: 'milestone' }, 0, 'có/không', 'vi', 0)).toBe('Chưa xong')
  expect(formatProvinceFigure({ kind: 'milestone' }, 1, 'yes/no', 'en', 0)).toBe('Done')
  expect(formatProvinceFigure({ kind: 'milestone' }, null, 'yes/no', 'en', 0)).toBe('–')
  expect(formatProvinceFigure({ kind: 'additive' }, 1, 'vụ', 'vi', 0)).toBe('1\u00a0vụ')
})
