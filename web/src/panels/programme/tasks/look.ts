import type { TaskState } from '../../../api/programme'
import type { MapColours } from '../../../layers/colours'
import { TASK_STATES } from '../../../state/views'

/** The mark that stands before the state's word, so that colour is never needed. */
export const TASK_MARKS: Readonly<Record<TaskState, string>> = {
  overdue: '▽',
  'at-risk': '■',
  'not-reported': '○',
  'on-track': '▲',
  done: '●',
}

/** The state that needs most attention. */
export function worstOf(states: readonly TaskState[]): TaskState {
  return TASK_STATES.find((state) => states.includes(state)) ?? 'not-reported'
}

/** The colour of a state on the map: that of a target's status which says the same. */
export function colourOf(state: TaskState, { status, plain }: MapColours): string {
  const colours: Record<TaskState, string> = {
    overdue: status['off-track'],
    'at-risk': status['at-risk'],
    'not-reported': plain,
    'on-track': status['on-track'],
    done: status.achieved,
  }
  return colours[state]
}
