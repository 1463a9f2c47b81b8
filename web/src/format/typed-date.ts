/** What a typed date says: the day as `2026-11-27`, or what is wrong with it. */
export type TypedDate = { iso: string } | { fault: 'form' | 'month' | 'day' }

/** Reads a day as it is typed: `27/11/2026` (also with `.` or `-`), or `2026-11-27`; never the month first. */
export function readDate(text: string): TypedDate {
  const typed = text.trim()
  const dayFirst = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(typed)
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  const parts = dayFirst
    ? [dayFirst[4], dayFirst[3], dayFirst[1]]
    : yearFirst
      ? [yearFirst[1], yearFirst[2], yearFirst[3]]
      : null
  if (!parts) return { fault: 'form' }
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  if (month < 1 || month > 12) return { fault: 'month' }
  if (day < 1 || day > daysIn(year, month)) return { fault: 'day' }
  const two = (number: number) => String(number).padStart(2, '0')
  return { iso: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` }
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}
