import type { Hit } from '../api/types'
import { app } from '../state/app.svelte'
import { data } from '../state/data.svelte'
import { onScreen } from '../state/map.svelte'
import { WHOLE_PROGRAMME } from '../state/views'

/** To the map, coloured by it; what is known for the province only is told by its target. */
function openIndicator(id: string): void {
  const known = data.indicator(id)
  const [target] = known?.targets ?? []
  if (known?.is_by_commune === false && target !== undefined) {
    app.go({ ...WHOLE_PROGRAMME, target })
  } else app.colour({ indicator: id, period: null, method: app.choropleth?.method ?? 'quantile' })
}

/** Picks what was found, and goes there on the map. */
export function openHit(hit: Hit): void {
  const isUnit = hit.type.endsWith('unit')
  if (isUnit && hit.code) {
    app.select({ type: 'unit', code: hit.code, on: null })
  } else if (hit.type === 'place') {
    app.select({ type: 'place', id: hit.id })
  } else if (hit.type === 'indicator') {
    openIndicator(hit.id)
  } else if (hit.type === 'task') {
    app.go({ ...WHOLE_PROGRAMME, tab: 'tasks', task: hit.id })
  }
  const [west, south, east, north] = hit.bbox ?? []
  const [lon, lat] = hit.position ?? []
  if (isUnit && west !== undefined && south !== undefined && east !== undefined && north !== undefined) {
    onScreen.map?.fit([west, south, east, north])
  } else if (lon !== undefined && lat !== undefined) {
    onScreen.map?.fly(lon, lat, 12)
  }
}
