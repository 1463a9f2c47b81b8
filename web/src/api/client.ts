import { fileNameOf } from './file-name'
import { connection } from '../offline/connection.svelte'
import type {
  AccountForm,
  Agency,
  Entered,
  NewFigure,
  Observation,
  ObservationDetail,
  OneTimePassword,
  Step,
  SteppedFigures,
  UploadChoice,
  UploadResult,
} from './figures'
import type {
  AgencyTasks,
  Dashboard,
  Figure,
  Review,
  Target,
  Task,
  TaskDetail,
  TaskReport,
} from './programme'
import type {
  Coverage,
  CoverageRequest,
  Exposure,
  ExposureRequest,
  FileFormat,
  LocateAnswer,
  NewScenario,
  Scenario,
  ScenarioSummary,
} from './spatial'
import type { QueryAnswer, QueryRequest } from '../panels/query/question'
import type { MapRequest } from '../print/request'
import type {
  Account,
  Hit,
  Indicator,
  IndicatorValues,
  Layer,
  Me,
  Place,
  PlaceRef,
  Province,
  Unit,
  UnitDetail,
} from './types'

/** What the server or the network refused, in words for people. */
export class ApiError extends Error {
  /** `network` when no answer came, otherwise the server's own code. */
  readonly code: string
  readonly status: number
  readonly remedy: string | null
  /** The same in Vietnamese; `message` and `remedy` are English. */
  readonly vi: { message: string; remedy: string } | null

  constructor(
    code: string,
    status: number,
    message: string,
    remedy: string | null = null,
    vi: ApiError['vi'] = null,
  ) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.remedy = remedy
    this.vi = vi
  }
}

interface ErrorBody {
  error?: { code?: string; message?: string; remedy?: string | null; vi?: ApiError['vi'] }
}

/** The error of that body, as the server told it. */
export function toldError(status: number, error: ErrorBody['error']): ApiError {
  const { code = 'unexpected', message = '', remedy = null, vi = null } = error ?? {}
  return new ApiError(code, status, message, remedy, vi)
}

/** The error that the server told, from its answer. */
export async function refusal(response: Response): Promise<ApiError> {
  let body: ErrorBody = {}
  try {
    body = (await response.json()) as ErrorBody
  } catch {
    // Not JSON: the status alone tells what is known.
  }
  return toldError(response.status, body.error)
}

/** Sends one request; throws an `ApiError` when it was refused or no answer came. */
async function answerTo(path: string, init: RequestInit, alsoFine?: number): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    connection.lost()
    throw new ApiError('network', 0, '')
  }
  connection.heard(response)
  if (!response.ok && response.status !== alsoFine) throw await refusal(response)
  return response
}

/** Sends one request and reads the JSON answer; throws an `ApiError` when there is none. */
export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await answerTo(path, init)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

function asJson(body: unknown, signal?: AbortSignal, method = 'POST'): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal }
}

/** Asks with a JSON body. */
export function send<T>(path: string, body: unknown, signal?: AbortSignal, method = 'POST'): Promise<T> {
  return request<T>(path, asJson(body, signal, method))
}

export function query(parameters: Record<string, string | number | boolean | null | undefined>): string {
  const entries = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined)
  const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
  return search === '' ? '' : `?${search}`
}

const name = encodeURIComponent

