/** What a cell holds; `null` and `undefined` mean that there is no figure, which is never zero. */
export type Cell = string | number | boolean | null | undefined

/** Something that can be done with a row, on or off. */
export interface Action {
  label: string
  /** What it does, with the row's name. */
  meaning: string
  isOn: boolean
  act: () => void
}

/** One column of a table: what it holds and how that is told. */
export interface Column<Row> {
  id: string
  title: string
  /** The unit of its figures, told in the head and in what is copied. */
  unit?: string
  /** What the head means, where the title is short. */
  meaning?: string
  isNumber?: boolean
  decimals?: number
  /** What rows are sorted by and what is copied. */
  cell: (row: Row) => Cell
  /** What is shown where the cell as it is does not tell it, with its unit. */
  text?: (row: Row) => string
  /** A second, soft line under the cell. */
  note?: (row: Row) => string
  /** Citations after the cell, each in the language of its publisher; copied with the cell. */
  citations?: (row: Row) => readonly string[]
  /** A bar under the cell, from 0 to 1. */
  share?: (row: Row) => number | null
  /**
   * Whether it is told across the whole width under its row, as sentences are, or after its title beside others; it is
   * copied as a column.
   */
  isBelow?: boolean | 'titled'
  hint?: (row: Row) => string
  /** What can be done with a row: its buttons stand instead of the cell, which is what is sorted and copied. */
  actions?: (row: Row) => readonly Action[]
  /** Whether the figure was made up to show the screens. */
  isIllustrative?: (row: Row) => boolean
}

/** A table as it is told and copied. */
export interface Told<Row> {
  /** What it is of. */
  label: string
  columns: readonly Column<Row>[]
  /** The rows that the filter lets through, in their order. */
  rows: readonly Row[]
  /** Where it is from; empty where nobody says. */
  source: string
}

export interface Sorting {
  by: string
  isDescending: boolean
}

export function isMissing(cell: Cell): cell is null | undefined | '' {
  return cell === null || cell === undefined || cell === '' || Number.isNaN(cell)
}

/** Whether a column under the rows has something to say of one: a title that nothing follows is left out. */
export function isTold<Row>({ isBelow, cell }: Column<Row>, row: Row): boolean {
  return isBelow !== 'titled' || !isMissing(cell(row))
}
