import { beforeEach, describe, expect, it } from 'vitest'
import { sketch, type Position } from './sketch.svelte'

const A: Position = [106, 22.6]
const B: Position = [106.2, 22.6]
const C: Position = [106.2, 22.8]

describe('what is drawn', () => {
  beforeEach(() => sketch.start('query', 'line', [A, B]))

  it('goes back step by step to what it began with, and no further', () => {
    sketch.add(C)
    sketch.move(0, C)
    sketch.insertAfter(1)
    sketch.remove(0)
    for (let step = 0; step < 4; step++) sketch.undo()
    expect(sketch.points).toEqual([A, B])
    expect(sketch.canUndo).toBe(false)
    sketch.undo()
    expect(sketch.points).toEqual([A, B])
  })

  it('takes a drag for one step, however many moves it has', () => {
    for (let move = 1; move <= 9; move++) sketch.follow([A, [106.2, 22.6 + move / 100]])
    sketch.settle()
    expect(sketch.points[1]).toEqual([106.2, 22.69])
    sketch.undo()
    expect(sketch.points).toEqual([A, B])
  })

  it('counts a double click once, and puts a point half-way also over the closing side of an area', () => {
    sketch.add(C)
    sketch.add(C)
    expect(sketch.points).toEqual([A, B, C])
    sketch.become('polygon')
    sketch.insertAfter(2)
    expect(sketch.points[3]).toEqual([106.1, 22.7])
    expect(sketch.finish()).toEqual({ type: 'Polygon', coordinates: [[A, B, C, [106.1, 22.7], A]] })
  })

  it('is nothing with too few points', () => {
    sketch.remove(0)
    expect(sketch.isEnough).toBe(false)
    expect(sketch.finish()).toBeNull()
    expect(sketch.purpose).toBeNull()
  })
})
