import { USUAL_SCHOOLS, type SchoolSettings } from './settings'

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
    ...(settings.obligatory.length === 0 ? {} : { obligatory: settings.obligatory }),
    ...(settings.forbidden.length === 0 ? {} : { forbidden: settings.forbidden }),
    new_school_cost_million_vnd: settings.cost,
    ...(minutes === null ? {} : { most_minutes: minutes }),
    ...(fresh === null ? {} : { most_new: fresh }),
    ...(budget === null ? {} : { budget_million_vnd: budget }),
    ...(capacity === null ? {} : { new_school_capacity: capacity }),
  }
}

/** A question as it was saved; what it leaves out is as the server takes it. */
interface Asked {
  model?: string
  level?: string | null
  travel?: { season?: string; mode?: string }
  pupil_share?: number
  candidate_in_each_commune?: boolean
  satellite_points_may_close?: boolean
  keep_capacities?: boolean
  goals_as_conditions?: string[]
  obligatory?: string[]
  forbidden?: string[]
  new_school_cost_million_vnd?: number
  most_minutes?: number | null
  most_new?: number | null
  budget_million_vnd?: number | null
  new_school_capacity?: number | null
}

/** The choices that ask a question: the inverse of `sitingRequest`. */
export function schoolsOf(question: unknown): SchoolSettings {
  const asked = question as Asked
  return {
    model: asked.model ?? USUAL_SCHOOLS.model,
    level: asked.level ?? 'all',
    minutes: asked.most_minutes ?? null,
    fresh: asked.most_new ?? null,
    budget: asked.budget_million_vnd ?? null,
    cost: asked.new_school_cost_million_vnd ?? 0,
    capacity: asked.new_school_capacity ?? null,
    share_percent: Number(((asked.pupil_share ?? 0.2) * 100).toFixed(6)),
    keepsCapacities: asked.keep_capacities ?? false,
    satellitesMayClose: asked.satellite_points_may_close ?? true,
    hasCandidates: asked.candidate_in_each_commune ?? true,
    goals: asked.goals_as_conditions ?? [],
    obligatory: asked.obligatory ?? [],
    forbidden: asked.forbidden ?? [],
    season: asked.travel?.season ?? 'dry',
    travel: asked.travel?.mode ?? 'combined',
  }
}
