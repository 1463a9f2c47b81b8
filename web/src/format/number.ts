import type { Language } from '../words'

const NO_BREAK = '\u00a0'

/**
 * Writes a number the way the reader's language does: `1.234,5` in Vietnamese, `1,234.5` in English.
 * Missing is never zero: `null` gives an en dash.
 */
export function formatNumber(value: number | null | undefined, language: Language, decimals = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  const [thousands, point] = language === 'vi' ? ['.', ','] : [',', '.']
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands)
  const digits = fraction === undefined ? grouped : grouped + point + fraction
  const isZero = !/[1-9]/.test(digits)
  return value < 0 && !isZero ? '−' + digits : digits
}

/** As few decimals as tell the number: 0 for whole numbers, otherwise up to `most`. */
export function decimalsFor(values: readonly number[], most = 1): number {
  return values.every((value) => Number.isInteger(value)) ? 0 : most
}

/** A number with its unit; `%` and the like after a no-break space. */
export function formatQuantity(
  value: number | null | undefined,
  unit: string,
  language: Language,
  decimals = 1,
): string {
  const digits = formatNumber(value, language, decimals)
  return unit === '' || digits === '–' ? digits : digits + NO_BREAK + unit
}

/** A length in metres, said in metres below a kilometre and in kilometres above. */
export function formatMetres(metres: number, language: Language): string {
  if (metres < 1000) return formatQuantity(Math.round(metres), 'm', language, 0)
  const km = metres / 1000
  return formatQuantity(km, 'km', language, km < 100 && !Number.isInteger(km) ? 1 : 0)
}
