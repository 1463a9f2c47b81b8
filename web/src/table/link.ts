import { app } from '../state/app.svelte'
import { data } from '../state/data.svelte'
import { onScreen } from '../state/map.svelte'
import type { Pick } from '../state/permalink'

/** What a row, a bar or a point of a chart stands for on the map. */
export interface Link {
  /** What it picks. */
  pick: Pick | null
  /** The commune that it lifts, by its code: itself, or the one it lies in. */
  unit?: string | null
  /** The feature of an answer that it marks, by the source and id it is drawn with. */
  feature?: { source: string; id: string }
  /** Where it lies: west, south, east, north. Where that is not known here, its commune is looked at. */
  extent?: readonly number[] | null
  /** Brings the map to it after it was picked; otherwise the map moves just so far that it is not covered. */
  visit?: () => void
}

/** A commune as what a row stands for. */
export function unitLink(code: string): Link {
  return { pick: { type: 'unit', code, on: null }, unit: code }
}

export function isPicked(link: Link | null): boolean {
  const [one, other] = [link?.pick, app.pick]
  if (one?.type === 'unit') return other?.type === 'unit' && one.code === other.code
  if (one?.type === 'point') return other?.type === 'point' && one.lon === other.lon && one.lat === other.lat
  return one?.type === 'place' && other?.type === 'place' && one.id === other.id
}

export function isLifted(link: Link | null): boolean {
  const { marked } = onScreen
  if (link?.feature) return marked?.source === link.feature.source && marked.id === link.feature.id
  return link?.pick?.type === 'unit' && onScreen.lifted !== null && link.unit === onScreen.lifted
}

/** Lifts on the map what a row under the pointer or the focus stands for; `null` puts it down. */
export function lift(link: Link | null): void {
  onScreen.map?.lift(link?.unit ? Number(link.unit) : null)
  onScreen.map?.mark(link?.feature ?? null)
}

function extentOf({ pick, unit, extent }: Link): readonly number[] | null | undefined {
  const code = pick?.type === 'unit' ? pick.code : unit
  return extent ?? (code ? data.unit(code)?.bbox : null)
}

/** Picks what a row stands for, and has the map show it beside what opens. */
export function follow(link: Link): void {
  if (link.pick) app.select(link.pick)
  if (link.visit) link.visit()
  else onScreen.map?.reveal(extentOf(link))
}
