import type { Alternative, Coverage, Covered, PlaceReached, WidthCoverage } from '../../api/spatial'

/** The widths that a question asks for: those compared and the one looked at, each once, narrowest first. */
export function widthsAsked(compared: readonly number[], shown: number): number[] {
  return [...new Set([...compared, shown])].sort((a, b) => a - b)
}

/** The coverage at one width. */
export function atWidth<T extends { width_km: number }>(
  widths: readonly T[],
  width_km: number,
): T | undefined {
  return widths.find((width) => width.width_km === width_km)
}

/** What lies outside the strip of one width, nearest first; the answer itself tells only the widest strip's. */
export function gapsAt(answer: Pick<Coverage, 'widths' | 'gaps'>, width_km: number): PlaceReached[] {
  const shown = atWidth(answer.widths, width_km)
  const reached = new Set(shown?.inside.map(({ id }) => id))
  const known = new Map<string, PlaceReached>()
  for (const place of [...answer.widths.flatMap(({ inside }) => inside), ...answer.gaps]) {
    if (!reached.has(place.id)) known.set(place.id, place)
  }
  return [...known.values()].sort((a, b) => a.distance_m - b.distance_m)
}

/** A share in percent; what is unknown stays so. */
export function inPercent(share: number | null | undefined): number | null {
  return typeof share === 'number' ? share * 100 : null
}

/** Lower bounds of the classes in which shares of area are shown; the last class ends at 1. */
export const SHARE_CLASSES = [0, 0.2, 0.4, 0.6, 0.8] as const

/** The class of a share of area; `null` for what the strip does not touch. */
export function shareClass(share: number | null | undefined): number | null {
  if (!share || share <= 0) return null
  return SHARE_CLASSES.findLastIndex((from) => share >= from)
}

/** The places that an alternative gains or loses at a width, with their names. */
export function changes(
  answer: Pick<Coverage, 'widths' | 'gaps'> & { alternative?: Alternative | null },
  width_km: number,
): { gained: PlaceReached[]; lost: PlaceReached[] } {
  const { alternative } = answer
  const difference = alternative && atWidth(alternative.difference, width_km)
  if (!alternative || !difference) return { gained: [], lost: [] }
  const find = (widths: readonly WidthCoverage[], ids: readonly string[]): PlaceReached[] =>
    atWidth(widths, width_km)?.inside.filter(({ id }) => ids.includes(id)) ?? []
  return { gained: find(alternative.widths, difference.gained), lost: find(answer.widths, difference.lost) }
}

/** Two lines side by side at one width. */
export interface Compared {
  width_km: number
  own: Covered
  other: Covered
  /** What the other covers more or, negative, less. */
  more: { area_km2: number; population?: number | null }
}

/** Both lines at each width that both were asked for. */
export function compared(
  answer: Pick<Coverage, 'widths'>,
  alternative: Pick<Alternative, 'widths' | 'difference'>,
): Compared[] {
  return alternative.difference.flatMap((more) => {
    const [own, other] = [answer, alternative].map(({ widths }) => atWidth(widths, more.width_km))
    return own && other ? [{ width_km: more.width_km, own: own.province, other: other.province, more }] : []
  })
}
