import type { MapGeoJSONFeature } from 'maplibre-gl'
import type { Pick } from '../state/permalink'

/** One of the things that are drawn at a spot of the map. */
export interface Here {
  id: string
  name: string
  kind: string
}

/** The things among which is to be chosen, and where on the screen. */
export interface Choice {
  places: readonly Here[]
  /** The code of the commune that they lie in. */
  commune: string | null
  at: { x: number; y: number }
}

type Drawn = { [key in 'properties' | 'geometry']: MapGeoJSONFeature[key] }

/**
 * What a click may mean, from what is drawn there, the topmost first: each thing once. A single mark is meant though it
 * stands upon lines or areas; several marks, or several lines and areas without one, are there to choose from.
 */
export function meantAt(features: readonly Drawn[]): Here[] {
  const things = new Map<string, Here & { isMark: boolean }>()
  for (const { properties, geometry } of features) {
    const { id, name, kind } = properties
    if (typeof id !== 'string' || things.has(id)) continue
    const label = typeof name === 'string' && name !== '' ? name : ''
    things.set(id, { id, name: label, kind: String(kind), isMark: geometry.type.endsWith('Point') })
  }
  const all = [...things.values()]
  const marks = all.filter(({ isMark }) => isMark)
  const meant = marks.length === 1 ? marks : [...marks, ...all.filter(({ isMark }) => !isMark)]
  return meant.map(({ id, name, kind }) => ({ id, name, kind }))
}

/** What picking a thing picks; what was asked for may be communes, drawn as the answer. */
export function pickOf({ id, kind }: Here): Pick {
  return kind === 'commune' || kind === 'ward' ? { type: 'unit', code: id, on: null } : { type: 'place', id }
}
