import { COLOUR_METHODS, type ColourMethod } from '../classes/choropleth'
import type { Language } from '../words'
import { type View, encodeView, decodeView } from './views'

/** What is picked on the map, in a table or by the search. */
export type Pick =
  | { type: 'unit'; code: string; on: string | null }
  | { type: 'place'; id: string }
  /** A position by its coordinates, WGS 84 degrees. */
  | { type: 'point'; lon: number; lat: number }

/** The indicator by which communes are coloured. */
export interface Choropleth {
  indicator: string
  period: string | null
  method: ColourMethod
}

/** The half of a divided map; a whole map is its right half alone. */
export type Side = 'left' | 'right'

/** What the left half of a divided map shows; the right half shows the choropleth and the layers that are on. */
export interface LeftSide {
  /** The indicator by which it is coloured; `null` where it has no colours. */
  indicator: string | null
  period: string | null
  /** Whether the units from before the merger of 1 July 2025 are shown, each at its centre. */
  isFormer: boolean
  /** Where the divider stands, from 0 (left edge of the map) to 1. */
  divider: number
  /** Layers for which something else was chosen here than on the right: whether each is on. */
  layers: Record<string, boolean>
}

/** Where the map looks. */
export interface Camera {
  lon: number
  lat: number
  zoom: number
}

/** Everything that the address bar keeps. `layers` holds only what differs from the layer's default. */
export interface Permalink {
  view: View
  camera: Camera | null
  pick: Pick | null
  layers: Record<string, LayerChoice>
  /** Layers that were put in another order, from the top down. */
  order: string[]
  choropleth: Choropleth | null
  left: LeftSide | null
  /** Whether commune names bear their values. */
  showsValues: boolean
  /** Whether the map stands alone, for a wall. */
  isStaged: boolean
  language: Language
}

export interface LayerChoice {
  visible: boolean
  /** From 0 to 1. */
  opacity: number
}

/** Writes the state as a query string, `?…`, empty when all is as by default. */
export function encodePermalink(state: Permalink): string {
  const parts: [string, string][] = []
  parts.push(...encodeView(state.view))
  if (state.camera) {
    const { lon, lat, zoom } = state.camera
    parts.push(['at', `${lon.toFixed(4)},${lat.toFixed(4)},${zoom.toFixed(2)}`])
  }
  if (state.pick) parts.push(['pick', encodePick(state.pick)])
  if (state.choropleth) {
    const { indicator, period, method } = state.choropleth
    parts.push(['colour', [indicator, period ?? '', method].join(':')])
  } else {
    parts.push(['colour', 'none'])
  }
  if (state.left) {
    const { indicator, period, isFormer, divider } = state.left
    parts.push(['left', [indicator ?? 'none', period ?? '', isFormer ? 'former' : 'today'].join(':')])
    parts.push(['divider', divider.toFixed(2)])
    const chosen = Object.entries(state.left.layers).map(([id, isOn]) => `${id}:${isOn ? 'on' : 'off'}`)
    if (chosen.length > 0) parts.push(['left-layers', chosen.join(',')])
  }
  const layers = Object.entries(state.layers)
    .map(([id, { visible, opacity }]) => `${id}:${visible ? Math.round(opacity * 100) : 'off'}`)
    .join(',')
  if (layers !== '') parts.push(['layers', layers])
  if (state.order.length > 0) parts.push(['order', state.order.join(',')])
  if (state.showsValues) parts.push(['values', 'shown'])
  if (state.isStaged) parts.push(['stage', 'on'])
  if (state.language !== 'vi') parts.push(['lang', state.language])
  // ':' and ',' are legal in a query and keep the address readable.
  return (
    '?' +
    parts
      .map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%3A/g, ':').replace(/%2C/g, ',')}`)
      .join('&')
  )
}

/** Reads a query string; whatever is missing or malformed falls back to the given defaults. */
export function decodePermalink(search: string, defaults: Permalink): Permalink {
  const parameters = new URLSearchParams(search)
  const language = parameters.get('lang')
  return {
    view: decodeView(parameters) ?? defaults.view,
    camera: decodeCamera(parameters.get('at')) ?? defaults.camera,
    pick: decodePick(parameters.get('pick')),
    layers: decodeLayers(parameters.get('layers')),
    order: decodeOrder(parameters.get('order')),
    choropleth: decodeChoropleth(parameters.get('colour'), defaults.choropleth),
    left: decodeLeft(parameters),
    showsValues: parameters.get('values') === 'shown',
    isStaged: parameters.get('stage') === 'on',
    language: language === 'en' || language === 'vi' ? language : defaults.language,
  }
}

function decodeCamera(text: string | null): Camera | null {
  const [lon, lat, zoom, ...rest] = (text ?? '').split(',').map((part) => (part === '' ? NaN : Number(part)))
  if (lon === undefined || lat === undefined || zoom === undefined || rest.length > 0) return null
  const isValid = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22
  return isValid ? { lon, lat, zoom } : null
}

function encodePick(pick: Pick): string {
  if (pick.type === 'place') return `place:${pick.id}`
  if (pick.type === 'point') return `point:${pick.lon.toFixed(6)},${pick.lat.toFixed(6)}`
  return pick.on === null ? `unit:${pick.code}` : `unit:${pick.code}:${pick.on}`
}

function decodePick(text: string | null): Pick | null {
  const [, type, rest = ''] = /^(unit|place|point):(.+)$/.exec(text ?? '') ?? []
  if (type === 'place') return { type, id: rest }
  if (type === 'point') {
    const [lon = NaN, lat = NaN] = rest.split(',').map(Number)
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { type, lon, lat } : null
  }
  const [, code, on = null] = /^(\d{5})(?::(\d{4}-\d{2}-\d{2}))?$/.exec(rest) ?? []
  return type === 'unit' && code !== undefined ? { type, code, on } : null
}

function decodeChoropleth(text: string | null, fallback: Choropleth | null): Choropleth | null {
  if (text === null) return fallback
  const [indicator = '', period = '', method = ''] = text.split(':')
  if (indicator === '' || indicator === 'none') return null
  return {
    indicator,
    period: period === '' ? null : period,
    method: COLOUR_METHODS.find((known) => known === method) ?? 'quantile',
  }
}

function decodeLeft(parameters: URLSearchParams): LeftSide | null {
  const [indicator = '', period = '', basis = ''] = (parameters.get('left') ?? '').split(':')
  if (indicator === '') return null
  const divider = parameters.get('divider')
  const at = divider === null || divider === '' ? NaN : Number(divider)
  const layers = (parameters.get('left-layers') ?? '').matchAll(/([a-z0-9-]+):(on|off)(?:,|$)/g)
  return {
    indicator: indicator === 'none' ? null : indicator,
    period: period === '' ? null : period,
    isFormer: basis === 'former',
    divider: at >= 0 && at <= 1 ? at : 0.5,
    layers: Object.fromEntries([...layers].map(([, id = '', state]) => [id, state === 'on'])),
  }
}

function decodeLayers(text: string | null): Record<string, LayerChoice> {
  const layers: Record<string, LayerChoice> = {}
  for (const [, id = '', value = ''] of (text ?? '').matchAll(/([a-z0-9-]+):(off|\d{1,3})(?:,|$)/g)) {
    layers[id] =
      value === 'off'
        ? { visible: false, opacity: 1 }
        : { visible: true, opacity: Math.min(Number(value), 100) / 100 }
  }
  return layers
}

function decodeOrder(text: string | null): string[] {
  const ids = (text ?? '').split(',').filter((id) => /^[a-z0-9-]+$/.test(id))
  return [...new Set(ids)]
}
