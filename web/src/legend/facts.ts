import type { Layer } from '../api/types'
import { formatDate } from '../format/date'
import { formatMetres } from '../format/number'
import { app } from '../state/app.svelte'

/** When a layer was taken from its source, and how exact it is where that is known. */
export function factsOf({ provenance: { retrieved, accuracy_m } }: Layer): string {
  const date = `${app.say('source.retrieved')}: ${formatDate(retrieved)}`
  const accuracy = accuracy_m ? `± ${formatMetres(accuracy_m, app.language)}` : app.say('source.none')
  return `${date} · ${app.say('source.accuracy')}: ${accuracy}`
}
