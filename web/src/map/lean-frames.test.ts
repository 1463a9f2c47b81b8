import type { Map as MapLibreMap } from 'maplibre-gl'
import { beforeEach, describe, expect, it } from 'vitest'
import { cutTilesOnce, drawLeanFrames } from './lean-frames'

type Frame = Parameters<typeof cutTilesOnce>[0]
type Layer = Parameters<Frame['renderTileClippingMasks']>[0]
type Tile = Parameters<Frame['renderTileClippingMasks']>[1][number]

/** A frame that keeps its masks as MapLibre's does, and counts what it draws. */
class Drawn {
  currentStencilSource: string | undefined
  nextStencilID = 1
  tileClippingMaskIDs: Record<string, number> = {}
  masks: string[] = []
  clearStencil(): void {
    this.nextStencilID = 1
    this.currentStencilSource = undefined
  }
  renderTileClippingMasks(layer: Layer, tiles: Tile[]): void {
    this.currentStencilSource = layer.source
    if (this.nextStencilID + tiles.length > 256) this.clearStencil()
    this.tileClippingMaskIDs = Object.fromEntries(tiles.map(({ key }) => [key, this.nextStencilID++]))
    this.masks.push(...tiles.map(({ key }) => key))
  }
}

const layer = (source: string, isClipped = true) => ({ source, isTileClipped: () => isClipped }) as Layer
const tile = (key: string, z = 8, overscaledZ = z) => ({ key, canonical: { z }, overscaledZ }) as Tile
const keys = (...names: string[]) => names.map((name) => tile(name))

describe('masks of tiles', () => {
  let frame: Drawn
  const cut = (of: Layer, tiles: Tile[]) => (frame as unknown as Frame).renderTileClippingMasks(of, tiles)

  beforeEach(() => {
    class Lean extends Drawn {}
    Lean.prototype.renderTileClippingMasks = function (this: Drawn, ...given) {
      Drawn.prototype.renderTileClippingMasks.apply(this, given)
    }
    cutTilesOnce(Lean.prototype as unknown as Frame)
    frame = new Lean()
  })

  it('are drawn once for all sources that have the same tiles', () => {
    cut(layer('communes'), keys('a', 'b'))
    const refs = frame.tileClippingMaskIDs
    cut(layer('ground'), keys('a', 'b'))
    cut(layer('communes'), keys('a'))
    expect(frame.masks).toEqual(['a', 'b'])
    expect(frame.tileClippingMaskIDs).toEqual(refs)
    expect(frame.currentStencilSource).toBe('communes')
  })

  it('are added for the tiles that only another source has, with a number of their own', () => {
    cut(layer('communes'), keys('a'))
    cut(layer('ground'), keys('a', 'b', 'c'))
    cut(layer('communes'), keys('a'))
    expect(frame.masks).toEqual(['a', 'b', 'c'])
    expect(frame.tileClippingMaskIDs).toEqual({ a: 1, b: 2, c: 3 })
  })

  it('are drawn anew where tiles may lie on each other', () => {
    cut(layer('communes'), keys('a'))
    cut(layer('ground'), [tile('parent', 7)])
    cut(layer('relief'), [tile('deep', 7, 9)])
    cut(layer('communes'), keys('a'))
    expect(frame.masks).toEqual(['a', 'parent', 'deep', 'a'])
    expect(frame.tileClippingMaskIDs).toEqual({ a: 4 })
  })

  it('are drawn anew after a mixture of zooms, however alike the tiles are', () => {
    cut(layer('ground'), [tile('parent', 7), tile('child', 8)])
    cut(layer('communes'), [tile('parent', 7)])
    expect(frame.masks).toEqual(['parent', 'child', 'parent'])
  })

  it('are drawn anew once the stencil was used for something else, or is full', () => {
    cut(layer('communes'), keys('a'))
    frame.currentStencilSource = undefined
    cut(layer('ground'), keys('a'))
    expect(frame.masks).toEqual(['a', 'a'])
    frame.nextStencilID = 255
    cut(layer('communes'), keys('a', 'b', 'c'))
    expect(frame.masks).toEqual(['a', 'a', 'a', 'b', 'c'])
    expect(frame.tileClippingMaskIDs).toEqual({ a: 1, b: 2, c: 3 })
  })

  it('are left to layers that cut nothing', () => {
    cut(layer('communes'), keys('a'))
    cut(layer('labels', false), keys('z'))
    cut(layer('ground'), [])
    expect(frame.masks).toEqual(['a'])
    expect(frame.currentStencilSource).toBe('communes')
  })
})

describe('a sky', () => {
  const drawnBy = (maxPitch: number) => {
    const sky = () => 'drawn'
    const map = {
      painter: { drawFunctions: { sky }, renderLayer: () => undefined },
      getMaxPitch: () => maxPitch,
    }
    drawLeanFrames(map as unknown as MapLibreMap)
    return map.painter.drawFunctions.sky()
  }

  it('is drawn only where the map can be tilted', () => {
    expect(drawnBy(0)).toBeUndefined()
    expect(drawnBy(60)).toBe('drawn')
  })
})
