import { expect, it } from 'vitest'
import { asksMore } from '../decisions/asks-more'
import { DIRECTIONS, PLACES_TO, tellInputs, travelOf, travelRequest } from './travel'
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

it('the choices come back from the question that they ask', () => {
  for (const to of PLACES_TO) {
    for (const direction of DIRECTIONS) {
      const choices = { to, direction, mode: 'on-foot', season: 'rainy', minutes: 59 }
      expect(travelOf(travelRequest(choices))).toEqual(choices)
    }
  }
  expect(travelOf({})).toEqual(USUAL_TRAVEL)
  const both = { seasons: ['dry', 'rainy'] }
  expect(asksMore(both, travelRequest(travelOf(both)))).toBe(true)
})

it('what differs from the usual is told in words', () => {
  expect(tellInputs(USUAL_TRAVEL, 'vi')).toBe('mọi lựa chọn như ban đầu')
  expect(tellInputs({ ...USUAL_TRAVEL, to: 'border-gate', season: 'rainy', minutes: 59 }, 'vi')).toBe(
    'Tới cửa khẩu; mùa mưa; Vùng tới được trong 59 phút',
  )
})
