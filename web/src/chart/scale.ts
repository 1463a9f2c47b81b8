import { ticks } from './ticks'

/** How figures are set against each other: bars from nought, or dots on a part of the axis. */
export interface Scale {
  /** Round values along it, from the least. */
  ticks: number[]
  /** Whether it does not begin at nought: then lengths mean nothing, and only dots are drawn. */
  isPart: boolean
}

/** Below this share of the greatest figure differences are too small to be read off bars. */
const LEAST_SPREAD = 0.3

/** The scale for figures: where all lie far from nought and close together, the part of it in which they differ. */
export function scaleFor(values: readonly number[], most: number): Scale {
  const [least, greatest] = [Math.min(...values), Math.max(...values)]
  const far = Math.max(Math.abs(least), Math.abs(greatest))
  const spread = greatest - least
  if (values.length > 1 && least * greatest > 0 && spread > 0 && spread < far * LEAST_SPREAD)
    // Finer than from nought, so that the figures fill it.
    return { ticks: ticks(least, greatest, most + 2), isPart: true }
  return { ticks: ticks(Math.min(0, ...values), Math.max(0, ...values) || 1, most), isPart: false }
}
