import { expect, it } from 'vitest'
import { beyondCapacity } from './capacity'

it('counts pupils beyond the capacity of open schools, rounding aside, and tells unknown from none', () => {
  expect(beyondCapacity({ is_open: true, pupils: 869, capacity: 805 })).toBe(64)
  expect(beyondCapacity({ is_open: true, pupils: 805.4, capacity: 805 })).toBe(0)
  expect(beyondCapacity({ is_open: true, pupils: 869, capacity: null })).toBeNull()
  expect(beyondCapacity({ is_open: false, pupils: 0, capacity: 805 })).toBeNull()
})
