import { describe, expect, it } from 'vitest'
import { MOST_POINTS, readLine, simplify } from './geojson-line'
import { distance_m } from './length'
import type { Position } from './sketch.svelte'

const LINE = {
  type: 'LineString',
  coordinates: [
    [106.1, 22.6, 250],
    [106.2, 22.7],
  ],
}
const POINTS: Position[] = [
  [106.1, 22.6],
  [106.2, 22.7],
]

describe('a file with a line', () => {
  it('may be a geometry, a feature or a collection, with heights', () => {
    const feature = { type: 'Feature', properties: {}, geometry: LINE }
    const collection = { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: null }, feature] }
    for (const json of [
      LINE,
      feature,
      collection,
      { type: 'MultiLineString', coordinates: [LINE.coordinates] },
    ]) {
      expect(readLine(JSON.stringify(json))).toEqual({ line: POINTS, points: 2, tolerance_m: 0 })
    }
  })
  it('is refused with what is wrong with it', () => {
    const line = (...coordinates: unknown[]) => readLine(JSON.stringify({ type: 'LineString', coordinates }))
    expect(readLine('<kml/>')).toBe('not-json')
    expect(readLine('null')).toBe('no-line')
    expect(readLine('{"type":"Point","coordinates":[106,22]}')).toBe('no-line')
    expect(readLine(JSON.stringify({ type: 'GeometryCollection', geometries: [LINE, LINE] }))).toBe(
      'several-lines',
    )
    expect(line([559_000, 2_500_000], [560_000, 2_500_000])).toBe('not-degrees')
    expect(line([106, null], 'x')).toBe('not-degrees')
    expect(line([106, 22], [106, 22])).toBe('too-short')
  })
  it('keeps few enough points for an address and says how far the line strays', () => {
    const coordinates = Array.from({ length: 20_000 }, (_, i): Position => [
      106 + i * 2e-5,
      22.6 + 0.02 * Math.sin(i / 300) + (i % 2) * 1e-6,
    ])
    const read = readLine(JSON.stringify({ type: 'LineString', coordinates }))
    if (typeof read === 'string') throw new Error(read)
    expect(read.points).toBe(20_000)
    expect(read.line.length).toBeLessThanOrEqual(MOST_POINTS)
    expect(read.tolerance_m).toBeGreaterThan(0)
    expect(read.line[0]).toEqual(coordinates[0])
    expect(read.line.at(-1)).toEqual(coordinates.at(-1))
  })
})

it('leaves out only what lies within the tolerance', () => {
  const [a, near, far, b]: Position[] = [
    [106, 22.6],
    [106.05, 22.60002],
    [106.1, 22.61],
    [106.2, 22.6],
  ]
  if (!a || !near || !far || !b) throw new Error('unreachable')
  expect(distance_m(near, [106.05, 22.6])).toBeLessThan(10)
  expect(simplify([a, near, b], 10)).toEqual([a, b])
  expect(simplify([a, near, far, b], 10)).toEqual([a, near, far, b])
  expect(simplify([a, far, b], 2000)).toEqual([a, b])
})
