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
  season: 'dry' as string,
  travel: 'combined' as string,
}
export type SchoolSettings = typeof USUAL_SCHOOLS

export const encodeSchools = (settings: SchoolSettings): string => encodeSettings(settings, USUAL_SCHOOLS)
export const decodeSchools = (text: string | null): SchoolSettings =>
  decodeSettings(text, USUAL_SCHOOLS, ['minutes', 'fresh', 'budget', 'capacity'])

/** Which condition the model still needs; `null` when it can be asked. */
export function missingIn({ model, minutes, fresh, budget }: SchoolSettings): 'minutes' | 'limit' | null {
  if ((model === 'lscp' || model === 'mclp') && minutes === null) return 'minutes'
  return model !== 'lscp' && fresh === null && budget === null ? 'limit' : null
}

/** The question as `/api/siting` takes it. */
export function sitingRequest(settings: SchoolSettings): Record<string, unknown> {
  const { minutes, fresh, budget, capacity } = settings
  return {
    model: settings.model,
    ...(settings.level === 'all' ? {} : { level: settings.level }),
    travel: { season: settings.season, mode: settings.travel },
    pupil_share: settings.share_percent / 100,
    candidate_in_each_commune: settings.hasCandidates,
    satellite_points_may_close: settings.satellitesMayClose,
    keep_capacities: settings.keepsCapacities,
    goals_as_conditions: settings.goals,
    new_school_cost_million_vnd: settings.cost,
    ...(minutes === null ? {} : { most_minutes: minutes }),
    ...(fresh === null ? {} : { most_new: fresh }),
    ...(budget === null ? {} : { budget_million_vnd: budget }),
    ...(capacity === null ? {} : { new_school_capacity: capacity }),
  }
}

/** Where schools open, stay and close. */
export interface SchoolView {
  mode: 'schools'
  settings: SchoolSettings
}
