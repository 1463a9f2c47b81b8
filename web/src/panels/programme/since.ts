import type { Status } from '../../api/programme'

/** A target whose status is another than it was. */
export interface Change {
  id: string
  from: Status
  to: Status
  /** `other`: one of the two could not be judged, or it went well before and goes well now. */
  way: 'worse' | 'better' | 'other'
}

interface Judged {
  id: string
  status: Status
}

/** How far behind a status is. A yearly target that was achieved and is on track in a new year is no worse. */
const BEHIND: Readonly<Partial<Record<Status, number>>> = {
  achieved: 0,
  'on-track': 0,
  'at-risk': 1,
  'off-track': 2,
}
const WAYS = ['worse', 'better', 'other'] as const

/** The period whose last day this is: a year, a half year, otherwise the month. */
export function periodEnding(day: string): string {
  const [year = '', month = ''] = day.split('-')
  if (month === '12') return year
  return month === '06' ? `${year}-H1` : `${year}-${month}`
}

/** Since when changes are told: the last review that is past, and before the first one the end of last year. */
export function sinceWhen(
  reviews: readonly { deadline: string }[],
  today: string,
): { period: string; isReview: boolean } {
  const past = reviews
    .map(({ deadline }) => deadline)
    .filter((deadline) => deadline < today)
    .sort()
    .at(-1)
  return past
    ? { period: periodEnding(past), isReview: true }
    : { period: String(Number(today.slice(0, 4)) - 1), isReview: false }
}

/** The targets whose status changed: first those that got worse, then better, then all others. */
export function changesBetween(before: readonly Judged[], now: readonly Judged[]): Change[] {
  const old = new Map(before.map(({ id, status }) => [id, status]))
  const changes = now.flatMap(({ id, status: to }): Change[] => {
    const from = old.get(id)
    if (from === undefined || from === to) return []
    const [a, b] = [BEHIND[from], BEHIND[to]]
    const way = a === undefined || b === undefined || a === b ? 'other' : b > a ? 'worse' : 'better'
    return [{ id, from, to, way }]
  })
  return changes.sort((a, b) => WAYS.indexOf(a.way) - WAYS.indexOf(b.way))
}
