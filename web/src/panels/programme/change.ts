import '../../words/parts/dashboard'
import { formatPeriod } from '../../format/date'
import { formatNumber } from '../../format/number'
import { say, type Language } from '../../words'
import type { Move } from './standing'

/** What changes are compared with, in words: a review, or the end of a year. */
export function tellSince(
  { period, isReview }: { period: string; isReview: boolean },
  language: Language,
): string {
  const word = isReview ? 'card.review' : 'card.yearEnd'
  return say(language, word, { period: formatPeriod(period, language) })
}

/** A difference with its sign and unit; per cent differ by points. */
export function tellChange(by: number, unit: string, language: Language, decimals: number): string {
  const text = formatNumber(by, language, decimals)
  const signed = by > 0 && /[1-9]/.test(text) ? `+${text}` : text
  const of = unit === '%' ? say(language, 'programme.points') : unit
  return of === '' ? signed : `${signed}\u00a0${of}`
}

/** How a figure moved since then, in words; empty where that cannot be told. */
export function tellMove(
  move: Move,
  since: string,
  unit: string,
  language: Language,
  decimals: number,
  isMilestone = false,
): string {
  if (!move) return ''
  if (move.type === 'still') return say(language, 'card.still', { since })
  if (move.type === 'year-before') {
    const text = formatNumber(move.percent, language, 1)
    return say(language, 'card.yearBefore', { change: `${move.percent > 0 ? '+' : ''}${text}\u00a0%` })
  }
  if (!/[1-9]/.test(formatNumber(move.by, language, decimals))) return say(language, 'card.same', { since })
  if (isMilestone) return say(language, move.by > 0 ? 'card.nowDone' : 'card.nowNotDone', { since })
  return say(language, 'card.moved', { change: tellChange(move.by, unit, language, decimals), since })
}

/** The period of a figure, in words: the year so far where its parts add up. */
export function tellPeriod(period: string, isSoFar: boolean, language: Language): string {
  const name = formatPeriod(period, language)
  return isSoFar ? say(language, 'card.soFar', { period: name }) : name
}
