import type { ExpressionSpecification } from 'maplibre-gl'
import type { WordKey } from '../words'
import type { MapColours } from './colours'
import { REGULAR, tiled, type Drawing } from './scene'
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
        layout: { 'icon-image': icon, 'icon-allow-overlap': true },
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
          'text-size': 14,
          'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
          'text-radial-offset': 0.9,
          'text-padding': 1,
          'text-optional': true,
        },
        paint: {
          'text-color': colours.gate,
          'text-halo-color': colours.halo,
          'text-halo-width': 1.4,
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
