/** What a typed number says: exact decimal text, two readings to choose from, or nothing. */
export type TypedNumber = { value: string } | { choices: [string, string] } | null

/**
 * Reads a number as it is typed, in Vietnamese (`1.234,5`) or English writing (`1,234.5`).
 * `1.234` could be either and is asked about, never guessed; the first choice takes the mark for thousands.
 */
export function readNumber(text: string): TypedNumber {
  const typed = text.trim().replace(/^[−–]/, '-')
  const [, sign = '', digits = ''] = /^(-?)([\d.,]+)$/.exec(typed) ?? []
  if (!/\d/.test(digits)) return null
  if (/^\d+$/.test(digits)) return { value: sign + digits }
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) {
    return { choices: [sign + digits.replace(/[.,]/, ''), sign + digits.replace(',', '.')] }
  }
  if (/^\d+[.,]\d+$/.test(digits)) return { value: sign + digits.replace(',', '.') }
  for (const [thousands, point] of [
    ['.', ','],
    [',', '.'],
  ] as const) {
    const grouped = new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+(\\${point}\\d+)?$`)
    if (grouped.test(digits)) return { value: sign + digits.replaceAll(thousands, '').replace(point, '.') }
  }
  return null
}
