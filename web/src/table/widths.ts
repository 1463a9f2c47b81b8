import type { Column } from './column'

/** Up to so many characters a column of words needs no room to wrap in. */
const SHORT = 10
/** Heads of more lines than these push the rows out of sight. */
const MOST_LINES = 3

/** Whether all that a column of words holds is short, such as “Khu 1”. */
export function isShort<Row>(
  column: Column<Row>,
  rows: readonly Row[],
  tell: (column: Column<Row>, row: Row) => string,
): boolean {
  if (column.isNumber || column.actions || rows.length === 0) return false
  return rows.every(
    (row) =>
      tell(column, row).length <= SHORT &&
      !column.note?.(row) &&
      (column.citations?.(row) ?? []).length === 0,
  )
}

/** In how many lines words stand in a width, in characters. */
export function linesIn(words: readonly string[], width: number): number {
  let lines = 1
  let at = 0
  for (const { length } of words) {
    if (at > 0 && at + 1 + length > width) {
      lines += 1
      at = length
    } else at += (at > 0 ? 1 : 0) + length
  }
  return lines
}

/** The least width of a head, in characters, in which it takes no more than three lines with its unit. */
export function headWidth({ title, unit, text }: Pick<Column<never>, 'title' | 'unit' | 'text'>): number {
  const words = title.split(/\s+/)
  const most = unit && !text ? MOST_LINES - 1 : MOST_LINES
  let width = Math.max(...words.map(({ length }) => length))
  while (linesIn(words, width) > most) width += 1
  return width
}
