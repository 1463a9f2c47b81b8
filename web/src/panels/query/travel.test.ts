import { expect, it } from 'vitest'
import { travelRequest } from './travel'
import { USUAL_TRAVEL } from './travel-settings'

it('travel times are asked for one kind of place, season and direction, with one area', () => {
  expect(travelRequest({ ...USUAL_TRAVEL, to: 'border-gate', season: 'rainy', minutes: 59 })).toEqual({
    facilities: { kinds: ['border-gate'] },
    travel: { mode: 'combined' },
    seasons: ['rainy'],
    directions: ['to-facility'],
    isochrone_minutes: [59],
  })
})
