import { readPlot, siteOf, writeSite } from './plots'
import { AREA_NAMES, CRITERIA, LIMIT_NAMES, USUAL_RELOCATION, type RelocationSettings } from './settings'

/** The question as `/api/relocation` takes it; weights are made to add up to 1. */
export function relocationRequest(settings: RelocationSettings): Record<string, unknown> {
  const given = CRITERIA.map((criterion) => ({ criterion, weight: settings.weights[criterion] ?? 0 })).filter(
    ({ weight }) => weight > 0,
  )
  const sum = given.reduce((total, { weight }) => total + weight, 0)
  const plots = settings.plots.flatMap((text) => readPlot(text) ?? [])
  return {
    most_communities: settings.count,
    unit_codes: settings.unit === '' ? [] : [settings.unit],
    weights: given.map(({ criterion, weight }) => ({ criterion, weight: weight / sum })),
    limits: settings.limits,
    areas: settings.areas,
    travel: { season: settings.season },
    ...(plots.length === 0 ? {} : { proposed: plots.map(siteOf) }),
  }
}

/** A question as it was saved; what it leaves out is as the server takes it. */
interface Asked {
  most_communities?: number
  unit_codes?: string[]
  weights?: { criterion: string; weight: number }[]
  limits?: Record<string, number>
  areas?: Record<string, number>
  travel?: { season?: string }
  proposed?: unknown[]
}

/** How high a weight can be set. */
export const HIGHEST_WEIGHT = 50

/**
 * Weights as the sliders show them. Only their shares are in a question: they are told on the scale on which most of
 * them are the usual ones, which is that of whoever changed a few.
 */
function weightsOf(asked: readonly { criterion: string; weight: number }[]): Record<string, number> {
  const usual = USUAL_RELOCATION.weights
  if (asked.length === 0) return usual
  const sum = asked.reduce((total, { weight }) => total + weight, 0)
  const shares = CRITERIA.map((name) => {
    const found = asked.find(({ criterion }) => criterion === name)
    return { name, share: found && sum > 0 ? found.weight / sum : 0 }
  })
  const highest = Math.max(...shares.map(({ share }) => share))
  const scales = [
    100,
    ...shares.flatMap(({ name, share }) => (share > 0 ? [(usual[name] ?? 0) / share] : [])),
    HIGHEST_WEIGHT / highest,
  ].filter((scale) => highest * scale < HIGHEST_WEIGHT + 1e-6)
  const asUsual = (scale: number) =>
    shares.filter(({ name, share }) => Math.abs(share * scale - (usual[name] ?? 0)) < 1e-6).length
  const scale = scales.reduce((best, one) => (asUsual(one) > asUsual(best) ? one : best), scales[0] ?? 0)
  return Object.fromEntries(shares.map(({ name, share }) => [name, Number((share * scale).toFixed(6))]))
}

/** The choices that ask a question: the inverse of `relocationRequest`. */
export function relocationOf(question: unknown): RelocationSettings {
  const asked = question as Asked
  const units = asked.unit_codes ?? []
  return {
    count: asked.most_communities ?? 20,
    // The panel seeks in one commune or in all.
    unit: units.length === 1 ? (units[0] ?? '') : '',
    season: asked.travel?.season ?? 'dry',
    weights: weightsOf(asked.weights ?? []),
    limits: Object.fromEntries(
      LIMIT_NAMES.map((name) => [name, asked.limits?.[name] ?? USUAL_RELOCATION.limits[name] ?? 0]),
    ),
    areas: Object.fromEntries(
      AREA_NAMES.map((name) => [name, asked.areas?.[name] ?? USUAL_RELOCATION.areas[name] ?? 0]),
    ),
    plots: (asked.proposed ?? []).flatMap((site) => writeSite(site) ?? []),
  }
}
