/** The programme's shapes: targets, where they stand, tasks. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Status = Schemas['Status']
export type StatusCounts = Schemas['StatusCounts']
export type Figure = Schemas['FigureView']
export type Waypoint = Schemas['WaypointView']
export type StatusPoint = Schemas['PointView']
export type Rule = Schemas['RuleView']
export type Pace = Schemas['PaceView']
export type Dashboard = Schemas['Dashboard']
export type DashboardTarget = Schemas['DashboardTarget']
export type Target = Schemas['TargetView']
export type StatusView = Schemas['StatusView']
export type Review = Schemas['ReviewView']
export type Task = Schemas['TaskView']
export type TaskState = Schemas['TaskState']
export type TaskLocation = Schemas['TaskLocation']
export type OwnTarget = Schemas['OwnTarget']
export type TaskDetail = Schemas['TaskDetail']
export type TaskChange = Schemas['TaskChange']
export type TaskProgress = Schemas['ProgressView']
export type AgencyTasks = Schemas['AgencyTasks']
/** What a report changes of a task; the rest stays. */
export type TaskReport = Partial<Schemas['Progress']>
