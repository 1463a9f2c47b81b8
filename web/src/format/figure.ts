import type { Indicator } from '../api/types'
import { say, type Language } from '../words'
import { formatNumber, formatQuantity } from './number'

/** Whether a commune's own figure is a yes or no: the province's is how many communes say yes, or their share. */
export function isYesOrNo({ kind, unit }: Pick<Indicator, 'kind' | 'unit'>): boolean {
  return kind === 'share-of-units' || (kind === 'additive' && unit.code === 'units')
}

function yesOrNo(value: number, language: Language): string {
  return say(language, value > 0 ? 'figure.met' : 'figure.notMet')
}

/** A commune's figure without its unit, for tables and labels that name the unit elsewhere. */
export function formatCommuneNumber(
  indicator: Pick<Indicator, 'kind' | 'unit'> | undefined,
  value: number | null | undefined,
  language: Language,
  decimals: number,
): string {
  if (indicator && isYesOrNo(indicator) && typeof value === 'number') return yesOrNo(value, language)
  return formatNumber(value, language, decimals)
}

/** A commune's figure with its unit. */
export function formatCommuneFigure(
  indicator: Pick<Indicator, 'kind' | 'unit' | 'decimals'>,
  value: number | null | undefined,
  language: Language,
): string {
  if (isYesOrNo(indicator) && typeof value === 'number') return yesOrNo(value, language)
  return formatQuantity(value, indicator.unit.label[language], language, indicator.decimals)
}
