import { expect, it } from 'vitest'
import { asksMore } from '../decisions/asks-more'
import { communeOf, decide, dutyOf, wordOf } from './duty'
import { tellInputs } from './inputs'
import { missingIn, schoolsOf, sitingRequest } from './request'
import {
  decodeSchools,
  encodeSchools,
  GOALS,
  LEVELS,
  MODELS,
  USUAL_SCHOOLS,
  type SchoolSettings,
} from './settings'

it('a school model says which limit it lacks', () => {
  expect(missingIn(USUAL_SCHOOLS)).toBeNull()
  expect(missingIn({ ...USUAL_SCHOOLS, fresh: null })).toBe('limit')
  expect(missingIn({ ...USUAL_SCHOOLS, model: 'lscp', fresh: null })).toBe('minutes')
  expect(missingIn({ ...USUAL_SCHOOLS, model: 'lscp', fresh: null, minutes: 30 })).toBeNull()
  expect(sitingRequest(USUAL_SCHOOLS)).toMatchObject({ model: 'p-median', most_new: 5, pupil_share: 0.2 })
  expect(sitingRequest(USUAL_SCHOOLS)).not.toHaveProperty('most_minutes')
})

/** Numbers without a pattern, the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

function anyChoices(seed: number): SchoolSettings {
  const source = numbers(seed)
  const upTo = (most: number) => Math.floor(source.next().value * (most + 1))
  const one = <T>(of: readonly [T, ...T[]]): T => of[upTo(of.length - 1)] ?? of[0]
  const orNone = (value: number) => (one([true, false]) ? value : null)
  return {
    model: one(MODELS),
    level: one(LEVELS),
    minutes: orNone(5 * upTo(36)),
    fresh: orNone(upTo(56)),
    budget: orNone(10_000 * upTo(100)),
    cost: 1000 * upTo(200),
    capacity: orNone(50 * upTo(40)),
    share_percent: 5 + upTo(35),
    keepsCapacities: one([true, false]),
    satellitesMayClose: one([true, false]),
    hasCandidates: one([true, false]),
    goals: GOALS.filter(() => one([true, false])),
    obligatory: one([[], ['schools-1', 'candidate-01273']]),
    forbidden: one([[], ['schools-2']]),
    season: one(['dry', 'rainy']),
    travel: one(['combined', 'road', 'on-foot']),
  }
}

it('the choices come back from the question that they ask, and from the address', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const choices = anyChoices(seed)
    const question: unknown = JSON.parse(JSON.stringify(sitingRequest(choices)))
    expect(schoolsOf(question)).toEqual(choices)
    expect(asksMore(question, sitingRequest(schoolsOf(question)))).toBe(false)
    expect(decodeSchools(encodeSchools(choices))).toEqual(choices)
  }
})

it('a question from elsewhere is read as the server takes it, and says that it has more', () => {
  const question = { model: 'p-center', most_open: 40, travel: { season: 'rainy' } }
  expect(schoolsOf(question)).toEqual({ ...USUAL_SCHOOLS, model: 'p-center', fresh: null, season: 'rainy' })
  expect(asksMore(question, sitingRequest(schoolsOf(question)))).toBe(true)
  expect(asksMore({ model: 'p-center', candidates: [], on: null }, sitingRequest(USUAL_SCHOOLS))).toBe(true)
  expect(asksMore({ model: 'p-median', candidates: [], on: null }, sitingRequest(USUAL_SCHOOLS))).toBe(false)
})

it('what differs from the usual is told in words', () => {
  expect(tellInputs(USUAL_SCHOOLS, 'vi')).toBe('mọi lựa chọn như ban đầu')
  const choices = { ...USUAL_SCHOOLS, level: 'primary', minutes: 45, fresh: null, goals: ['satellite-cut'] }
  expect(tellInputs(choices, 'vi')).toBe(
    'tiểu học; Đi học không quá: 45 phút; Mở mới nhiều nhất: không giới hạn; Bớt ít nhất 40 % điểm trường lẻ',
  )
  expect(tellInputs({ ...USUAL_SCHOOLS, forbidden: ['a', 'b'], level: 'vocational' }, 'vi')).toBe(
    'vocational; Không chọn: 2',
  )
})

it('a site must be open, must not, or is free: never two of them', () => {
  const kept = decide(USUAL_SCHOOLS, 'schools-1', 'obligatory')
  expect(kept).toEqual({ obligatory: ['schools-1'], forbidden: [] })
  const closed = decide(kept, 'schools-1', 'forbidden')
  expect(closed).toEqual({ obligatory: [], forbidden: ['schools-1'] })
  expect(dutyOf(closed, 'schools-1')).toBe('forbidden')
  expect(dutyOf(decide(closed, 'schools-1', null), 'schools-1')).toBeNull()
  expect(sitingRequest({ ...USUAL_SCHOOLS, ...closed })).toMatchObject({ forbidden: ['schools-1'] })
  expect(sitingRequest(USUAL_SCHOOLS)).not.toHaveProperty('obligatory')
  expect(wordOf('obligatory', 'schools-1')).toBe('school.duty.obligatory')
  expect(wordOf('obligatory', 'candidate-01273')).toBe('school.duty.build')
  expect([communeOf('candidate-01273'), communeOf('schools-1')]).toEqual(['01273', null])
})
