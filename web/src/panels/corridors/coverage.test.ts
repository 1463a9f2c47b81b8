import { expect, it } from 'vitest'
import type { PlaceReached, WidthCoverage } from '../../api/spatial'
import { changes, compared, gapsAt, inPercent, shareClass, widthsAsked } from './coverage'

const place = (id: string, distance_m: number): PlaceReached => ({
  id,
  name: id,
  kind: 'border-gate',
  distance_m,
})
const province = { area_km2: 100, covered_km2: 10 }
const width = (width_km: number, inside: PlaceReached[]): WidthCoverage => ({
  width_km,
  province,
  units: [],
  overlap_km2: 0,
  inside,
  outline: { type: 'MultiPolygon', coordinates: [] },
})

it('asks for each width once, narrowest first', () => {
  expect(widthsAsked([5, 1, 10], 5)).toEqual([1, 5, 10])
  expect(widthsAsked([1, 2], 0.5)).toEqual([0.5, 1, 2])
})

it('counts as outside a narrow strip what only the wider one reaches', () => {
  const answer = {
    widths: [width(1, [place('a', 500)]), width(5, [place('a', 500), place('b', 4000)])],
    gaps: [place('c', 9000)],
  }
  expect(gapsAt(answer, 1).map(({ id }) => id)).toEqual(['b', 'c'])
  expect(gapsAt(answer, 5).map(({ id }) => id)).toEqual(['c'])
})

it('turns shares into percent and leaves the unknown unknown', () => {
  expect([0, 0.125, null, undefined].map(inPercent)).toEqual([0, 12.5, null, null])
})

it('puts shares into half-open classes without overlap or gap', () => {
  expect([0.001, 0.199, 0.2, 0.5, 0.8, 1].map(shareClass)).toEqual([0, 0, 1, 2, 4, 4])
  expect(shareClass(0)).toBeNull()
  expect(shareClass(null)).toBeNull()
})

it('names what an alternative gains and loses at one width', () => {
  const answer = {
    widths: [width(5, [place('a', 1), place('b', 2)])],
    gaps: [],
    alternative: {
      axes: [],
      widths: [width(5, [place('b', 2), place('c', 3)])],
      difference: [{ width_km: 5, area_km2: 1, gained: ['c'], lost: ['a'] }],
    },
  }
  expect(changes(answer, 5)).toEqual({ gained: [place('c', 3)], lost: [place('a', 1)] })
  expect(changes(answer, 2)).toEqual({ gained: [], lost: [] })
  expect(changes({ ...answer, alternative: null }, 5)).toEqual({ gained: [], lost: [] })
})

it('sets two lines side by side at the widths that both were asked for', () => {
  const wider = { ...width(5, []), province: { area_km2: 100, covered_km2: 25 } }
  const more = { width_km: 5, area_km2: 15, gained: [], lost: [] }
  const alternative = { widths: [wider], difference: [more, { ...more, width_km: 7 }] }
  const rows = compared({ widths: [width(5, []), width(7, [])] }, alternative)
  expect(rows.map(({ width_km, own, other }) => [width_km, own.covered_km2, other.covered_km2])).toEqual([
    [5, 10, 25],
  ])
})
