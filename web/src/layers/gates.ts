import type { ExpressionSpecification } from 'maplibre-gl'
import type { WordKey } from '../words'
import type { MapColours } from './colours'
import { REGULAR, TEXT_SIZE, tiled, type Drawing } from './scene'
import { markName, type Mark } from './shapes'

const CLASSES: readonly { classes: string[]; word: WordKey; size: number; isHollow: boolean }[] = [
  { classes: ['international'], word: 'gate.international', size: 24, isHollow: false },
  { classes: ['bilateral'], word: 'gate.bilateral', size: 19, isHollow: false },
  { classes: ['local'], word: 'gate.local', size: 19, isHollow: true },
  {
    classes: ['crossing', 'clearance-lane', 'tourism-crossing'],
    word: 'gate.crossing',
    size: 14,
    isHollow: true,
  },
]

/** The mark of each class of gate. */
export function gateMarks(colours: MapColours): Mark[] {
  return CLASSES.map(({ size, isHollow }) => mark(colours, size, isHollow))
}

function mark(colours: MapColours, size: number, isHollow: boolean): Mark {
  return { shape: 'diamond', size, colour: colours.gate, isHollow, halo: colours.halo }
}

/** A clearance lane belongs to a gate and is known to be at its spot: it stands at the gate's side, not upon its mark. */
const LANE = 'clearance-lane'
const LANE_OFFSET: readonly [across: number, down: number] = [15, 9]

/** How far (in pixels) a gate's mark stands from its position. */
export function gateOffset(gateClass: unknown): readonly [across: number, down: number] {
  return gateClass === LANE ? LANE_OFFSET : [0, 0]
}

/** The names around a mark, so far from its middle as it is big. */
function around(size: number, [across, down]: readonly [number, number] = [0, 0]) {
  const [x, y] = [across / TEXT_SIZE, down / TEXT_SIZE]
  const away = (size / 2 + 3) / TEXT_SIZE
  const places = [
    'left',
    [x + away, y],
    'right',
    [x - away, y],
    'top',
    [x, y + away],
    'bottom',
    [x, y - away],
  ]
  return ['literal', places]
}

const LABEL_PLACES = [
  'match',
  ['get', 'gate_class'],
  LANE,
  around(14, LANE_OFFSET),
  'international',
  around(24),
  around(19),
] as unknown as ExpressionSpecification

const OFFSET = [
  'match',
  ['get', 'gate_class'],
  LANE,
  ['literal', LANE_OFFSET],
  ['literal', [0, 0]],
] as unknown as ExpressionSpecification

/** Border gates: diamonds, the higher the class the larger; filled from bilateral upwards. */
export const gates: Drawing = {
  draw: ({ layer, choice }, { colours }) => {
    const icon = [
      'match',
      ['get', 'gate_class'],
      ...CLASSES.flatMap(({ classes, size, isHollow }) => [classes, markName(mark(colours, size, isHollow))]),
      markName(mark(colours, 14, true)),
    ] as unknown as ExpressionSpecification
    return [
      {
        id: `border-gate/${layer.id}`,
        type: 'symbol',
        ...tiled(layer),
        layout: {
          'icon-image': icon,
          'icon-allow-overlap': true,
          'icon-offset': OFFSET,
          'icon-padding': 0,
        },
        paint: { 'icon-opacity': choice.opacity },
      },
      {
        id: `border-gate-label/${layer.id}`,
        type: 'symbol',
        ...tiled(layer),
        minzoom: 8,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': REGULAR,
          'text-size': TEXT_SIZE,
          'text-variable-anchor-offset': LABEL_PLACES,
          'text-justify': 'auto',
          'text-padding': 1,
        },
        paint: {
          'text-color': colours.gate,
          'text-halo-color': colours.halo,
          'text-halo-width': 1.8,
          'text-opacity': choice.opacity,
        },
      },
    ]
  },
  legend: (_, colours, say) =>
    CLASSES.map(({ word, size, isHollow }) => ({
      label: say(word),
      swatch: { type: 'mark', mark: mark(colours, Math.min(size, 20), isHollow) },
    })),
}
