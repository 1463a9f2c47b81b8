import { expect, it } from 'vitest'
import { areasOf, tileAround } from './outside'

it('finds the nearest tile that holds an extent', () => {
  expect(tileAround([105.2657, 22.3566, 106.8373, 23.1199])).toEqual({ z: 7, x: 101, y: 55 })
  expect(tileAround([-10, -10, 10, 10])).toEqual({ z: 0, x: 0, y: 0 })
})

it('reads the areas of a vector tile as degrees, without their holes', () => {
  // A square of (1024, 1024) to (3072, 3072) with a hole, in zoom 0; written by the specification, 4.3.
  const move = (x: number, y: number) => [9, ...zigzag(x), ...zigzag(y)]
  const square = (x: number, y: number, path: [number, number][]) => [
    ...move(x, y),
    (3 << 3) | 2,
    ...path.flatMap(([dx, dy]) => [...zigzag(dx), ...zigzag(dy)]),
    15,
  ]
  const outer = square(1024, 1024, [
    [2048, 0],
    [0, 2048],
    [-2048, 0],
  ])
  const hole = square(512, -512, [
    [512, 0],
    [0, -512],
    [-512, 0],
  ])
  const geometry = [...outer, ...hole]
  const feature = [0x18, 3, 0x22, ...varint(geometry.length), ...geometry]
  const layer = [0x0a, 1, 0x70, 0x12, ...varint(feature.length), ...feature, 0x28, ...varint(4096), 0x78, 2]
  const tile = Uint8Array.from([0x1a, ...varint(layer.length), ...layer])
  const rings = areasOf(tile, { z: 0, x: 0, y: 0 })
  expect(rings).toHaveLength(1)
  const [[west, north] = [], , [east, south] = []] = rings[0] ?? []
  expect([west, east]).toEqual([-90, 90])
  // atan(sinh(π/2)) in degrees.
  expect(north).toBeCloseTo(66.51326, 5)
  expect(south).toBeCloseTo(-66.51326, 5)
})

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

function zigzag(value: number): number[] {
  return varint(value < 0 ? -value * 2 - 1 : value * 2)
}
