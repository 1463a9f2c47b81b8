import '../../words/parts/schools'
import type { Siting, SiteOutcome } from '../../api/decisions'
import { formatNumber } from '../../format/number'
import { say, type Language } from '../../words'

/** What the aims count, with the decimals in which it is told. */
const AIMS = {
  'p-median': { word: 'school.worse.p-median', decimals: 0 },
  'p-center': { word: 'school.worse.p-center', decimals: 1 },
  mclp: { word: 'school.worse.mclp', decimals: 0 },
  lscp: { word: 'school.worse.lscp', decimals: 0 },
} as const

/** The least and the most as one figure where they read alike. */
function range(least: number | null | undefined, most: number, decimals: number, language: Language): string {
  const told = formatNumber(most, language, decimals)
  const from = typeof least === 'number' && least > 0 ? formatNumber(least, language, decimals) : told
  return from === told ? told : `${from}–${told}`
}

/** Why a site is not open, and what choosing it would cost, in words of daily use. */
export function tellWhyNot(
  { rejection, why_not: told }: Pick<SiteOutcome, 'rejection' | 'why_not'>,
  model: Siting['model'],
  nameOf: (id: string) => string | undefined,
  language: Language,
): string {
  if (rejection?.why !== 'worse' || rejection.worse_by_at_most <= 0) return told?.[language] ?? ''
  const { worse_by_at_most: most, worse_by_at_least: least, instead_of: instead, method } = rejection
  const { word, decimals } = AIMS[model]
  const name = instead ? nameOf(instead) : undefined
  return [
    say(language, word, { amount: range(least, most, decimals, language) }),
    name ? say(language, 'school.worse.instead', { name }) : '',
    method === 'exchange-without-capacities' ? say(language, 'school.worse.without') : '',
    '.',
  ].join('')
}

/** Reasons that several share, the commonest first. */
export function sharedReasons(reasons: readonly string[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .filter(({ count }) => count > 1)
    .sort((one, other) => other.count - one.count)
}
