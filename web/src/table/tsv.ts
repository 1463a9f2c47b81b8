import type { Language } from '../words'
import { isMissing, type Cell, type Column } from './column'

export interface Copied<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  language: Language
  /** Said at the end: where the figures are from. */
  source: string
  /** How the column is called that marks made-up figures. */
  illustrativeTitle: string
  yes: string
  no: string
}

/** A text as one cell: no line break or tab, and nothing that a spreadsheet would take for a formula. */
function textCell(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return /^[=+\-@]/.test(line) ? `'${line}` : line
}

/** A figure as spreadsheets of the language read it: no thousands, `,` or `.` before the decimals. */
function numberCell(value: number, language: Language): string {
  const digits = String(Number(value.toFixed(6)))
  return language === 'vi' ? digits.replace('.', ',') : digits
}

function told<Row>(cell: Cell, { language, yes, no }: Copied<Row>): string {
  if (isMissing(cell)) return ''
  if (typeof cell === 'number') return numberCell(cell, language)
  if (typeof cell === 'boolean') return cell ? yes : no
  return textCell(cell)
}

/** A table as tab-separated text with its head and, under an empty line, its source; missing cells stay empty. */
export function asTsv<Row>(copied: Copied<Row>): string {
  const { columns, rows, source, illustrativeTitle, yes } = copied
  const isMarked = rows.some((row) => columns.some(({ isIllustrative }) => isIllustrative?.(row)))
  const head = columns.map(({ title, meaning, unit }) =>
    textCell(unit ? `${meaning ?? title} (${unit})` : (meaning ?? title)),
  )
  const lines = rows.map((row) => {
    const cells = columns.map(({ cell, citations }) =>
      [told(cell(row), copied), ...(citations?.(row) ?? []).map(textCell)].join('; '),
    )
    const mark = columns.some(({ isIllustrative }) => isIllustrative?.(row)) ? yes : ''
    return (isMarked ? [...cells, mark] : cells).join('\t')
  })
  const whole = [(isMarked ? [...head, illustrativeTitle] : head).join('\t'), ...lines]
  if (source !== '') whole.push('', textCell(source))
  return whole.join('\n') + '\n'
}
