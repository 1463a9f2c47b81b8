import { expect, it } from 'vitest'
import { asksMore } from '../decisions/asks-more'
import { tellInputs } from './inputs'
import { readPlot, writePlot, writeSite } from './plots'
import { relocationOf, relocationRequest } from './request'
import {
  CRITERIA,
  decodeRelocation,
  encodeRelocation,
  LIMIT_NAMES,
  USUAL_RELOCATION,
  type RelocationSettings,
} from './settings'

const PLOT = 'Nà Bó|106.251234,22.67;106.26,22.67;106.255,22.68'

it('weights are asked as shares that add up to 1, those at zero left out', () => {
  const settings = { ...USUAL_RELOCATION, weights: { ...USUAL_RELOCATION.weights, slope: 0 } }
  const { weights } = relocationRequest(settings) as { weights: { criterion: string; weight: number }[] }
  expect(weights.map(({ criterion }) => criterion)).not.toContain('slope')
  expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  // 20 of the 75 that are left.
  expect(weights.find(({ criterion }) => criterion === 'road')?.weight).toBeCloseTo(20 / 75, 12)
  expect(decodeRelocation(encodeRelocation(settings))).toEqual(settings)
})

/** A question as the server keeps it. */
const kept = (settings: RelocationSettings): unknown =>
  JSON.parse(JSON.stringify(relocationRequest(settings)))

it('the choices come back from the question that they ask, one weight at whatever it was set', () => {
  for (const name of CRITERIA) {
    for (const weight of [0, 1, 7, 40, 50]) {
      const settings: RelocationSettings = {
        count: 3,
        unit: '01747',
        season: 'dry',
        weights: { ...USUAL_RELOCATION.weights, [name]: weight },
        limits: { ...USUAL_RELOCATION.limits, road_m: 100 * weight },
        areas: { ...USUAL_RELOCATION.areas, household_m2: 400 + weight },
        plots: weight === 7 ? [PLOT] : [],
      }
      expect(relocationOf(kept(settings))).toEqual(settings)
      expect(asksMore(kept(settings), relocationRequest(relocationOf(kept(settings))))).toBe(false)
    }
  }
  expect(relocationOf(kept(USUAL_RELOCATION))).toEqual(USUAL_RELOCATION)
})

it('weights of which none is the usual one come back as the same shares, within what the sliders reach', () => {
  const weights = Object.fromEntries(
    CRITERIA.map((name, index) => [name, index === 0 ? 49 : index === 1 ? 2 : 0]),
  )
  const read = relocationOf(kept({ ...USUAL_RELOCATION, weights }))
  expect(Object.values(read.weights).every((weight) => weight >= 0 && weight <= 50)).toBe(true)
  expect((read.weights['slope'] ?? 0) / (read.weights['road'] ?? 1)).toBeCloseTo(24.5, 4)
})

it('a question from elsewhere is read as the server takes it, and says that it has more', () => {
  expect(relocationOf({})).toEqual({ ...USUAL_RELOCATION, season: 'dry' })
  for (const question of [
    { unit_codes: ['01273', '01747'] },
    { proposed: [{ name: 'Nà Bó', lon: 106.25, lat: 22.67 }] },
    { limits: { run_out_m: 500 } },
    { areas: { reach_km: 25 } },
  ]) {
    expect(asksMore(question, relocationRequest(relocationOf(question)))).toBe(true)
  }
  expect(relocationOf({ limits: { slope_degrees: 20 } }).limits).toEqual({
    ...USUAL_RELOCATION.limits,
    slope_degrees: 20,
  })
  expect(LIMIT_NAMES).toHaveLength(6)
})

it('a plot is kept in the address and proposed as an area that closes', () => {
  const plot = readPlot(PLOT)
  expect(plot?.ring).toHaveLength(3)
  expect(plot && writePlot(plot)).toBe(PLOT)
  const settings = { ...USUAL_RELOCATION, plots: [PLOT] }
  const first = [106.251234, 22.67]
  expect(relocationRequest(settings)).toMatchObject({
    proposed: [
      {
        name: 'Nà Bó',
        outline: { type: 'Polygon', coordinates: [[first, [106.26, 22.67], [106.255, 22.68], first]] },
      },
    ],
  })
  expect(decodeRelocation(encodeRelocation(settings))).toEqual(settings)
  expect(relocationRequest(USUAL_RELOCATION)).not.toHaveProperty('proposed')
})

it('a name never breaks a plot, and what is no plot is none', () => {
  expect(writePlot({ name: 'A|B', ring: [] })).toBe('A/B|')
  for (const text of [
    '',
    'A',
    'A|',
    'A|106,22;106.1,22',
    '|106,22;106.1,22;106.1,22.1',
    'A|x,y;1,2;3,4',
    'A|1,2;3,4;5,6|7',
  ]) {
    expect(readPlot(text), text).toBeNull()
  }
  expect(writeSite({ name: 'A', outline: null })).toBeNull()
  const ring = [
    [106, 22],
    [106.1, 22],
    [106.1, 22.1],
    [106, 22],
  ]
  expect(writeSite({ name: 'A', outline: { type: 'Polygon', coordinates: [ring, ring] } })).toBeNull()
})

it('what differs from the usual is told in words', () => {
  const nameOf = (code: string) => `Xã ${code}`
  expect(tellInputs(USUAL_RELOCATION, 'vi', nameOf)).toBe('mọi lựa chọn như ban đầu')
  const settings = {
    ...USUAL_RELOCATION,
    count: 3,
    unit: '01747',
    weights: { ...USUAL_RELOCATION.weights, road: 40 },
    limits: { ...USUAL_RELOCATION.limits, slope_degrees: 20, road_m: 1500 },
    areas: { ...USUAL_RELOCATION.areas, household_m2: 400, least_score: 0.5 },
    plots: [PLOT],
  }
  expect(tellInputs(settings, 'vi', nameOf)).toBe(
    'Số cộng đồng xét đầu tiên: 3; Tìm đất ở: Xã 01747; Gần đường: 40; Dốc nhất được xây: 20°; ' +
      'Cách đường không quá: 1.500 m; Đất cho mỗi hộ: 400 m²; Điểm thấp nhất: 0,50; Khu đất đề xuất: 1',
  )
})
