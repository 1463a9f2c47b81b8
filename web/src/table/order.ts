import { fold } from '../format/fold'
import { isMissing, type Cell, type Column, type Sorting } from './column'

const COLLATOR = new Intl.Collator('vi', { numeric: true })

function compare(one: Cell, other: Cell): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return COLLATOR.compare(String(one), String(other))
}

/** The rows in order; what is missing comes last either way, equal rows stay as they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sorting?.by)
  if (!sorting || !column) return rows
  const sign = sorting.isDescending ? -1 : 1
  return [...rows].sort((one, other) => {
    const [a, b] = [column.cell(one), column.cell(other)]
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b))
    return sign * compare(a, b)
  })
}

/** What a click on a column's head makes of the order: names begin at A, figures with the greatest. */
export function sortedBy<Row>({ id, isNumber }: Column<Row>, before: Sorting | null): Sorting {
  if (before?.by === id) return { by: id, isDescending: !before.isDescending }
  return { by: id, isDescending: isNumber === true }
}

/** The rows in which every word typed occurs, whatever its accents. */
export function filterRows<Row>(
  rows: readonly Row[],
  textOf: (row: Row) => string,
  typed: string,
): readonly Row[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = fold(textOf(row))
    return words.every((word) => text.includes(word))
  })
}
