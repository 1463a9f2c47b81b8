import type { LayerSpecification } from 'maplibre-gl'
import type { Addition } from '../layers/scene'
import type { MapColours } from '../layers/colours'

export type Position = [lon: number, lat: number]

const SOURCE = 'sketch'

/** A line that is drawn point by point with clicks on the map, for measuring and for corridors. */
class Sketch {
  points = $state.raw<Position[]>([])
  /** Who is drawing; while somebody is, clicks on the map add points and pick nothing. */
  purpose = $state<'measure' | 'corridor' | null>(null)

  start(purpose: 'measure' | 'corridor'): void {
    this.points = []
    this.purpose = purpose
  }

  add(point: Position): void {
    this.points = [...this.points, point]
  }

  undo(): void {
    this.points = this.points.slice(0, -1)
  }

  /** Ends the drawing and gives what was drawn; fewer than two points are no line. */
  finish(): GeoJSON.LineString | null {
    const coordinates = this.points
    this.stop()
    return coordinates.length < 2 ? null : { type: 'LineString', coordinates }
  }

  stop(): void {
    this.purpose = null
    this.points = []
  }
}

export const sketch = new Sketch()

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
