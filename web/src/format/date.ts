import { say, type Language } from '../words'

/** A reporting period as people say it: `2026`, `Quý 3/2026`, `Tháng 12/2026`; other text as it came. */
export function formatPeriod(period: string, language: Language): string {
  const [, year, kind, ordinal, month] = /^(\d{4})-(?:([QH])(\d)|(\d{2}))$/.exec(period) ?? []
  if (year === undefined) return period
  if (month !== undefined) return say(language, 'period.month', { ordinal: Number(month), year })
  return say(language, kind === 'Q' ? 'period.quarter' : 'period.half', { ordinal: ordinal ?? '', year })
}

/** Several periods one after the other, each as people say it. */
export function formatPeriods(periods: readonly string[], language: Language): string {
  return periods.map((period) => formatPeriod(period, language)).join(', ')
}

/** `2025-07-01` → `01/07/2025`; what is not such a date is given back as it came. */
export function formatDate(iso: string | null | undefined): string {
  if (!iso) return '–'
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  return match ? `${match[3]}/${match[2]}/${match[1]}` : iso
}
