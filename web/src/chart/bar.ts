import type { Link } from '../table/link'

/** One bar of a chart. */
export interface Bar {
  key: string
  /** What it is of, such as a commune. */
  name: string
  value: number
  /** The same figure of what the bars are compared with, drawn as a stroke across the bar. */
  other?: number
  /** What is written under it, where there is room. */
  tick?: string
  isIllustrative?: boolean
  /** Whether it belongs to what is looked at, such as the widths up to the one chosen. */
  isWithin?: boolean
  /** What it stands for on the map. */
  link?: Link
  /** Where it stands for something else: what it does, and whether it is chosen. */
  choose?: () => void
  isChosen?: boolean
}
