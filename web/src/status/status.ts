import type { Status, StatusCounts } from '../api/programme'
import type { WordKey } from '../words'

/** How a status is shown: always a word and a shape with the colour, so that colour is never needed. */
export interface StatusLook {
  status: Status
  count: keyof StatusCounts
  word: WordKey
  colour: string
}

export const STATUSES: readonly StatusLook[] = [
  { status: 'achieved', count: 'achieved', word: 'status.achieved', colour: 'var(--status-achieved)' },
  { status: 'on-track', count: 'on_track', word: 'status.on-track', colour: 'var(--status-on-track)' },
  { status: 'at-risk', count: 'at_risk', word: 'status.at-risk', colour: 'var(--status-at-risk)' },
  { status: 'off-track', count: 'off_track', word: 'status.off-track', colour: 'var(--status-off-track)' },
  { status: 'no-data', count: 'no_data', word: 'status.no-data', colour: 'var(--hatch-line)' },
]

export function lookOf(status: Status): StatusLook {
  const look = STATUSES.find((one) => one.status === status)
  if (!look) throw new Error(`The status "${status}" has no look.`)
  return look
}
