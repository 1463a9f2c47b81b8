import { expect, it } from 'vitest'
import type { Siting } from '../../api/decisions'
import { warningsOf } from './warnings'

type Site = Partial<Siting['sites'][number]>
type Trip = Partial<Siting['trips'][number]>

const answer = (sites: Site[], trips: Trip[] = [], more: Partial<Siting> = {}): Siting =>
  ({ status: 'optimal', sites, trips, left_out: [], ...more }) as unknown as Siting
const point = (is_open: boolean, pupils_now = 10): Site => ({
  kind: 'satellite-point',
  is_open_now: true,
  is_open,
  pupils_now,
  pupils: 0,
})
const OPENED: Site = { kind: 'candidate', is_open_now: false, is_open: true, pupils: 5 }
const mean = (before: number, after: number) =>
  ({ all: { before: { mean_minutes: before }, after: { mean_minutes: after } } }) as Siting['travel']

it('says so where most satellite points close, with whom that concerns and how little is known', () => {
  const sites = [point(false), point(false, 5), point(true), OPENED]
  const trips = [{ demand: 'a' }, { demand: 'a' }, { demand: 'b' }]
  expect(warningsOf(answer(sites, trips), null)).toEqual([
    { type: 'closesMost', closed: 2, of: 3, pupils: 15, places: 2 },
  ])
  expect(warningsOf(answer([point(false), point(true), OPENED]), null)).toEqual([])
})

it('counts pupils without a school and those beyond the limit, the limit itself being within', () => {
  const trips = [
    { demand: 'a', pupils: 30, minutes: 45 },
    { demand: 'b', pupils: 7, minutes: 45.2 },
  ]
  const left_out = [{ demand: 'c', pupils: 4 }] as Siting['left_out']
  expect(warningsOf(answer([OPENED], trips, { left_out }), 45)).toEqual([
    { type: 'leftOut', pupils: 4, places: 1 },
    { type: 'beyond', pupils: 7, minutes: 45 },
  ])
  expect(warningsOf(answer([OPENED], trips), null)).toEqual([])
})

it('names crowded schools, longer ways and an answer that changes nothing', () => {
  const crowded: Site = { kind: 'school', is_open_now: true, is_open: true, capacity: 100, pupils: 140 }
  expect(warningsOf(answer([crowded], [], { travel: mean(2, 3.5) }), null)).toEqual([
    { type: 'crowded', schools: 1 },
    { type: 'longer', minutes: 1.5 },
    { type: 'nothing' },
  ])
  expect(warningsOf(answer([OPENED], [], { travel: mean(2, 1.9) }), null)).toEqual([])
})

it('has nothing to add where there is no answer', () => {
  expect(warningsOf(answer([point(false)], [], { status: 'infeasible' }), null)).toEqual([])
})
