import type { StyleSpecification } from 'maplibre-gl'
import type { Theme } from '../state/app.svelte'

const bases = new Map<Theme, Promise<StyleSpecification>>()

/** The server's base map in a theme, asked for once; a refusal is not kept, so that the next call asks again. */
export function baseStyle(theme: Theme): Promise<StyleSpecification> {
  const known = bases.get(theme)
  if (known) return known
  const base = fetch(`/styles/${theme}`).then((response) => {
    if (!response.ok) throw new Error(`/styles/${theme}: ${response.status}`)
    return response.json() as Promise<StyleSpecification>
  })
  base.catch(() => bases.delete(theme))
  bases.set(theme, base)
  return base
}

/** Has the base maps read anew when they are next shown. */
export function forgetBaseStyles(): void {
  bases.clear()
}
