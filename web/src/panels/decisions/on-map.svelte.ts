import type { Addition } from '../../layers/scene'
import { onScreen } from '../../state/map.svelte'

/**
 * Keeps an answer on the map while there is one and the component that calls this is on the page. Its colours are the
 * only ones: those of the indicator step back.
 */
export function keepOnMap(name: string, draw: () => Addition | null): void {
  const drawn = $derived(draw())
  const isThere = $derived(drawn !== null)
  $effect(() => {
    if (!drawn) return
    onScreen.add(name, drawn)
    return () => onScreen.remove(name)
  })
  $effect(() => (isThere ? onScreen.takeColoursOff() : undefined))
}
