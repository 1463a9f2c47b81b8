/** From where to where something reaches along one edge of the map, in pixels. */
export type Span = readonly [from: number, to: number]

/**
 * How far something must be moved to lie within the room, in pixels: 0 where it does, otherwise no farther than
 * to the nearer end. What is longer than the room has its middle brought into it.
 */
export function shiftInto([from, to]: Span, [low, high]: Span): number {
  if (to - from > high - low) {
    const middle = (from + to) / 2
    return middle >= low && middle <= high ? 0 : (low + high) / 2 - middle
  }
  if (from < low) return low - from
  return to > high ? high - to : 0
}
