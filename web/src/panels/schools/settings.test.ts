import { expect, it } from 'vitest'
import { missingIn, sitingRequest, USUAL_SCHOOLS } from './settings'

it('a school model says which limit it lacks', () => {
  expect(missingIn(USUAL_SCHOOLS)).toBeNull()
  expect(missingIn({ ...USUAL_SCHOOLS, fresh: null })).toBe('limit')
  expect(missingIn({ ...USUAL_SCHOOLS, model: 'lscp', fresh: null })).toBe('minutes')
  expect(missingIn({ ...USUAL_SCHOOLS, model: 'lscp', fresh: null, minutes: 30 })).toBeNull()
  expect(sitingRequest(USUAL_SCHOOLS)).toMatchObject({ model: 'p-median', most_new: 5, pupil_share: 0.2 })
  expect(sitingRequest(USUAL_SCHOOLS)).not.toHaveProperty('most_minutes')
})
