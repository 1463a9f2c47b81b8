import '../../words/parts/decisions'
import { formatNumber } from '../../format/number'
import { isWordKey, say, type Language } from '../../words'

/** Choices in words, one after the other; in a word where none differs from the usual ones. */
export function listInputs(inputs: readonly string[], language: Language): string {
  return inputs.length === 0 ? say(language, 'decision.asUsual') : inputs.join('; ')
}

/** The words of a choice; one that only the API knows is told by its own name. */
export function tellChoice(key: string, language: Language): string {
  return isWordKey(key) ? say(language, key) : key.slice(key.lastIndexOf('.') + 1)
}

/** A limit with its unit, or that there is none. */
export function tellLimit(value: number | null, unit: string, language: Language): string {
  if (value === null) return say(language, 'decision.noLimit')
  const digits = formatNumber(value, language, Number.isInteger(value) ? 0 : 2)
  // A degree sign stands close to its number.
  return unit === '' || unit === '°' ? digits + unit : `${digits} ${unit}`
}
