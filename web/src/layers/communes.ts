import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl'
import type { JudgedStatus } from '../classes/choropleth'
import { CLASS_STRENGTH, classColours, type MapColours } from './colours'
import { hatchName } from './hatch'
import type { Addition, Scene, VariableAnchorOffset } from './scene'
import { markName, type Mark, type Shape } from './shapes'

export const COMMUNES = 'communes'
const LABELS = 'commune-labels'
/** The layer that answers "which commune is under the pointer"; it paints nothing. */
export const COMMUNE_HIT = 'commune-hit'
/** The outline of the commune under the pointer and of the one picked, by feature state: no tile is read anew. */
export const COMMUNE_OUTLINE = 'commune-outline'

const communes = { source: COMMUNES, 'source-layer': COMMUNES }
const CODE: ExpressionSpecification = ['get', 'code']

function codeIn(codes: Iterable<string>): FilterSpecification {
  return ['in', CODE, ['literal', [...codes]]]
}

function choropleth({ choropleth: classed, colours }: Scene): LayerSpecification[] {
  if (!classed) return []
  const hatch: LayerSpecification = {
    id: 'choropleth-no-data',
    type: 'fill',
    ...communes,
    filter: codeIn(classed.missing),
    paint: { 'fill-pattern': hatchName(colours.hatch), 'fill-antialias': false },
  }
  if (classed.classByCode.size === 0) return [hatch]
  const ramp = classColours(classed, colours)
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
      // Its edges lie under the borders; smoothing them would draw them once more.
      paint: { 'fill-color': colour, 'fill-opacity': CLASS_STRENGTH, 'fill-antialias': false },
    },
    hatch,
  ]
}

const isState = (name: 'hover' | 'picked'): ExpressionSpecification => [
  'boolean',
  ['feature-state', name],
  false,
]

/** How bright a colour `#rrggbb` is to the eye, 0 to 1. */
function brightness(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
  return 0.299 * r + 0.587 * g + 0.114 * b
}

/** The colour of an outline: that of the theme, on communes that are as dark, or as bright, the other one. */
function outlineColour(
  { choropleth, colours }: Scene,
  own: string,
  other: string,
): ExpressionSpecification | string {
  const isBright = brightness(own) > 0.5
  const ramp = choropleth ? classColours(choropleth, colours) : []
  const alike = [...(choropleth?.classByCode ?? [])].flatMap(([code, index]) => {
    const colour = ramp[index]
    return colour !== undefined && brightness(colour) > 0.45 === isBright ? [code] : []
  })
  return alike.length === 0 ? own : ['case', codeIn(alike) as ExpressionSpecification, other, own]
}

function outlines(scene: Scene): LayerSpecification[] {
  const { hover, picked, halo } = scene.colours
  return [
    { id: COMMUNE_HIT, type: 'fill', ...communes, paint: { 'fill-opacity': 0 } },
    {
      id: COMMUNE_OUTLINE,
      type: 'line',
      ...communes,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': [
          'case',
          isState('picked'),
          outlineColour(scene, picked, halo),
          outlineColour(scene, hover, halo),
        ],
        'line-width': ['case', isState('picked'), 3, isState('hover'), 2.2, 0],
      },
    },
  ]
}

/** The communes: their classes, which one is under the pointer, and which one is picked. */
export function drawCommunes(scene: Scene): Addition {
  return {
    sources: { [COMMUNES]: { type: 'vector', url: `/tiles/${COMMUNES}` } },
    layers: [...choropleth(scene), ...outlines(scene), ...statusMarks(scene)],
  }
}

/** The shape that each status has beside its colour. */
export const STATUS_SHAPES: Record<JudgedStatus, Shape> = {
  achieved: 'circle',
  'on-track': 'triangle',
  'at-risk': 'square',
  'off-track': 'triangle-down',
}

export function statusMark(status: JudgedStatus, { status: colours, halo }: MapColours): Mark {
  return { shape: STATUS_SHAPES[status], size: 15, colour: colours[status], isHollow: false, halo }
}

/** The shape of each commune's status at its middle; nothing where communes are coloured by figures. */
function statusMarks({ choropleth, colours }: Scene): LayerSpecification[] {
  const marked = [...(choropleth?.classByCode ?? [])].flatMap(([code, index]) => {
    const status = choropleth?.rows[index]?.status
    return status ? [code, markName(statusMark(status, colours))] : []
  })
  if (marked.length === 0) return []
  return [
    {
      id: 'status-mark',
      type: 'symbol',
      source: LABELS,
      'source-layer': LABELS,
      layout: {
        'icon-image': ['match', CODE, ...marked, ''] as unknown as ExpressionSpecification,
        'icon-allow-overlap': true,
        'icon-padding': 0,
      },
    },
  ]
}

/** How names of communes are placed: in the middle where nothing is, otherwise under or above the mark there. */
export function labelPlaces({ choropleth }: Scene): SymbolLayerSpecification['layout'] {
  const hasMark = choropleth?.rows.some(({ status }) => status) ?? false
  // In ems. Further away, or at a side, it would name a neighbour.
  const away = hasMark ? 0.85 : 0.65
  const places = [
    ...(hasMark ? [] : ['center', [0, 0]]),
    ...['top', [0, away], 'bottom', [0, -away]],
    ...['top', [0, 2 * away], 'bottom', [0, -2 * away]],
  ]
  return { 'text-variable-anchor-offset': places as unknown as VariableAnchorOffset }
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
