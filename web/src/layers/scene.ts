import type { LayerSpecification, SourceSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import type { Layer, Place } from '../api/types'
import type { Classed } from '../classes/choropleth'
import type { Theme } from '../state/app.svelte'
import type { LayerChoice, Pick } from '../state/permalink'
import type { Language, WordKey } from '../words'
import type { MapColours } from './colours'
import type { Pattern } from './hatch'
import type { Mark } from './shapes'

/** A data layer that is switched on, with the strength chosen for it. */
export interface ShownLayer {
  layer: Layer
  choice: LayerChoice
}

/** What a mode adds to the map: results, drawings, widths around a corridor. */
export interface Addition {
  sources: Record<string, SourceSpecification>
  layers: LayerSpecification[]
  /** What its marks and colours mean; what is on top comes first. */
  legend?: AddedRow[]
}

/** A unit from before the merger: no boundary of it is known, only its centre. */
export interface FormerUnit {
  code: string
  name: string
  at: readonly [lon: number, lat: number]
  /** What its figure says, in words; `null` without a figure. */
  label: string | null
  /** The class of its figure; `null` without a figure. */
  index: number | null
}

/** Everything that decides how the map looks; the style is a function of it alone. */
export interface Scene {
  theme: Theme
  colours: MapColours
  language: Language
  say: (key: WordKey) => string
  shown: ShownLayer[]
  /** Data layers that the user has put in another order, from the top down. */
  order: readonly string[]
  choropleth: Classed | null
  /** The value of each commune, written under its name when wanted. */
  valueLabels: Map<string, string> | null
  /** The units from before the merger, in place of today's colours; without classes they are dots alone. */
  formerUnits: { units: FormerUnit[]; classes: Classed | null } | null
  /** The rings of the province, beyond which no ground is shaded; `null` while they are not known. */
  province: [lon: number, lat: number][][] | null
  pick: Pick | null
  pickedPlace: Place | null
  additions: Addition[]
}

/** One row of a legend. */
export interface LegendRow {
  label: string
  swatch:
    | { type: 'mark'; mark: Mark }
    | { type: 'line'; colour: string; casing: string; isDashed: boolean; width: number }
    | { type: 'area'; fill: string; outline: string; pattern: Pattern | null }
  /** Whether the row stands for what has no figure, told apart from the classes. */
  isNoData?: boolean
}

/** A row of what a mode has added to the map; a printed map draws the same features, in its colour, under its words. */
export interface AddedRow extends LegendRow {
  /** Whose features it explains; none where a sheet cannot show them, such as circles whose size tells a figure. */
  source?: string
  /** What those features have as `look`; all of the source without it. */
  look?: string
}

/** How one kind of layer is drawn and explained. */
export interface Drawing {
  draw: (shown: ShownLayer, scene: Scene) => LayerSpecification[]
  legend: (
    layer: Layer,
    colours: MapColours,
    say: (key: WordKey, fill?: Record<string, string>) => string,
    language: Language,
  ) => LegendRow[]
}

export const REGULAR = ['Be Vietnam Pro Regular']
export const SEMIBOLD = ['Be Vietnam Pro SemiBold']

/** The part that every drawing of a tiled layer shares: where its features come from. */
export function tiled(layer: Layer): { source: string; 'source-layer': string } {
  return { source: layer.id, 'source-layer': layer.id }
}

/** Where a label may stand, each side with its distance in ems. */
export type VariableAnchorOffset = NonNullable<
  SymbolLayerSpecification['layout']
>['text-variable-anchor-offset']

/** The size of names beside marks, in pixels. */
export const TEXT_SIZE = 14
