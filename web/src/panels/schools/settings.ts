import { decodeSettings, encodeSettings } from '../decisions/settings'

export const MODELS = ['p-median', 'p-center', 'mclp', 'lscp'] as const
export const GOALS = ['satellite-cut', 'boarding-communes', 'border-boarding'] as const
export const LEVELS = ['all', 'preschool', 'primary', 'lower-secondary', 'upper-secondary'] as const

/** What the school workbench asks; money in million dong. */
export const USUAL_SCHOOLS = {
  model: 'p-median' as string,
  level: 'all' as string,
  minutes: null as number | null,
  fresh: 5 as number | null,
  budget: null as number | null,
  cost: 0,
  capacity: null as number | null,
  share_percent: 20,
  keepsCapacities: false,
  satellitesMayClose: true,
  hasCandidates: true,
  goals: [] as string[],
  /** Ids of the sites that must be open, and of those that must not. */
  obligatory: [] as string[],
  forbidden: [] as string[],
  season: 'dry' as string,
  travel: 'combined' as string,
}
export type SchoolSettings = typeof USUAL_SCHOOLS

export const encodeSchools = (settings: SchoolSettings): string => encodeSettings(settings, USUAL_SCHOOLS)
export const decodeSchools = (text: string | null): SchoolSettings =>
  decodeSettings(text, USUAL_SCHOOLS, ['minutes', 'fresh', 'budget', 'capacity'])

/** Where schools open, stay and close. */
export interface SchoolView {
  mode: 'schools'
  settings: SchoolSettings
  /** The answer shown: the id of a scenario, or that these settings bring it about; `null` without one. */
  answer: string | null
}
