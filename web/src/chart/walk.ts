/** Which of so many marks of a chart a key leads to from the one where the focus is; nothing for other keys. */
export function walkTo(key: string, from: number, count: number): number | null {
  const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: count - 1 }[key]
  return to === undefined || to < 0 || to >= count ? null : to
}
