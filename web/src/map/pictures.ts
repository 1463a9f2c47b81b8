import type { Map as MapLibreMap } from 'maplibre-gl'
import { parseMark, SHAPES, type Mark } from '../layers/shapes'

const PIXEL_RATIO = 2

function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas')
  element.width = element.height = size * PIXEL_RATIO
  const context = element.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw the marks of the map (no 2d canvas).')
  context.scale(PIXEL_RATIO, PIXEL_RATIO)
  return context
}

function pixels(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height)
}

function drawMark({ shape, size, colour, isHollow, isDashed, halo }: Mark): ImageData {
  const context = canvas(size)
  const scale = size / 24
  context.scale(scale * 0.86, scale * 0.86)
  context.translate(24 * 0.08, 24 * 0.08)
  const path = new Path2D(SHAPES[shape])
  context.lineJoin = 'round'
  context.lineWidth = 5 / scale / 1.6
  context.strokeStyle = halo
  context.stroke(path)
  context.fillStyle = isHollow ? halo : colour
  context.fill(path)
  context.lineWidth = (isHollow ? 2 : 0.8) / scale
  context.setLineDash(isDashed ? [3 / scale, 1.6 / scale] : [])
  context.strokeStyle = colour
  context.stroke(path)
  return pixels(context)
}

/** Diagonal lines at one in eight pixels: "no data" is a hatch, never a colour. */
function drawHatch(colour: string): ImageData {
  const context = canvas(8)
  context.strokeStyle = colour
  context.lineWidth = 1
  for (const shift of [-8, 0, 8]) {
    context.beginPath()
    context.moveTo(shift, 8)
    context.lineTo(shift + 8, 0)
    context.stroke()
  }
  return pixels(context)
}

/** Draws every mark and hatch on the moment that the style asks for it by name. */
export function drawPicturesOnDemand(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return
    const mark = parseMark(id)
    const [prefix, colour] = id.split('|')
    const picture = mark ? drawMark(mark) : prefix === 'hatch' && colour ? drawHatch(colour) : null
    if (picture) map.addImage(id, picture, { pixelRatio: PIXEL_RATIO })
  })
}
