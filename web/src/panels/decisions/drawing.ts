import type { LayerSpecification } from 'maplibre-gl'
import type { MapColours } from '../../layers/colours'
import { SEMIBOLD, type Addition } from '../../layers/scene'

/** A place of an answer: what it is decides its look. */
export interface Mark {
  lon: number
  lat: number
  name: string
  look: 'new' | 'kept' | 'closed' | 'community'
  /** By what it is marked when its row is pointed at. */
  key: string
  /** The place that a click on it picks; none where it was only proposed. */
  place: string | null
}

/** Who goes where. */
export type Way = [from: [number, number], to: [number, number]]

/** The marks, ways and areas of an answer, drawn over everything else. */
export function drawDecision(
  name: string,
  answer: {
    marks: readonly Mark[]
    ways: readonly Way[]
    areas: readonly { name: string; outline: GeoJSON.Geometry }[]
  },
  colours: MapColours,
): Addition {
  const feature = (geometry: GeoJSON.Geometry, properties: Record<string, string>): GeoJSON.Feature => ({
    type: 'Feature',
    properties,
    geometry,
  })
  const source = (features: GeoJSON.Feature[]) => ({
    type: 'geojson' as const,
    data: { type: 'FeatureCollection' as const, features },
  })
  const marks = answer.marks.map(({ lon, lat, name, look, key, place }) =>
    feature(
      { type: 'Point', coordinates: [lon, lat] },
      { name, look, key, ...(place === null ? {} : { id: place }) },
    ),
  )
  const ways = answer.ways.map((coordinates) => feature({ type: 'LineString', coordinates }, {}))
  const areas = answer.areas.map(({ name, outline }) => feature(outline, { name }))
  const layers: LayerSpecification[] = [
    {
      id: `result-area/${name}`,
      type: 'fill',
      source: `${name}-areas`,
      paint: { 'fill-color': colours.result, 'fill-opacity': 0.3 },
    },
    {
      id: `result-line/${name}-areas`,
      type: 'line',
      source: `${name}-areas`,
      paint: { 'line-color': colours.result, 'line-width': 1.5 },
    },
    {
      id: `result-line/${name}-ways`,
      type: 'line',
      source: `${name}-ways`,
      paint: { 'line-color': colours.ink, 'line-width': 1, 'line-opacity': 0.45 },
    },
    {
      id: `result-point/${name}`,
      type: 'circle',
      source: `${name}-marks`,
      paint: {
        'circle-radius': [
          'case',
          ['boolean', ['feature-state', 'hover'], false],
          12,
          ['match', ['get', 'look'], 'new', 8, 'kept', 5, 'community', 6, 4],
        ],
        'circle-color': [
          'match',
          ['get', 'look'],
          'new',
          colours.result,
          'kept',
          colours.education,
          'community',
          colours.hazard,
          colours.halo,
        ],
        'circle-stroke-color': ['match', ['get', 'look'], 'closed', colours.plain, colours.halo],
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: `point-label/${name}`,
      type: 'symbol',
      source: `${name}-areas`,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': SEMIBOLD,
        'text-size': 14,
        'text-allow-overlap': false,
      },
      paint: { 'text-color': colours.result, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 },
    },
  ]
  return {
    sources: {
      [`${name}-marks`]: { ...source(marks), promoteId: 'key' },
      [`${name}-ways`]: source(ways),
      [`${name}-areas`]: source(areas),
    },
    layers,
  }
}
