import type { Observation } from '../../api/figures'
import { formatNumber } from '../../format/number'
import { app } from '../../state/app.svelte'
import { data } from '../../state/data.svelte'

/** A figure without its unit; why there is none where there is none. */
export function tellNumber({ value, missing_reason, indicator }: Observation): string {
  if (typeof value !== 'number') return missing_reason ?? '–'
  return formatNumber(value, app.language, data.indicator(indicator)?.decimals ?? 1)
}

/** A figure with its unit. */
export function tellFigure(one: Observation): string {
  const known = data.indicator(one.indicator)
  const unit = known && typeof one.value === 'number' ? ` ${app.tell(known.unit.label)}` : ''
  return tellNumber(one) + unit
}
