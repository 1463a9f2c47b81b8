import type { Map as MapLibreMap } from 'maplibre-gl'

declare global {
  interface Window {
    __nonnuoc_map?: MapLibreMap
    __nonnuoc_map_left?: MapLibreMap
  }
}

/** Asked once: the address is written anew with every step. */
const isDebugged = new URLSearchParams(location.search).get('debug') === 'map'

/**
 * Gives browser tests the map, so that they can ask what is really drawn (`queryRenderedFeatures`).
 * Only when the address has `debug=map`; otherwise nothing is exposed.
 */
export function exposeForTests(
  map: MapLibreMap,
  name: '__nonnuoc_map' | '__nonnuoc_map_left' = '__nonnuoc_map',
): void {
  if (isDebugged) window[name] = map
}
