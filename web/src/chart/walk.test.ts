import { expect, it } from 'vitest'
import { walkTo } from './walk'

it('walks by arrows, to the ends, and no further', () => {
  expect(walkTo('ArrowRight', 1, 3)).toBe(2)
  expect(walkTo('ArrowRight', 2, 3)).toBeNull()
  expect(walkTo('ArrowLeft', 0, 3)).toBeNull()
  expect(walkTo('Home', 2, 3)).toBe(0)
  expect(walkTo('End', 0, 3)).toBe(2)
  expect(walkTo('End', 0, 0)).toBeNull()
  expect(walkTo('a', 0, 3)).toBeNull()
})
