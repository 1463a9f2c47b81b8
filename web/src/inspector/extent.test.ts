import { expect, it } from 'vitest'
import { extentOf, extentOfPlace } from './extent'

const GATE: GeoJSON.Point = { type: 'Point', coordinates: [106.3, 22.8] }

it('looks at the whole circle in which a place may lie', () => {
  const [west, south, east, north] = extentOfPlace({ geometry: GATE, accuracy_m: 4000 }) ?? []
  // A degree of latitude is 111.19 km on the sphere, one of longitude 102.5 km at 22.8° N.
  expect((north ?? 0) - (south ?? 0)).toBeCloseTo(8 / 111.19, 4)
  expect((east ?? 0) - (west ?? 0)).toBeCloseTo(8 / 102.5, 3)
})

it('looks at the shape itself where nothing more is known', () => {
  expect(extentOfPlace({ geometry: GATE, accuracy_m: null })).toEqual(extentOf(GATE))
  const line: GeoJSON.LineString = {
    type: 'LineString',
    coordinates: [
      [106, 22],
      [106.1, 22.2],
    ],
  }
  expect(extentOfPlace({ geometry: line, accuracy_m: 4000 })).toEqual([106, 22, 106.1, 22.2])
  expect(extentOfPlace({ geometry: null, accuracy_m: 4000 })).toBeNull()
})
