import { decodeSettings, encodeSettings } from '../decisions/settings'

/** The usual weights, per cent; the server's own, to begin with. */
const WEIGHTS = {
  slope: 25,
  road: 20,
  farmland: 15,
  'old-village': 15,
  water: 10,
  school: 10,
  'health-post': 5,
}
export type CriterionName = keyof typeof WEIGHTS
export const CRITERIA = Object.keys(WEIGHTS) as CriterionName[]

const LIMITS = {
  slope_degrees: 15,
  hazard_margin_m: 50,
  steep_upslope_m: 200,
  river_m: 100,
  road_m: 1000,
  border_strip_m: 1000,
}
export type LimitName = keyof typeof LIMITS

/** How far a slider goes, in which steps, of which unit. */
interface Range {
  least: number
  most: number
  step: number
  unit: string
}

/** How far each limit can be set. */
export const LIMIT_RANGES: Record<LimitName, Range> = {
  slope_degrees: { least: 1, most: 35, step: 1, unit: '°' },
  hazard_margin_m: { least: 0, most: 500, step: 10, unit: 'm' },
  steep_upslope_m: { least: 0, most: 1000, step: 50, unit: 'm' },
  river_m: { least: 0, most: 500, step: 10, unit: 'm' },
  road_m: { least: 100, most: 5000, step: 100, unit: 'm' },
  border_strip_m: { least: 0, most: 5000, step: 100, unit: 'm' },
}
export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[]

const AREAS = {
  household_m2: 600,
  least_ha: 2,
  most_ha: 20,
  least_score: 0.4,
}
export type AreaName = keyof typeof AREAS

/** How far the size and the score of areas can be set. */
export const AREA_RANGES: Record<AreaName, Range> = {
  household_m2: { least: 100, most: 2000, step: 50, unit: 'm²' },
  least_ha: { least: 0.5, most: 20, step: 0.5, unit: 'ha' },
  most_ha: { least: 1, most: 50, step: 0.5, unit: 'ha' },
  least_score: { least: 0, most: 1, step: 0.05, unit: '' },
}
export const AREA_NAMES = Object.keys(AREAS) as AreaName[]

/** What the relocation workbench asks. */
export const USUAL_RELOCATION = {
  count: 20,
  unit: '',
  season: 'rainy' as string,
  weights: WEIGHTS as Record<string, number>,
  limits: LIMITS as Record<string, number>,
  areas: AREAS as Record<string, number>,
  /** Plots that were drawn to be checked, as `plots.ts` writes them. */
  plots: [] as string[],
}
export type RelocationSettings = typeof USUAL_RELOCATION

export const encodeRelocation = (settings: RelocationSettings): string =>
  encodeSettings(settings, USUAL_RELOCATION)
export const decodeRelocation = (text: string | null): RelocationSettings =>
  decodeSettings(text, USUAL_RELOCATION)

/** Who moves out of danger, and where to. */
export interface RelocationView {
  mode: 'relocation'
  settings: RelocationSettings
  /** The answer shown: the id of a scenario, or that these settings bring it about; `null` without one. */
  answer: string | null
}
