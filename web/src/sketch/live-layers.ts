import type { StyleSpecification } from 'maplibre-gl'

/** What the names of sources and layers that the hand on the map changes begin with. */
export const SKETCH_PREFIX = 'sketch-edit'

/**
 * The next style with the layers that are being drawn by hand as they are on the map now, so that a new scene — another
 * colour, a figure that arrived — neither removes nor rebuilds what the pointer is holding.
 */
export function withLiveLayers(
  previous: StyleSpecification | undefined,
  next: StyleSpecification,
): StyleSpecification {
  const layers = previous?.layers.filter(({ id }) => id.startsWith(SKETCH_PREFIX)) ?? []
  if (layers.length === 0) return next
  const sources = Object.entries(previous?.sources ?? {}).filter(([id]) => id.startsWith(SKETCH_PREFIX))
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(sources) },
    // What is drawn by hand lies over everything (zorder.ts); the rest keeps the order that the user gave it.
    layers: [...next.layers, ...layers],
  }
}
