import type { Status, TaskState } from '../api/programme'
import { decodeQuestion, EMPTY_QUESTION, encodeQuestion, type Question } from '../panels/query/question'
import {
  decodeTravel,
  encodeTravel,
  USUAL_TRAVEL,
  type TravelSettings,
} from '../panels/query/travel-settings'
import { decodeRelocation, encodeRelocation, type RelocationView } from '../panels/relocation/settings'
import { decodeSchools, encodeSchools, type SchoolView } from '../panels/schools/settings'
import { STATUSES } from '../status/status'

export const PROGRAMME_TABS = ['overview', 'targets', 'tasks'] as const

/** What a card of a target leads to, besides the map. */
export const TARGET_PARTS = ['series', 'communes', 'figures'] as const
export type TargetPart = (typeof TARGET_PARTS)[number]

/** The states of tasks, from what needs most attention to what needs none. */
export const TASK_STATES: readonly TaskState[] = ['overdue', 'at-risk', 'not-reported', 'on-track', 'done']
export const TASK_KINDS = ['task', 'project', 'review'] as const

/** The programme: its targets and tasks, or the one that is looked at. */
export interface ProgrammeView {
  mode: 'programme'
  tab: (typeof PROGRAMME_TABS)[number]
  target: string | null
  /** Which part of the target is asked for; it is brought into view. */
  part: TargetPart | null
  task: string | null
  period: string | null
  /** Which targets are listed; `null` for all. */
  status: Status | null
  /** Whose targets and tasks are listed; `null` for all. */
  agency: string | null
  /** Which tasks are listed: in which state, of which kind, only those with something in the way. */
  state: TaskState | null
  kind: (typeof TASK_KINDS)[number] | null
  isObstructed: boolean
}

/** The programme as it opens: every target. */
export const WHOLE_PROGRAMME: ProgrammeView = {
  mode: 'programme',
  tab: 'targets',
  target: null,
  part: null,
  task: null,
  period: null,
  status: null,
  agency: null,
  state: null,
  kind: null,
  isObstructed: false,
}

export const DATA_TABS = ['upload', 'enter', 'queue', 'layers', 'accounts'] as const
/** The states of figures that are not approved, from what waits for somebody to what waits for its author. */
export const QUEUE_STATES = ['submitted', 'draft', 'returned'] as const

/** The data room: what is done there, and the figure that is looked at. */
export interface DataView {
  mode: 'data'
  tab: (typeof DATA_TABS)[number]
  figure: string | null
  /** Which figures the queue lists. */
  state: (typeof QUEUE_STATES)[number]
}

/** The data room as it opens. */
export const DATA_ROOM: DataView = { mode: 'data', tab: 'upload', figure: null, state: 'submitted' }

/** The corridor workbench: which axes, how wide, against which other. */
export interface CorridorView {
  mode: 'corridors'
  corridors: string[]
  /** A drawn axis, as longitude and latitude; empty without one. */
  line: [lon: number, lat: number][]
  /** The width looked at: what the map, the communes and the places are told for. */
  width_km: number
  /** The widths set side by side. */
  widths_km: number[]
  compare: string | null
  /** A drawn axis that is compared with instead; empty without one. */
  kept: [lon: number, lat: number][]
  /** Whether communes are coloured by how much of them the strip covers. */
  isShaded: boolean
}

/** Questions put together from boxes, travel times, exposure to hazards, and looking up positions. */
export interface QueryView {
  mode: 'query'
  tab: (typeof QUERY_TABS)[number]
  question: Question
  /** Whether communes are coloured by how much was found in each. */
  isShaded: boolean
  travel: TravelSettings
  /** The answer about travel times: the id of a scenario, or that the settings bring it about; `null` without one. */
  answer: string | null
  /** Exposure to what is asked. */
  hazards: Hazard[]
  /** What of that the communes are told by. */
  exposed: Exposed
}

export const QUERY_TABS = ['query', 'travel', 'exposure', 'locate'] as const
export const HAZARDS = ['landslide-zone', 'flash-flood-zone'] as const
export type Hazard = (typeof HAZARDS)[number]
/** What is told of each hazard class, in the order of the tables. */
export const EXPOSED = ['people', 'houses', 'schools', 'health_facilities', 'road_km', 'area_km2'] as const
export type Exposed = (typeof EXPOSED)[number]

/** The queries as they open: nothing is asked yet. */
export const EMPTY_QUERY: QueryView = {
  mode: 'query',
  tab: 'query',
  question: EMPTY_QUESTION,
  isShaded: false,
  travel: USUAL_TRAVEL,
  answer: null,
  hazards: [...HAZARDS],
  exposed: 'people',
}

/** The mode on the rail with what only that mode knows. */
export type View =
  | { mode: 'map' }
  | { mode: 'reports' }
  | ProgrammeView
  | CorridorView
  | SchoolView
  | RelocationView
  | QueryView
  | DataView

