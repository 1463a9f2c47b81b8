/**
 * The one order in which everything on the map is drawn, from the ground up.
 *
 * A style layer is named after its slot here, or after slot and data layer as `slot/data-layer`.
 * A layer whose slot is not listed is a mistake and throws: nothing lands on the map by accident.
 */
export const Z_ORDER = [
  'background',
  'neighbours',
  'land',
  'relief',
  'choropleth',
  'choropleth-no-data',
  'area-fill',
  'commune-hit',
  'rivers',
  'roads',
  'area-outline',
  'reach-fill',
  'reach-outline',
  'neighbour-borders',
  'commune-borders',
  'province-border',
  'national-border',
  'commune-hover',
  'commune-picked',
  'corridor-casing',
  'corridor-line',
  'corridor-planned',
  'result-area',
  'result-line',
  'picked-area',
  'picked-line',
  'accuracy',
  'former-unit',
  'point',
  'landslide-spot',
  'place-symbol',
  'border-gate',
  'result-point',
  'picked-point',
  'river-labels',
  'corridor-label',
  'neighbour-labels',
  'point-label',
  'town-labels',
  'commune-labels',
  'former-unit-labels',
  'border-gate-label',
  'measure-line',
  'measure-point',
] as const

export type Slot = (typeof Z_ORDER)[number]

const rank = new Map<string, number>(Z_ORDER.map((slot, index) => [slot, index]))

/** The slot of a style layer, from its id. */
export function slotOf(id: string): Slot {
  const slot = id.split('/')[0] ?? id
  if (!rank.has(slot)) throw new Error(`The map layer "${id}" is not in the drawing order (zorder.ts).`)
  return slot as Slot
}

/** Sorts style layers into the drawing order; layers of one slot keep the order in which they came. */
export function inDrawingOrder<T extends { id: string }>(layers: readonly T[]): T[] {
  return [...layers].sort((a, b) => (rank.get(slotOf(a.id)) ?? 0) - (rank.get(slotOf(b.id)) ?? 0))
}
