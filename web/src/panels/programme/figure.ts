import '../../words/parts/dashboard'
import type { Indicator } from '../../api/types'
import { formatQuantity } from '../../format/number'
import { say, type Language } from '../../words'

/** Whether the province's own figure says done or not yet. */
export function isMilestone({ kind }: Pick<Indicator, 'kind'>): boolean {
  return kind === 'milestone'
}

/** The province's figure with its unit; of a milestone, whether it is done. */
export function formatProvinceFigure(
  indicator: Pick<Indicator, 'kind'> | undefined,
  value: number | null | undefined,
  unit: string,
  language: Language,
  decimals: number,
): string {
  if (indicator && isMilestone(indicator) && typeof value === 'number')
    return say(language, value > 0 ? 'card.done' : 'card.notDone')
  return formatQuantity(value, unit, language, decimals)
}
