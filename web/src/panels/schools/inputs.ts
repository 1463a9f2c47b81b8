import '../../words/parts/schools'
import type { Language, WordKey } from '../../words'
import { listInputs, tellChoice, tellLimit } from '../decisions/inputs'
import { USUAL_SCHOOLS, type SchoolSettings } from './settings'

/** The limits with their words and units. */
const LIMITS: readonly {
  name: 'minutes' | 'fresh' | 'budget' | 'cost' | 'capacity' | 'share_percent'
  word: WordKey
  unit: WordKey | '%'
}[] = [
  { name: 'minutes', word: 'school.minutes', unit: 'decision.minutes' },
  { name: 'fresh', word: 'school.new', unit: 'school.schools' },
  { name: 'budget', word: 'school.budget', unit: 'school.million' },
  { name: 'cost', word: 'school.cost', unit: 'school.million' },
  { name: 'capacity', word: 'school.capacity', unit: 'school.pupils' },
  { name: 'share_percent', word: 'school.share', unit: '%' },
]

/** Wishes that are told or not. */
const WISHES = [
  { name: 'keepsCapacities', word: 'school.keepCapacities' },
  { name: 'satellitesMayClose', word: 'school.satellites' },
  { name: 'hasCandidates', word: 'school.candidates' },
] as const

/** The choices that differ from the usual ones, in words. */
export function tellInputs(settings: SchoolSettings, language: Language): string {
  const tell = (word: string) => tellChoice(word, language)
  const differs = (name: keyof SchoolSettings) => settings[name] !== USUAL_SCHOOLS[name]
  return listInputs(
    [
      ...(differs('model') ? [tell(`school.model.${settings.model}`)] : []),
      ...(differs('level') ? [tell(`school.level.${settings.level}`)] : []),
      ...LIMITS.filter(({ name }) => differs(name)).map(
        ({ name, word, unit }) =>
          `${tell(word)}: ${tellLimit(settings[name], unit === '%' ? unit : tell(unit), language)}`,
      ),
      ...WISHES.filter(({ name }) => differs(name)).map(
        ({ name, word }) => `${tell(word)}: ${tell(settings[name] ? 'decision.yes' : 'decision.no')}`,
      ),
      ...settings.goals.map((goal) => tell(`school.goal.${goal}`)),
      ...(['obligatory', 'forbidden'] as const)
        .filter((duty) => settings[duty].length > 0)
        .map((duty) => `${tell(`school.duty.${duty}`)}: ${settings[duty].length}`),
      ...(differs('season') ? [tell(`decision.season.${settings.season}`)] : []),
      ...(differs('travel') ? [tell(`decision.travel.${settings.travel}`)] : []),
    ],
    language,
  )
}
