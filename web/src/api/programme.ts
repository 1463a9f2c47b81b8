/** The programme's shapes: targets, where they stand, tasks. */
import type { Text } from './types'

export type Status = 'achieved' | 'on-track' | 'at-risk' | 'off-track' | 'no-data'

export interface MeasureUnit {
  code: string
  label: Text
}

export interface AgencyName {
  id: string
  name: Text
}

export interface StatusCounts {
  achieved: number
  on_track: number
  at_risk: number
  off_track: number
  no_data: number
}

export interface Figure {
  period: string
  value?: number | null
  missing_reason?: Text | null
  origin: string
  coverage?: { reported: number; of: number } | null
  is_illustrative: boolean
  sources: string[]
}

export interface Waypoint {
  period: string
  value: number
}

export interface Rule {
  type: string
  value?: number | null
  upper?: number | null
  percent?: number | null
}

export interface Target {
  id: string
  indicator: string
  name: Text
  unit?: MeasureUnit | null
  lead?: AgencyName | null
  rule: Rule
  baseline?: { period: string; value?: number | null; source?: string | null } | null
  path: Waypoint[]
  from: string
  by: string
  section: string
  decision: { number?: string | null; date?: string | null; title: string }
  note?: Text | null
}

export interface Pace {
  value: number
  is_percent: boolean
}

export interface Standing {
  target: string
  indicator: string
  on: string
  status: Status
  reason: Text
  judged_indicator: string
  latest?: { period: string; value: number; is_illustrative: boolean } | null
  baseline?: { period: string; value: number; is_illustrative: boolean } | null
  goal?: number | null
  expected?: number | null
  trajectory: Waypoint[]
  pace?: Pace | null
  required?: Pace | null
  projection?: { period: string; value: number; is_met: boolean; assumption: Text } | null
  is_illustrative: boolean
}

export interface DashboardTarget {
  target: Target
  status: Standing
  series: Figure[]
  judged_series: Figure[]
}

export interface Dashboard {
  on: string
  periods: string[]
  counts: StatusCounts
  by_agency: { agency: AgencyName; counts: StatusCounts }[]
  by_section: { section: string; counts: StatusCounts }[]
  targets: DashboardTarget[]
  is_illustrative: boolean
}

export type TaskState = 'done' | 'overdue' | 'at-risk' | 'on-track' | 'not-reported'

export interface Task {
  id: string
  kind: string
  name: Text
  content: Text
  lead: AgencyName
  coordinating: AgencyName[]
  assignment: string
  deadline: string
  progress_percent?: number | null
  obstacles?: string | null
  places: string[]
  units: string[]
  section: string
  state: TaskState
  is_illustrative: boolean
}
