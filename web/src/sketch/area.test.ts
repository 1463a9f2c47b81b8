import { expect, it } from 'vitest'
import { area_m2 } from './area'
import type { Position } from './sketch.svelte'

it('agrees with the area of the WGS 84 ellipsoid', () => {
  // 510 065 621.724 km² all round (GeographicLib), so a 360th of it from pole to pole and one degree wide.
  const slice: Position[] = [-90, -45, 0, 45, 90].map((lat): Position => [0, lat])
  const back = slice.map(([, lat]): Position => [1, -lat])
  expect(area_m2([...slice, ...back]) / 1e6).toBeCloseTo(510_065_621.724 / 360, 2)
})

it('is the same whichever way round the ring goes', () => {
  const ring: Position[] = [
    [106.2, 22.6],
    [106.3, 22.6],
    [106.3, 22.7],
    [106.2, 22.7],
  ]
  // 0.1° by 0.1° at 22.65°: 10 278.6 m of the parallel by 11 073.9 m of the meridian.
  expect(area_m2(ring) / 1e6).toBeCloseTo(113.82, 2)
  expect(area_m2([...ring].reverse())).toBeCloseTo(area_m2(ring), 3)
  expect(area_m2(ring.slice(0, 2))).toBe(0)
})
