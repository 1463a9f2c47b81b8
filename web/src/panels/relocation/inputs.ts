import type { Language } from '../../words'
import { listInputs, tellChoice, tellLimit } from '../decisions/inputs'
import {
  AREA_NAMES,
  AREA_RANGES,
  CRITERIA,
  LIMIT_NAMES,
  LIMIT_RANGES,
  USUAL_RELOCATION,
  type RelocationSettings,
} from './settings'

/** The choices that differ from the usual ones, in words; `nameOf` tells a commune by its code. */
export function tellInputs(
  { count, unit, season, weights, limits, areas, plots }: RelocationSettings,
  language: Language,
  nameOf: (code: string) => string,
): string {
  const tell = (word: string) => tellChoice(word, language)
  const usual = USUAL_RELOCATION
  return listInputs(
    [
      ...(count === usual.count ? [] : [`${tell('reloc.count')}: ${count}`]),
      ...(unit === '' ? [] : [`${tell('reloc.where')}: ${nameOf(unit)}`]),
      ...(season === usual.season ? [] : [tell(`decision.season.${season}`)]),
      ...CRITERIA.filter((name) => weights[name] !== usual.weights[name]).map(
        (name) => `${tell(`reloc.criterion.${name}`)}: ${tellLimit(weights[name] ?? 0, '', language)}`,
      ),
      ...LIMIT_NAMES.filter((name) => limits[name] !== usual.limits[name]).map(
        (name) =>
          `${tell(`reloc.limit.${name}`)}: ${tellLimit(limits[name] ?? 0, LIMIT_RANGES[name].unit, language)}`,
      ),
      ...AREA_NAMES.filter((name) => areas[name] !== usual.areas[name]).map(
        (name) =>
          `${tell(`reloc.area.${name}`)}: ${tellLimit(areas[name] ?? 0, AREA_RANGES[name].unit, language)}`,
      ),
      ...(plots.length === 0 ? [] : [`${tell('reloc.plots')}: ${plots.length}`]),
    ],
    language,
  )
}
