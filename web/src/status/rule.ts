import '../words/parts/dashboard'
import type { Rule } from '../api/programme'
import { formatNumber } from '../format/number'
import { say, type Language } from '../words'

/** No more decimals than a goal needs: 85, 62,5. */
function tidy(value: number | null | undefined, language: Language): string {
  return formatNumber(value, language, Number.isInteger(value) ? 0 : 1)
}

/** What a target demands, short: "≥ 85 %", "62 – 65 %", "giảm ≥ 40 % so với gốc". */
export function tellRule(rule: Rule, unit: string, language: Language): string {
  const value = tidy(rule.value, language)
  const of = unit === '' ? '' : `\u00a0${unit}`
  switch (rule.type) {
    case 'at-least':
      return `≥ ${value}${of}`
    case 'more-than':
      return `> ${value}${of}`
    case 'at-most':
      return `≤ ${value}${of}`
    case 'less-than':
      return `< ${value}${of}`
    case 'reach':
      return `= ${value}${of}`
    case 'within':
      return `${value} – ${tidy(rule.upper, language)}${of}`
    case 'change-from-baseline':
      return say(language, 'rule.fromBaseline', { percent: signed(rule.percent, language) })
    case 'yearly-change':
      return say(language, 'rule.yearly', { percent: signed(rule.percent, language) })
    case 'mean-yearly-change':
      return say(language, 'rule.meanYearly', { percent: signed(rule.percent, language) })
    case 'improve':
      return say(language, 'rule.improve')
    case 'done':
      return say(language, 'rule.done')
    default:
      return value
  }
}

/** A bound in per cent with its sign: a fall is at most, a rise at least. */
function signed(percent: number | null | undefined, language: Language): string {
  const bound = (percent ?? 0) < 0 ? '≤' : '≥'
  return `${bound} ${tidy(percent, language)}\u00a0%`
}
