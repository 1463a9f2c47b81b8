import type { Map as MapLibreMap } from 'maplibre-gl'

declare global {
  interface Window {
    __nonnuoc_map?: MapLibreMap
  }
}

/**
 * Gives browser tests the map, so that they can ask what is really drawn (`queryRenderedFeatures`).
 * Only when the address has `debug=map`; otherwise nothing is exposed.
 */
export function exposeForTests(map: MapLibreMap): void {
  if (new URLSearchParams(location.search).get('debug') === 'map') window.__nonnuoc_map = map
}
