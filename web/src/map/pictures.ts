import type { Map as MapLibreMap } from 'maplibre-gl'
import type { Pattern } from '../layers/hatch'
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

/** Level lines or dots over an area of a kind. */
function drawPattern(pattern: Pattern, colour: string): ImageData {
  const context = canvas(8)
  context.strokeStyle = context.fillStyle = colour
  context.lineWidth = 1.4
  context.beginPath()
  if (pattern === 'lines') {
    context.moveTo(0, 4)
    context.lineTo(8, 4)
    context.stroke()
  } else {
    context.arc(4, 4, 1.5, 0, 2 * Math.PI)
    context.fill()
  }
  return pixels(context)
}

function drawFill(name: string): ImageData | null {
  const [pattern, colour] = name.split('|')
  if (!colour) return null
  if (pattern === 'hatch') return drawHatch(colour)
  return pattern === 'lines' || pattern === 'dots' ? drawPattern(pattern, colour) : null
}

/** Draws every mark and hatch on the moment that the style asks for it by name. */
export function drawPicturesOnDemand(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return
    const mark = parseMark(id)
    const picture = mark ? drawMark(mark) : drawFill(id)
    if (picture) map.addImage(id, picture, { pixelRatio: PIXEL_RATIO })
  })
}
