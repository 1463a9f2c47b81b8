import { expect, it } from 'vitest'
import '../../../words/parts/tasks'
import type { TaskChange, TaskProgress } from '../../../api/programme'
import { touchedBy } from './history'

const NOTHING: TaskProgress = {
  progress_percent: null,
  budget_million_vnd: null,
  disbursed_million_vnd: null,
  obstacles: null,
  deadline: '2030-12-31',
  is_illustrative: false,
}

function change(before: TaskProgress | null, after: TaskProgress | null): TaskChange {
  return { version: 2, at: '2026-11-27T01:00:00Z', actor: 'account:health', reason: '', before, after }
}

it('tells only what changed, missing never as zero', () => {
  const after = { ...NOTHING, progress_percent: 12.5, budget_million_vnd: 1500, obstacles: 'chờ mặt bằng' }
  expect(touchedBy(change(NOTHING, after), 'vi')).toEqual([
    { field: 'task.progress', before: 'không', after: '12,5 %' },
    { field: 'tasks.budget', before: 'không', after: '1.500 triệu đồng' },
    { field: 'task.obstacles', before: 'không', after: 'chờ mặt bằng' },
  ])
})

it('tells a zero as a zero, and a new deadline as a date', () => {
  const after = { ...NOTHING, progress_percent: 0, deadline: '2031-06-30' }
  expect(touchedBy(change(NOTHING, after), 'en')).toEqual([
    { field: 'task.progress', before: 'none', after: '0 %' },
    { field: 'tasks.deadline', before: '31/12/2030', after: '30/06/2031' },
  ])
})

it('a task that is new or gone touches no field', () => {
  expect(touchedBy(change(null, NOTHING), 'vi')).toEqual([])
  expect(touchedBy(change(NOTHING, null), 'vi')).toEqual([])
})
