import type { TaskChange, TaskProgress } from '../../../api/programme'
import { formatDate } from '../../../format/date'
import { formatNumber } from '../../../format/number'
import { say, type Language, type WordKey } from '../../../words'

/** A field that a change touched, with what stood before and after. */
export interface Touched {
  field: WordKey
  before: string
  after: string
}

const FIELDS: readonly { key: keyof TaskProgress; word: WordKey; unit?: WordKey | '%' }[] = [
  { key: 'progress_percent', word: 'task.progress', unit: '%' },
  { key: 'budget_million_vnd', word: 'tasks.budget', unit: 'tasks.million' },
  { key: 'disbursed_million_vnd', word: 'tasks.paid', unit: 'tasks.million' },
  { key: 'obstacles', word: 'task.obstacles' },
  { key: 'deadline', word: 'tasks.deadline' },
]

function tell(
  progress: TaskProgress | null | undefined,
  { key, unit }: (typeof FIELDS)[number],
  language: Language,
) {
  const value = progress?.[key]
  if (typeof value === 'number') {
    const words = unit === undefined ? '' : unit === '%' ? ' %' : ` ${say(language, unit)}`
    return formatNumber(value, language, Number.isInteger(value) ? 0 : 1) + words
  }
  if (typeof value !== 'string' || value === '') return say(language, 'tasks.empty')
  return key === 'deadline' ? formatDate(value) : value
}

/** What a change touched, in the order in which a task is told. */
export function touchedBy({ before, after }: TaskChange, language: Language): Touched[] {
  if (!before || !after) return []
  return FIELDS.filter(({ key }) => (before[key] ?? null) !== (after[key] ?? null)).map((field) => ({
    field: field.word,
    before: tell(before, field, language),
    after: tell(after, field, language),
  }))
}
