import { formatNumber } from '../format/number'
import { app } from '../state/app.svelte'
import { isMissing, type Column } from './column'

/** A cell as it is read; an en dash where there is no figure. */
export function tellCell<Row>(column: Column<Row>, row: Row): string {
  const cell = column.cell(row)
  if (isMissing(cell)) return '–'
  if (column.text) return column.text(row)
  if (typeof cell === 'number') {
    return formatNumber(cell, app.language, column.decimals ?? (Number.isInteger(cell) ? 0 : 1))
  }
  if (typeof cell === 'boolean') return app.say(cell ? 'table.yes' : 'table.no')
  return cell
}
