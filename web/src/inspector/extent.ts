import type { Place } from '../api/types'
import { circleAround } from '../layers/picked-place'

/** The extent of a geometry: west, south, east, north in degrees. */
export function extentOf(geometry: GeoJSON.Geometry): [number, number, number, number] {
  const extent: [number, number, number, number] = [180, 90, -180, -90]
  const visit = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return
    const [lon, lat] = coordinates as unknown[]
    if (typeof lon === 'number' && typeof lat === 'number') {
      extent[0] = Math.min(extent[0], lon)
      extent[1] = Math.min(extent[1], lat)
      extent[2] = Math.max(extent[2], lon)
      extent[3] = Math.max(extent[3], lat)
    } else {
      coordinates.forEach(visit)
    }
  }
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) visit('coordinates' in part ? part.coordinates : [])
  } else {
    visit(geometry.coordinates)
  }
  return extent
}

/** The extent to look at for a place: with the whole circle in which it may lie, where that is known. */
export function extentOfPlace({
  geometry,
  accuracy_m,
}: Pick<Place, 'geometry' | 'accuracy_m'>): [number, number, number, number] | null {
  if (!geometry) return null
  if (geometry.type !== 'Point' || !accuracy_m) return extentOf(geometry)
  const [lon = 0, lat = 0] = geometry.coordinates
  return extentOf(circleAround(lon, lat, accuracy_m))
}
