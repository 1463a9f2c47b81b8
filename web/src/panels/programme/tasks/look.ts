import type { TaskState } from '../../../api/programme'
import type { MapColours } from '../../../layers/colours'
import { STATUS_SHAPES } from '../../../layers/communes'
import type { Mark, Shape } from '../../../layers/shapes'
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

/** The shape of a state on the map: that of its mark in words, and of a target's status which says the same. */
const SHAPE_OF: Readonly<Record<TaskState, Shape>> = {
  overdue: STATUS_SHAPES['off-track'],
  'at-risk': STATUS_SHAPES['at-risk'],
  'not-reported': 'circle',
  'on-track': STATUS_SHAPES['on-track'],
  done: STATUS_SHAPES.achieved,
}

/** The mark of a state on the map; hollow with a dashed outline where no more than the commune is known. */
export function markOfTask(
  state: TaskState,
  colours: MapColours,
  { isExact = true, isPicked = false }: { isExact?: boolean; isPicked?: boolean } = {},
): Mark {
  const isHollow = !isExact || state === 'not-reported'
  return {
    shape: SHAPE_OF[state],
    size: isPicked ? 32 : 21,
    colour: colourOf(state, colours),
    isHollow,
    isDashed: !isExact,
    halo: isPicked && !isHollow ? colours.picked : colours.halo,
  }
}
