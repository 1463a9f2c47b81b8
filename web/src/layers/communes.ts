import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { rampFor } from '../classes/choropleth'
import { hatchName } from './hatch'
import type { Addition, Scene } from './scene'

export const COMMUNES = 'communes'
/** The layer that answers "which commune is under the pointer"; it paints nothing. */
export const COMMUNE_HIT = 'commune-hit'

const communes = { source: COMMUNES, 'source-layer': COMMUNES }
const CODE: ExpressionSpecification = ['get', 'code']

function codeIn(codes: Iterable<string>): FilterSpecification {
  return ['in', CODE, ['literal', [...codes]]]
}

function choropleth({ choropleth: classed, colours }: Scene): LayerSpecification[] {
  if (!classed || classed.classByCode.size === 0) return []
  const ramp = rampFor(colours.classes, classed.rows.length)
  const colour = [
    'match',
    CODE,
    ...[...classed.classByCode].flatMap(([code, index]) => [code, ramp[index] ?? colours.land]),
    colours.land,
  ] as unknown as ExpressionSpecification
  return [
    {
      id: 'choropleth',
      type: 'fill',
      ...communes,
      filter: codeIn(classed.classByCode.keys()),
      paint: { 'fill-color': colour, 'fill-opacity': 0.88 },
    },
    {
      id: 'choropleth-no-data',
      type: 'fill',
      ...communes,
      filter: ['!', codeIn(classed.classByCode.keys())] as FilterSpecification,
      paint: { 'fill-pattern': hatchName(colours.hatch) },
    },
  ]
}

function outlines({ pick, colours }: Scene): LayerSpecification[] {
  const picked = pick?.type === 'unit' ? [pick.code] : []
  return [
    { id: COMMUNE_HIT, type: 'fill', ...communes, paint: { 'fill-opacity': 0 } },
    {
      id: 'commune-hover',
      type: 'line',
      ...communes,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.hover,
        'line-width': ['case', ['boolean', ['feature-state', 'hover'], false], 2.2, 0],
      },
    },
    {
      id: 'commune-picked',
      type: 'line',
      ...communes,
      filter: codeIn(picked),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.picked, 'line-width': 3 },
    },
  ]
}

/** The communes: their classes, what is under the pointer, and which one is picked. */
export function drawCommunes(scene: Scene): Addition {
  return {
    sources: { [COMMUNES]: { type: 'vector', url: `/tiles/${COMMUNES}` } },
    layers: [...choropleth(scene), ...outlines(scene)],
  }
}

/** The name of a commune, with its value under it when values are shown. */
export function communeLabel(
  name: ExpressionSpecification,
  values: Map<string, string>,
): ExpressionSpecification {
  if (values.size === 0) return name
  const value = ['match', CODE, ...[...values].flat(), ''] as unknown as ExpressionSpecification
  return ['format', name, { 'font-scale': 1 }, '\n', {}, value, { 'font-scale': 0.95 }]
}
