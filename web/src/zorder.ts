/**
 * The one order in which everything on the map is drawn, from the ground up.
 *
 * A style layer is named after its slot here, or after slot and data layer as `slot/data-layer`.
 * A layer whose slot is not listed is a mistake and throws: nothing lands on the map by accident.
 *
 * Marks are above the names, because MapLibre finds places for symbols from the top down: so each name finds room
 * beside the marks, or waits for a nearer view, and a mark is never under a name. Circles keep no room for themselves:
 * they are under the names, and wide enough to be seen around a mark. So are the marks of layers with very many places,
 * which would leave no room for a name.
 */
export const Z_ORDER = [
  'background',
  'neighbours',
  'land',
  'choropleth',
  'choropleth-no-data',
  'raster',
  'relief',
  'outside',
  'commune-hit',
  'area-fill',
  'area-pattern',
  'area-outline',
  'reach-fill',
  'reach-outline',
  'roads',
  'rivers',
  'neighbour-borders',
  'commune-borders',
  'province-border',
  'national-border',
  'commune-outline',
  'corridor-casing',
  'corridor-line',
  'corridor-planned',
  'result-area',
  'result-line',
  'picked-area',
  'picked-line',
  'accuracy',
  'former-unit',
  'place-figure',
  'dense-point',
  'result-point',
  'picked-point',
  'corridor-label',
  'point-label',
  'commune-labels',
  'former-unit-labels',
  'border-gate-label',
  'status-mark',
  'result-number',
  'point',
  'landslide-spot',
  'place-symbol',
  'border-gate',
  'task-place',
  'task-label',
  'place-figure-label',
  'measure-line',
  'measure-point',
  'sketch-edit-polygon',
  'sketch-edit-polygon-outline',
  'sketch-edit-linestring',
  'sketch-edit-point',
  'sketch-edit-point-marker',
] as const

export type Slot = (typeof Z_ORDER)[number]

const rank = new Map<string, number>(Z_ORDER.map((slot, index) => [slot, index]))

/** The slot of a style layer, from its id. */
export function slotOf(id: string): Slot {
  const slot = id.split('/')[0] ?? id
  if (!rank.has(slot)) throw new Error(`The map layer "${id}" is not in the drawing order (zorder.ts).`)
  return slot as Slot
}

/**
 * What a user may put in another order: areas among areas, lines among lines, points among points. An area over the
 * points would only hide them. Each is a run of the list above, in which all parts of a data layer stay together: the
 * renderer cuts out the tiles of a source anew whenever it comes back to it.
 */
const BANDS: readonly (readonly Slot[])[] = [
  ['area-fill', 'area-pattern', 'area-outline'],
  ['corridor-casing', 'corridor-line', 'corridor-planned'],
  ['dense-point'],
  ['point', 'landslide-spot', 'place-symbol', 'border-gate'],
]

function rankOf(slot: Slot): number {
  return rank.get(slot) ?? 0
}

/** Where the run of a slot begins; a slot of which nothing can be moved is its own run. */
function bandRank(slot: Slot): number {
  const band = BANDS.find((slots) => slots.includes(slot))
  return rankOf(band?.[0] ?? slot)
}

/** Puts those ids of a list that are also in another into the other's order; the rest keep their places. */
export function arrange(ids: readonly string[], wanted: readonly string[]): string[] {
  const moved = wanted.filter((id) => ids.includes(id))
  const next = moved[Symbol.iterator]()
  return ids.map((id) => (moved.includes(id) ? (next.next().value ?? id) : id))
}

/** The data layer that a style layer named `slot/data-layer` draws; none for a slot that stands alone. */
function dataLayerOf(id: string): string | null {
  const at = id.indexOf('/')
  return at < 0 ? null : id.slice(at + 1)
}

/** Where each data layer stands in its run, by `run:data-layer`. */
function places(sorted: readonly { id: string }[], fromTop: readonly string[]): Map<string, number> {
  const fromGround = [...fromTop].reverse()
  const runs = new Map<number, string[]>()
  for (const { id } of sorted) {
    const layer = dataLayerOf(id)
    const run = bandRank(slotOf(id))
    const known = runs.get(run) ?? []
    if (layer !== null && !known.includes(layer)) runs.set(run, [...known, layer])
  }
  return new Map(
    [...runs].flatMap(([run, layers]) =>
      arrange(layers, fromGround).map((layer, at): [string, number] => [`${run}:${layer}`, at]),
    ),
  )
}

/**
 * Sorts style layers into the drawing order; layers of one slot keep the order in which they came.
 * Data layers that the user has put in another order, told from the top down, follow it within their run.
 */
export function inDrawingOrder<T extends { id: string }>(
  layers: readonly T[],
  fromTop: readonly string[] = [],
): T[] {
  const sorted = [...layers].sort((a, b) => rankOf(slotOf(a.id)) - rankOf(slotOf(b.id)))
  const placed = places(sorted, fromTop)
  const placeOf = ({ id }: T) => placed.get(`${bandRank(slotOf(id))}:${dataLayerOf(id)}`) ?? 0
  return sorted.sort((a, b) => bandRank(slotOf(a.id)) - bandRank(slotOf(b.id)) || placeOf(a) - placeOf(b))
}

/** Data layers by the run in which they can be moved, each from the top down; what cannot be moved is left out. */
export function movable(
  layers: readonly { id: string; slot: Slot }[],
  fromTop: readonly string[],
): string[][] {
  const named = layers.map(({ id, slot }) => ({ id: `${slot}/${id}`, layer: id }))
  const sorted = inDrawingOrder(named, fromTop).reverse()
  return [...BANDS]
    .reverse()
    .map((slots) => sorted.filter(({ id }) => slots.includes(slotOf(id))).map(({ layer }) => layer))
    .filter((run) => run.length > 0)
}
