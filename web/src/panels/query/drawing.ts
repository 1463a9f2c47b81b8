import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { CLASS_STRENGTH, type MapColours } from '../../layers/colours'
import { COMMUNES } from '../../layers/communes'
import type { AddedRow, Addition } from '../../layers/scene'
import { dot, stroke, tint } from '../../layers/swatches'
import type { QueryRow } from './question'

/** The source of what was found; its features can be marked by their ids. */
export const ANSWER_SOURCE = 'query'

const HOVERED: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]

/** How what was found is drawn. */
export type FoundLook = 'points' | 'lines' | 'areas'

function lookOf({ type }: GeoJSON.Geometry): FoundLook {
  if (type.endsWith('Point')) return 'points'
  return type.endsWith('LineString') ? 'lines' : 'areas'
}

/** The features found, over everything else: points ringed, lines and areas traced. */
export function drawAnswer(
  rows: readonly QueryRow[],
  colours: MapColours,
  tell: (look: FoundLook) => string,
): Addition {
  const features = rows.flatMap(({ id, name, kind, geometry }): GeoJSON.Feature[] =>
    geometry ? [{ type: 'Feature', properties: { id, name, kind, look: lookOf(geometry) }, geometry }] : [],
  )
  const { result, halo } = colours
  const swatches: Record<FoundLook, AddedRow['swatch']> = {
    points: dot(result, 7, halo),
    lines: stroke(result, 2),
    areas: tint(result, 0.16),
  }
  const looks = (['points', 'lines', 'areas'] as const).filter((look) =>
    features.some(({ properties }) => properties?.['look'] === look),
  )
  const layers: LayerSpecification[] = [
    {
      id: 'result-area',
      type: 'fill',
      source: ANSWER_SOURCE,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colours.result, 'fill-opacity': 0.16 },
    },
    {
      id: 'result-line',
      type: 'line',
      source: ANSWER_SOURCE,
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': colours.result, 'line-width': ['case', HOVERED, 5, 2] },
    },
    {
      id: 'result-point',
      type: 'circle',
      source: ANSWER_SOURCE,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['case', HOVERED, 11, 7],
        'circle-color': colours.result,
        'circle-opacity': ['case', HOVERED, 0.7, 0.35],
        'circle-stroke-color': colours.result,
        'circle-stroke-width': 2,
      },
    },
  ]
  return {
    sources: {
      [ANSWER_SOURCE]: { type: 'geojson', promoteId: 'id', data: { type: 'FeatureCollection', features } },
    },
    layers,
    legend: looks.map((look) => ({
      label: tell(look),
      swatch: swatches[look],
      source: ANSWER_SOURCE,
      look,
    })),
  }
}

/** The communes by the class of their count; those without any stay plain. */
export function drawCounts(classByCode: ReadonlyMap<string, number>, ramp: readonly string[]): Addition {
  const coloured = [...classByCode].flatMap(([code, index]) => [code, ramp[index] ?? 'transparent'])
  const colour = [
    'match',
    ['get', 'code'],
    ...coloured,
    'rgba(0,0,0,0)',
  ] as unknown as ExpressionSpecification
  return {
    sources: {},
    layers: [
      {
        id: 'choropleth/counts',
        type: 'fill',
        source: COMMUNES,
        'source-layer': COMMUNES,
        paint: { 'fill-color': colour, 'fill-opacity': CLASS_STRENGTH, 'fill-antialias': false },
      },
    ],
  }
}
