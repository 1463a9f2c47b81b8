import { distance_m } from './length'
import type { Position } from './sketch.svelte'

/** What is wrong with a file that should hold a line. */
export type LineFault = 'not-json' | 'no-line' | 'several-lines' | 'not-degrees' | 'too-short'

/** The most points that a line may have; it is kept in the address of the page. */
export const MOST_POINTS = 300
/** How far a simplified line strays at first; doubled until the line has few enough points. */
const FIRST_TOLERANCE_M = 5

export interface ReadLine {
  line: Position[]
  /** Points of the file. */
  points: number
  /** How far the line kept may stray from the file's, metres; 0 when nothing was left out. */
  tolerance_m: number
}

/** Reads the one line of a GeoJSON file: a geometry, a feature, or a collection of them. */
export function readLine(text: string): ReadLine | LineFault {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  const lines = linesIn(json)
  const [first] = lines
  if (first === undefined) return 'no-line'
  if (lines.length > 1) return 'several-lines'
  const line: Position[] = []
  for (const position of first) {
    const [lon, lat] = Array.isArray(position) ? (position as unknown[]) : []
    if (!isDegrees(lon, 180) || !isDegrees(lat, 90)) return 'not-degrees'
    const before = line.at(-1)
    if (before?.[0] !== lon || before[1] !== lat) line.push([lon, lat])
  }
  return line.length < 2 ? 'too-short' : fewEnough(line)
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= most
}

function linesIn(json: unknown): unknown[][] {
  if (typeof json !== 'object' || json === null) return []
  const { type, coordinates, geometry, geometries, features } = json as Record<string, unknown>
  const all = (parts: unknown): unknown[][] => (Array.isArray(parts) ? parts.flatMap(linesIn) : [])
  switch (type) {
    case 'Feature':
      return linesIn(geometry)
    case 'FeatureCollection':
      return all(features)
    case 'GeometryCollection':
      return all(geometries)
    case 'LineString':
      return Array.isArray(coordinates) ? [coordinates as unknown[]] : []
    case 'MultiLineString':
      return Array.isArray(coordinates)
        ? coordinates.filter((part): part is unknown[] => Array.isArray(part))
        : []
    default:
      return []
  }
}

function fewEnough(line: Position[]): ReadLine {
  let kept = line
  let tolerance_m = 0
  while (kept.length > MOST_POINTS) {
    tolerance_m = tolerance_m === 0 ? FIRST_TOLERANCE_M : tolerance_m * 2
    kept = simplify(line, tolerance_m)
  }
  return { line: kept, points: line.length, tolerance_m }
}

/**
 * Leaves out points that lie within a tolerance of the line without them.
 *
 * Source: D. Douglas and T. Peucker (1973), "Algorithms for the reduction of the number of points required to
 * represent a digitized line or its caricature", The Canadian Cartographer 10. Done with a stack of spans, so that a
 * line of any number of points is read without running out of call frames.
 */
export function simplify(line: readonly Position[], tolerance_m: number): Position[] {
  const kept = new Set([0, line.length - 1])
  const spans: [number, number][] = [[0, line.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const farthest = farthestOf(line, from, to)
    if (farthest === null || farthest.distance_m <= tolerance_m) continue
    kept.add(farthest.index)
    spans.push([from, farthest.index], [farthest.index, to])
  }
  return line.filter((_, index) => kept.has(index))
}

function farthestOf(
  line: readonly Position[],
  from: number,
  to: number,
): { index: number; distance_m: number } | null {
  const [start, end] = [line[from], line[to]]
  let farthest: { index: number; distance_m: number } | null = null
  if (!start || !end) return null
  for (let index = from + 1; index < to; index++) {
    const point = line[index]
    if (!point) continue
    const distance = distance_m(point, nearestOn(start, end, point))
    if (farthest === null || distance > farthest.distance_m) farthest = { index, distance_m: distance }
  }
  return farthest
}

/** The nearest position on a short straight piece, in degrees scaled to the latitude. */
function nearestOn([x1, y1]: Position, [x2, y2]: Position, [x, y]: Position): Position {
  const scale = Math.cos((y * Math.PI) / 180)
  const [dx, dy] = [(x2 - x1) * scale, y2 - y1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((x - x1) * scale * dx + (y - y1) * dy) / length
  const share = Math.min(Math.max(along, 0), 1)
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]
}
