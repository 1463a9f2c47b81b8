import { say, type Language } from '../words'
import { formatMetres } from './number'

/** To how many metres a distance is told where positions are so uncertain. */
function stepFor(accuracy_m: number): number {
  return Math.max(10 ** Math.floor(Math.log10(accuracy_m)), 1)
}

/** How sure positions are where several layers take part: as little as the least sure of them. */
export function leastSure(sources: readonly { accuracy_m?: number | null }[]): number {
  return Math.max(0, ...sources.map(({ accuracy_m }) => accuracy_m ?? 0))
}

/** How sure the positions of one layer are, in metres. */
export function accuracyOf(
  sources: readonly { layer?: string | null; accuracy_m?: number | null }[],
  layer: string,
): number {
  return leastSure(sources.filter((source) => source.layer === layer))
}

/**
 * A distance between things whose positions are so sure, in metres: no more exact than they are, and below that no
 * number at all. Without an accuracy (0) it is told as it is.
 */
export function formatDistance(metres: number, accuracy_m: number, language: Language): string {
  if (accuracy_m <= 1) return formatMetres(metres, language)
  if (metres < accuracy_m)
    return say(language, 'distance.within', { accuracy: formatMetres(accuracy_m, language) })
  const step = stepFor(accuracy_m)
  const rounded = Math.round(metres / step) * step
  return say(language, 'distance.about', { distance: formatMetres(rounded, language) })
}
