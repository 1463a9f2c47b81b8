import type { Link } from '../../table/link'

/** What an answer says of a place. */
export interface Said {
  name: string
  /** The commune it lies in. */
  unit: string | null
  /** What is compared; two that say the same have the same key. */
  key: string
  told: string
  link: Link
}

/** A place of which two answers say different things; `null` where one says nothing. */
export interface Difference {
  id: string
  name: string
  unit: string | null
  shown: string | null
  other: string | null
  link: Link
}

/** The places on which two answers differ, by name. */
export function differencesOf(
  shown: ReadonlyMap<string, Said>,
  other: ReadonlyMap<string, Said>,
): Difference[] {
  return [...new Set([...shown.keys(), ...other.keys()])]
    .flatMap((id): Difference[] => {
      const [one, two] = [shown.get(id), other.get(id)]
      const known = one ?? two
      if (!known || one?.key === two?.key) return []
      const { name, unit, link } = known
      return [{ id, name, unit, shown: one?.told ?? null, other: two?.told ?? null, link }]
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}
