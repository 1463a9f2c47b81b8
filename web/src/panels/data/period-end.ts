/** The last day of a period as it is typed (`2026`, `2026-H1`, `2026-Q3`, `2026-07`); null while it is none. */
export function periodEnd(period: string): string | null {
  const [, year, kind, ordinal, month] = /^(\d{4})(?:-(?:([HQ])(\d)|(\d{2})))?$/.exec(period.trim()) ?? []
  if (year === undefined) return null
  const months = kind === undefined ? Number(month ?? 12) : Number(ordinal) * (kind === 'H' ? 6 : 3)
  if (months < 1 || months > 12) return null
  // Day 0 of the next month is the last of this one.
  const last = new Date(Date.UTC(Number(year), months, 0)).getUTCDate()
  return `${year}-${String(months).padStart(2, '0')}-${last}`
}
