import type { Hit, Indicator, Unit } from '../api/types'
import { fold } from '../format/fold'

/** Words for units, which may stand before or behind a name. */
const UNIT_WORDS = /^(?:xa|phuong|commune|ward)\s+|\s+(?:xa|phuong|commune|ward)$/g

/** How well a name answers, the least the best; nothing where it does not. */
function rank(name: string, typed: string): number | null {
  const at = name.indexOf(typed)
  if (at < 0) return null
  if (name === typed) return 0
  if (at === 0) return 1
  return name[at - 1] === ' ' ? 2 : 3
}

function best(names: readonly string[], typed: string): number | null {
  const ranks = names.map((name) => rank(fold(name), typed)).filter((one) => one !== null)
  return ranks.length === 0 ? null : Math.min(...ranks)
}

/** What answers among the units and indicators that the viewer has already: all that can be searched without a line. */
export function searchKnown(
  text: string,
  units: readonly Unit[],
  indicators: readonly Indicator[],
  words: { unit: (code: string) => string; indicator: string },
): Hit[] {
  const MOST = 12
  const typed = fold(text).replace(/\s+/g, ' ')
  const name = typed.replace(UNIT_WORDS, '') || typed
  if (typed === '') return []
  const inBoth = (said: string) => ({ vi: said, en: said })
  const found = [
    ...units.map((unit) => ({
      merit: best([unit.name, unit.full_name, unit.code], typed) ?? best([unit.name], name),
      hit: {
        type: 'unit',
        id: unit.code,
        code: unit.code,
        name: { vi: unit.full_name, en: unit.name },
        context: inBoth(words.unit(unit.code)),
        position: unit.label_point ?? null,
        bbox: unit.bbox ?? null,
      } satisfies Hit,
    })),
    ...indicators.map(({ id, name: { vi, en } }) => ({
      merit: best([vi, en], typed),
      hit: { type: 'indicator', id, name: { vi, en }, context: inBoth(words.indicator) } satisfies Hit,
    })),
  ]
  return found
    .flatMap(({ merit, hit }) => (merit === null ? [] : [{ merit, hit }]))
    .sort((one, other) => one.merit - other.merit)
    .slice(0, MOST)
    .map(({ hit }) => hit)
}
