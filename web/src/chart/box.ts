/** The drawing that every chart has, in its own units: as wide as a panel, so that text keeps its size. */
export const BOX = { width: 320, left: 48, right: 10, top: 12, bottom: 26 } as const

/** How much room the words at the left need, by the longest of them. */
export function roomFor(texts: readonly string[]): number {
  return Math.max(24, ...texts.map((text) => text.length * 8.2 + 10))
}
