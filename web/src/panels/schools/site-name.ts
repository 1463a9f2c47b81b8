import { api } from '../../api/client'
import { data } from '../../state/data.svelte'
import { communeOf } from './duty'

const asked = new Map<string, Promise<string>>()

/** The name of a site that no answer on the screen tells: that of its commune, or of the place as the server knows it. */
export function siteName(id: string): string | Promise<string> {
  const commune = communeOf(id)
  if (commune !== null) return data.unit(commune)?.full_name ?? commune
  const known = asked.get(id) ?? api.place(id).then(({ name }) => name)
  asked.set(id, known)
  // What could not be read is asked again next time.
  known.catch(() => asked.delete(id))
  return known
}