export function encodeView(view: View): [string, string][] {
  const parts: [string, string | null][] = [['mode', view.mode]]
  switch (view.mode) {
    case 'map':
      return []
    case 'reports':
      break
    case 'programme':
      parts.push(
        ['tab', view.tab === 'targets' ? null : view.tab],
        ['target', view.target],
        ['part', view.part],
        ['task', view.task],
        ['period', view.period],
        ['status', view.status],
        ['agency', view.agency],
        ['state', view.state],
        ['kind', view.kind],
        ['obstacles', view.isObstructed ? 'only' : null],
      )
      break
    case 'corridors':
      parts.push(
        ['axes', view.corridors.join(',')],
        ['line', encodeLine(view.line)],
        ['width', String(view.width_km)],
        [
          'widths',
          view.widths_km.join() === USUAL_WIDTHS_KM.join() ? null : view.widths_km.join(',') || 'none',
        ],
        ['compare', view.compare],
        ['kept', encodeLine(view.kept)],
        ['shade', view.isShaded ? 'share' : null],
      )
      break
    case 'data':
      parts.push(
        ['tab', view.tab === 'upload' ? null : view.tab],
        ['figure', view.figure],
        ['state', view.state === 'submitted' ? null : view.state],
      )
      break
    case 'schools':
      parts.push(['q', encodeSchools(view.settings)], ['answer', view.answer])
      break
    case 'relocation':
      parts.push(['q', encodeRelocation(view.settings)], ['answer', view.answer])
      break
    case 'query':
      parts.push(
        ['tab', view.tab === 'query' ? null : view.tab],
        ['q', encodeQuestion(view.question)],
        ['shade', view.isShaded ? 'count' : null],
        ['travel', encodeTravel(view.travel)],
        ['answer', view.tab === 'travel' ? view.answer : null],
        ['hazards', view.hazards.length === HAZARDS.length ? null : view.hazards.join(',') || 'none'],
        ['exposed', view.exposed === 'people' ? null : view.exposed],
      )
      break
  }
  return parts.filter((part): part is [string, string] => part[1] !== null && part[1] !== '')
}

export function decodeView(parameters: URLSearchParams): View | null {
  switch (parameters.get('mode')) {
    case 'programme':
      return {
        mode: 'programme',
        tab: PROGRAMME_TABS.find((tab) => tab === parameters.get('tab')) ?? 'targets',
        target: parameters.get('target'),
        part: TARGET_PARTS.find((part) => part === parameters.get('part')) ?? null,
        task: parameters.get('task'),
        period: parameters.get('period'),
        status: STATUSES.find(({ status }) => status === parameters.get('status'))?.status ?? null,
        agency: parameters.get('agency'),
        state: TASK_STATES.find((state) => state === parameters.get('state')) ?? null,
        kind: TASK_KINDS.find((kind) => kind === parameters.get('kind')) ?? null,
        isObstructed: parameters.get('obstacles') === 'only',
      }
    case 'corridors':
      return {
        mode: 'corridors',
        corridors: (parameters.get('axes') ?? '').split(',').filter((id) => id !== ''),
        line: decodeLine(parameters.get('line')),
        width_km: decodeWidths(parameters.get('width'))[0] ?? USUAL_WIDTH_KM,
        widths_km: parameters.has('widths') ? decodeWidths(parameters.get('widths')) : [...USUAL_WIDTHS_KM],
        compare: parameters.get('compare'),
        kept: decodeLine(parameters.get('kept')),
        isShaded: parameters.get('shade') === 'share',
      }
    case 'data':
      return {
        mode: 'data',
        tab: DATA_TABS.find((tab) => tab === parameters.get('tab')) ?? 'upload',
        figure: parameters.get('figure'),
        state: QUEUE_STATES.find((state) => state === parameters.get('state')) ?? 'submitted',
      }
    case 'schools':
      return {
        mode: 'schools',
        settings: decodeSchools(parameters.get('q')),
        answer: decodeAnswer(parameters.get('answer')),
      }
    case 'relocation':
      return {
        mode: 'relocation',
        settings: decodeRelocation(parameters.get('q')),
        answer: decodeAnswer(parameters.get('answer')),
      }
    case 'query':
      return {
        mode: 'query',
        tab: QUERY_TABS.find((tab) => tab === parameters.get('tab')) ?? 'query',
        question: decodeQuestion(parameters.get('q')),
        isShaded: parameters.get('shade') === 'count',
        travel: decodeTravel(parameters.get('travel')),
        answer: decodeAnswer(parameters.get('answer')),
        hazards: decodeHazards(parameters.get('hazards')),
        exposed: EXPOSED.find((one) => one === parameters.get('exposed')) ?? 'people',
      }
    case 'reports':
      return { mode: 'reports' }
    default:
      return null
  }
}

export const USUAL_WIDTH_KM = 5
export const USUAL_WIDTHS_KM: readonly number[] = [1, 2, 5, 10]
/** How far a strip may reach to each side, kilometres. */
export const WIDEST_KM = 20
/** How many widths may be set side by side. */
export const MOST_WIDTHS = 8

/** Whether a width can be asked for: in steps of half a kilometre. */
export function isWidth(width_km: number): boolean {
  return width_km > 0 && width_km <= WIDEST_KM && Number.isInteger(width_km * 2)
}

function decodeWidths(text: string | null): number[] {
  const widths = (text ?? '').split(',').map(Number).filter(isWidth)
  return [...new Set(widths)].sort((a, b) => a - b).slice(0, MOST_WIDTHS)
}

function decodeAnswer(text: string | null): string | null {
  return /^[a-z0-9-]+$/.test(text ?? '') ? text : null
}

function decodeHazards(text: string | null): Hazard[] {
  const asked = text?.split(',')
  return HAZARDS.filter((hazard) => asked?.includes(hazard) ?? true)
}

function encodeLine(line: readonly [number, number][]): string {
  return line.map(([lon, lat]) => `${lon.toFixed(5)}:${lat.toFixed(5)}`).join(',')
}

function decodeLine(text: string | null): [number, number][] {
  return [...(text ?? '').matchAll(/(-?[\d.]+):(-?[\d.]+)(?:,|$)/g)].map(([, lon, lat]) => [
    Number(lon),
    Number(lat),
  ])
}