export const api = {
  province: () => request<Province>('/api/province'),
  units: (on?: string) => request<{ on: string; units: Unit[] }>(`/api/units${query({ on })}`),
  unit: (code: string, on: string | null, signal?: AbortSignal) =>
    request<UnitDetail>(`/api/units/${name(code)}${query({ on })}`, { signal }),
  layers: () => request<{ layers: Layer[] }>('/api/layers'),
  place: (id: string, signal?: AbortSignal) => request<Place>(`/api/places/${name(id)}`, { signal }),
  places: (filter: { kind?: string; layer?: string; unit?: string; limit?: number; offset?: number }) =>
    request<{ total: number; places: PlaceRef[] }>(`/api/places${query(filter)}`),
  search: (q: string, signal?: AbortSignal) =>
    request<{ hits: Hit[] }>(`/api/search${query({ q, limit: 12 })}`, { signal }),
  indicators: () => request<{ indicators: Indicator[] }>('/api/indicators?limit=500'),
  /** The figures of a unit or place through its periods; those without a number included. */
  series: (indicator: string, subject: string, rhythm: string, signal?: AbortSignal) =>
    request<{ points: Figure[] }>(`/api/indicators/${name(indicator)}/series${query({ subject, rhythm })}`, {
      signal,
    }),
  targets: () => request<{ targets: Target[] }>('/api/targets'),
  whoAmI: () => request<Me>('/api/session'),
  signIn: (body: { name: string; password: string }) => send<Me>('/api/session', body),
  signOut: () => request<undefined>('/api/session', { method: 'DELETE' }),
  changePassword: (body: { old: string; new: string }) =>
    send<undefined>('/api/session/password', body, undefined, 'PUT'),
  /** Figures in a state on their way to approval. */
  figuresIn: (state: string, signal?: AbortSignal) =>
    request<{ total: number; observations: Observation[] }>(
      `/api/observations${query({ state, limit: 500 })}`,
      { signal },
    ),
  /** The figures in force, and those before them, of one indicator at one place. */
  approvedOf: (indicator: string, subject: string, signal?: AbortSignal) =>
    request<{ total: number; observations: Observation[] }>(
      `/api/observations${query({ indicator, subject, limit: 500 })}`,
      { signal },
    ),
  figure: (id: string, signal?: AbortSignal) =>
    request<ObservationDetail>(`/api/observations/${name(id)}`, { signal }),
  /** Enters a figure; refused for what was found in it, the answer is the findings. */
  enterFigure: async (body: NewFigure): Promise<Entered> =>
    (await (await answerTo('/api/observations', asJson(body), 422)).json()) as Entered,
  /** Takes a step with figures as they were seen; those that changed since are refused. */
  stepFigures: (figures: readonly Observation[], step: Step) =>
    send<SteppedFigures>('/api/observations/steps', {
      ...step,
      figures: figures.map(({ id, state_since }) => ({ id, state_since })),
    }),
  async stepFigure(figure: Observation, step: Step): Promise<void> {
    const { refused } = await this.stepFigures([figure], step)
    for (const { status, error } of refused) throw toldError(status, error)
  },
  templateAddress: (indicators: readonly string[], period: string) =>
    `/api/observations/template${query({ indicators: indicators.join(','), period })}`,
  upload: (file: Blob, choice: UploadChoice) =>
    request<UploadResult>(`/api/observations/uploads${query({ ...choice })}`, { method: 'POST', body: file }),
  agencies: () => request<{ agencies: Agency[] }>('/api/agencies'),
  accounts: () => request<{ accounts: Account[] }>('/api/accounts'),
  makeAccount: (body: AccountForm & { name: string }) => send<OneTimePassword>('/api/accounts', body),
  changeAccount: (id: string, body: AccountForm) =>
    send<Account>(`/api/accounts/${name(id)}`, body, undefined, 'PUT'),
  resetAccount: (id: string) => send<OneTimePassword>(`/api/accounts/${name(id)}/reset`, {}),
  coverage: (body: CoverageRequest, signal?: AbortSignal) => send<Coverage>('/api/coverage', body, signal),
  /** The same answer's table, as a file that spreadsheets open. */
  coverageTable: async (body: CoverageRequest): Promise<Blob> =>
    (await answerTo('/api/coverage?format=csv', asJson(body))).blob(),
  query: (body: QueryRequest, signal?: AbortSignal) => send<QueryAnswer>('/api/queries', body, signal),
  exposure: (body: ExposureRequest, signal?: AbortSignal) => send<Exposure>('/api/exposure', body, signal),
  locate: (places: [lon: number, lat: number][], signal?: AbortSignal) =>
    send<LocateAnswer>('/api/locate', { places }, signal),
  /** The table of a question's answer as a file. */
  answerFile: async (path: string, body: unknown, format: FileFormat): Promise<Blob> =>
    (await answerTo(`${path}?format=${format}`, asJson(body))).blob(),
  /** A map on a sheet of paper, as PDF or PNG. */
  printedMap: async (body: MapRequest, signal?: AbortSignal) => {
    const response = await answerTo('/api/maps', asJson(body, signal))
    return { content: await response.blob(), fileName: fileNameOf(response) }
  },
  scenarios: (signal?: AbortSignal) =>
    request<{ scenarios: ScenarioSummary[] }>('/api/scenarios', { signal }),
  scenario: (id: string, signal?: AbortSignal) => request<Scenario>(`/api/scenarios/${name(id)}`, { signal }),
  removeScenario: (id: string) => request<undefined>(`/api/scenarios/${name(id)}`, { method: 'DELETE' }),
  keepScenario: (body: NewScenario) => send<Scenario>('/api/scenarios', body),
  dashboard: (period: string | null, signal?: AbortSignal) =>
    request<Dashboard>(`/api/dashboard${query({ period })}`, { signal }),
  reviews: () => request<{ reviews: Review[] }>('/api/reviews'),
  tasks: () => request<{ tasks: Task[]; by_agency: AgencyTasks[] }>('/api/tasks?limit=500'),
  task: (id: string, signal?: AbortSignal) => request<TaskDetail>(`/api/tasks/${name(id)}`, { signal }),
  reportTask: (id: string, body: TaskReport) =>
    send<Task>(`/api/tasks/${name(id)}`, body, undefined, 'PATCH'),
  valuesAsReported: (id: string, period: string | null, signal?: AbortSignal) =>
    request<IndicatorValues>(`/api/indicators/${name(id)}/values${query({ period, basis: 'as-reported' })}`, {
      signal,
    }),
  indicatorValues: (id: string, period: string | null, signal?: AbortSignal) =>
    request<IndicatorValues>(`/api/indicators/${name(id)}/values${query({ period })}`, { signal }),
}
