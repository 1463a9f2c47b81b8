import type { Map as MapLibreMap } from 'maplibre-gl'

type RenderLayer = MapLibreMap['painter']['renderLayer']
/** What MapLibre knows while it draws one frame. */
type Frame = Parameters<RenderLayer>[4]
type Cut = Frame['renderTileClippingMasks']
type Tile = Parameters<Cut>[1][number]

/**
 * Keeps MapLibre from drawing what nobody sees. Where the processor draws, both together are a third of a frame.
 *
 * It draws a sky over the whole canvas, on maps without one and seen from straight above, too; and it masks the tiles of a
 * source before it draws lines and areas, once more at each change of source and in both of its passes, although most
 * sources have the same tiles.
 *
 * # Source
 * https://github.com/maplibre/maplibre-gl-js, `src/render` of 6.17.
 */
export function drawLeanFrames(map: MapLibreMap): void {
  const { painter } = map
  // A map that cannot be tilted sees no horizon.
  if (map.getMaxPitch() === 0) painter.drawFunctions.sky = () => undefined
  const drawLayer = painter.renderLayer
  // The class of frames is not exported: the first layer drawn brings one along.
  painter.renderLayer = function (...given: Parameters<RenderLayer>) {
    painter.renderLayer = drawLayer
    cutTilesOnce(Object.getPrototypeOf(given[4]) as Frame)
    drawLayer.apply(this, given)
  }
}

/** What eight bits of a stencil can tell apart. */
const MOST_MASKS = 256
const adopted = new WeakSet<Frame>()

/** Has frames of a class leave out masks that are there already. */
export function cutTilesOnce(frames: Frame): void {
  // Two maps share the class.
  if (adopted.has(frames)) return
  adopted.add(frames)
  const cut = frames.renderTileClippingMasks
  /** The zooms of the tiles that are masked in a frame; tiles of one zoom never lie on each other. */
  const zooms = new WeakMap<Frame, Set<string>>()
  frames.renderTileClippingMasks = function (this: Frame, layer, tiles) {
    const masked = this['currentStencilSource'] as string | undefined
    if (masked === layer.source || !layer.isTileClipped() || !tiles?.length) return
    const before = this['tileClippingMaskIDs']
    const missing = tiles.filter(({ key }) => before[key] === undefined)
    const all = new Set([...(zooms.get(this) ?? []), ...tiles.map(zoomOf)])
    const isRoom = this['nextStencilID'] + missing.length <= MOST_MASKS
    if (masked === undefined || all.size > 1 || !isRoom) {
      cut.call(this, layer, tiles)
      zooms.set(this, new Set(tiles.map(zoomOf)))
      return
    }
    if (missing.length > 0) cut.call(this, layer, missing)
    this['currentStencilSource'] = layer.source
    this['tileClippingMaskIDs'] = { ...before, ...this['tileClippingMaskIDs'] }
  }
}

const zoomOf = ({ canonical, overscaledZ }: Tile) => `${canonical.z}/${overscaledZ}`
