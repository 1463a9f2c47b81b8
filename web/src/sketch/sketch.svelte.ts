import type { LayerSpecification } from 'maplibre-gl'
import type { Addition } from '../layers/scene'
import type { MapColours } from '../layers/colours'

export type Position = [lon: number, lat: number]

const SOURCE = 'sketch'

/** Who draws what. */
export type Purpose = 'measure' | 'corridor' | 'query' | 'relocation'
export type SketchShape = 'point' | 'line' | 'polygon'

/** How many points a shape needs at least. */
const NEEDED: Record<SketchShape, number> = { point: 1, line: 2, polygon: 3 }

/** How many steps can be taken back. */
const MOST_STEPS = 200
/** A hundred-millionth of a degree is a millimetre: more digits would only lengthen addresses. */
const DECIMALS = 8

function rounded([lon, lat]: Position): Position {
  return [Number(lon.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))]
}

function isSame(one: Position | undefined, other: Position): boolean {
  return one?.[0] === other[0] && one[1] === other[1]
}

/**
 * A shape that is drawn point by point: with clicks and drags on the map, with typed coordinates, or from the keyboard.
 * Every change is one step that `undo` takes back; a drag is one step however many times it moved the point.
 */
class Sketch {
  points = $state.raw<Position[]>([])
  /** Who is drawing; while somebody is, clicks on the map add points and pick nothing. */
  purpose = $state<Purpose | null>(null)
  shape = $state<SketchShape>('line')
  /** Takes every click on the map while nothing is drawn, for whoever asks what lies there. */
  listener: ((at: Position) => void) | null = null
  /** Whether the pointer went down on a point of the shape: then the click is not for a new one. */
  isGrabbed = false
  private past = $state.raw<Position[][]>([])
  private beforeDrag: Position[] | null = null

  /** Begins to draw; with points given, goes on from them. */
  start(purpose: Purpose, shape: SketchShape = 'line', points: Position[] = []): void {
    this.past = []
    this.beforeDrag = null
    this.points = points.map(rounded)
    this.shape = shape
    this.purpose = purpose
  }

  /** Takes new points as one step. */
  private step(points: Position[]): void {
    this.past = [...this.past, this.points].slice(-MOST_STEPS)
    this.points = points
  }

  /** Draws another shape with the points that are there. */
  become(shape: SketchShape): void {
    this.shape = shape
    if (shape === 'point' && this.points.length > 1) this.step(this.points.slice(-1))
  }

  /** Adds a point at the end; the same place twice, as a double click gives it, is one point. */
  add(at: Position): void {
    const point = rounded(at)
    if (isSame(this.points.at(-1), point)) return
    this.step(this.shape === 'point' ? [point] : [...this.points, point])
  }

  /** Puts one point elsewhere. */
  move(index: number, to: Position): void {
    this.step(this.points.map((point, at) => (at === index ? rounded(to) : point)))
  }

  /** Puts a new point half-way to the next one. */
  insertAfter(index: number): void {
    const [from, to] = [this.points[index], this.points[(index + 1) % this.points.length]]
    if (!from || !to) return
    const middle = rounded([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])
    this.step(this.points.toSpliced(index + 1, 0, middle))
  }

  remove(index: number): void {
    this.step(this.points.toSpliced(index, 1))
  }

  /** The points while one of them is dragged; the step is noted when the drag `settle`s. */
  follow(points: Position[]): void {
    this.beforeDrag ??= this.points
    this.points = points.map(rounded)
  }

  /** Ends a drag: what was before it is the step to go back to. */
  settle(): void {
    if (this.beforeDrag) this.past = [...this.past, this.beforeDrag].slice(-MOST_STEPS)
    this.beforeDrag = null
  }

  get canUndo(): boolean {
    return this.past.length > 0
  }

  undo(): void {
    const before = this.past.at(-1)
    if (!before) return
    this.points = before
    this.past = this.past.slice(0, -1)
  }

  get isEnough(): boolean {
    return this.points.length >= NEEDED[this.shape]
  }

  /** Ends the drawing and gives what was drawn; too few points are no shape. */
  finish(): GeoJSON.Point | GeoJSON.LineString | GeoJSON.Polygon | null {
    const { points, shape, isEnough } = this
    this.stop()
    const [first] = points
    if (!isEnough || !first) return null
    if (shape === 'point') return { type: 'Point', coordinates: first }
    if (shape === 'line') return { type: 'LineString', coordinates: points }
    return { type: 'Polygon', coordinates: [[...points, first]] }
  }

  stop(): void {
    this.purpose = null
    this.points = []
    this.past = []
    this.beforeDrag = null
    this.isGrabbed = false
  }
}

export const sketch = new Sketch()

/** The points by which a shape was drawn. */
export function pointsOf(geometry: GeoJSON.Geometry | null): Position[] {
  const asPosition = ([lon = 0, lat = 0]: GeoJSON.Position): Position => [lon, lat]
  switch (geometry?.type) {
    case 'Point':
      return [asPosition(geometry.coordinates)]
    case 'LineString':
      return geometry.coordinates.map(asPosition)
    case 'Polygon':
      return (geometry.coordinates[0] ?? []).slice(0, -1).map(asPosition)
    default:
      return []
  }
}

/** A drawn shape with its points; an area's edge is closed and its inside tinted. */
export function drawShape(
  name: string,
  points: readonly Position[],
  shape: SketchShape,
  colours: MapColours,
): Addition {
  const [first] = points
  if (shape !== 'polygon' || points.length < 3 || !first) return drawLine(name, points, colours)
  const ring = [...points, first]
  const line = drawLine(name, ring, colours)
  const source = `${SOURCE}-${name}-area`
  return {
    sources: {
      ...line.sources,
      [source]: { type: 'geojson', data: { type: 'Polygon', coordinates: [ring] } },
    },
    layers: [
      ...line.layers,
      {
        id: `result-area/${name}`,
        type: 'fill',
        source,
        paint: { 'fill-color': colours.result, 'fill-opacity': 0.12 },
      },
    ],
  }
}

/** A drawn line with its points. */
export function drawLine(name: string, points: readonly Position[], colours: MapColours): Addition {
  if (points.length === 0) return { sources: {}, layers: [] }
  const source = `${SOURCE}-${name}`
  const layers: LayerSpecification[] = [
    {
      id: `measure-line/${name}`,
      type: 'line',
      source,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colours.result, 'line-width': 3 },
    },
    {
      id: `measure-point/${name}`,
      type: 'circle',
      source,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 4.5,
        'circle-color': colours.halo,
        'circle-stroke-color': colours.result,
        'circle-stroke-width': 2.5,
      },
    },
  ]
  const features: GeoJSON.Feature[] = points.map((coordinates) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates },
  }))
  if (points.length > 1) {
    features.push({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: [...points] },
    })
  }
  return { sources: { [source]: { type: 'geojson', data: { type: 'FeatureCollection', features } } }, layers }
}
