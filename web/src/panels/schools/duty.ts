import type { WordKey } from '../../words'
import type { SchoolSettings } from './settings'

/** What is decided about a site beforehand. */
export type Duty = 'obligatory' | 'forbidden'
export const DUTIES: readonly Duty[] = ['obligatory', 'forbidden']

/** The ids of the sites about which something is decided. */
export type Duties = Pick<SchoolSettings, Duty>

export function dutyOf(duties: Duties, id: string): Duty | null {
  return DUTIES.find((duty) => duties[duty].includes(id)) ?? null
}

/** Decides about a site, or lifts what was decided; a site is never both. */
export function decide({ obligatory, forbidden }: Duties, id: string, duty: Duty | null): Duties {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id)
  return {
    obligatory: [...without(obligatory), ...(duty === 'obligatory' ? [id] : [])],
    forbidden: [...without(forbidden), ...(duty === 'forbidden' ? [id] : [])],
  }
}

/** Whether a site is only a place where a school could be built, by how the server names those. */
export function isCandidate(id: string): boolean {
  return /^(candidate|point)-\d+$/.test(id)
}

/** The commune in which a school could be built; `null` for other sites. */
export function communeOf(id: string): string | null {
  return /^candidate-(\d{5})$/.exec(id)?.[1] ?? null
}

/** What is decided about a site, in words: a school is kept, a new one is opened. */
export function wordOf(duty: Duty, id: string): WordKey {
  return duty === 'obligatory' && isCandidate(id) ? 'school.duty.build' : `school.duty.${duty}`
}
