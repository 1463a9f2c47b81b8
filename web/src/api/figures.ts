/** Figures on their way to approval, spreadsheets of them, and the accounts that do it. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Observation = Schemas['ObservationView']
export type Finding = Schemas['Finding']
export type Severity = Schemas['Severity']
export type Step = Schemas['Step']
export type SteppedFigures = Schemas['SteppedFigures']
export type Entered = Schemas['Entered']
export type UploadResult = Schemas['UploadResult']
export type UploadRow = Schemas['UploadRow']
export type Verdict = Schemas['Verdict']
export type Role = Schemas['AccountRole']
export type AccountForm = Schemas['AccountForm']
export type OneTimePassword = Schemas['OneTimePassword']
export type Agency = Schemas['AgencyName']

/** A change of a figure; the document leaves the records before and after untyped. */
export interface Change {
  version: number
  sequence: number
  at: string
  actor: string
  before: { record: ChangedFigure } | null
  after: { record: ChangedFigure } | null
}

export interface ChangedFigure {
  value: { type: 'number'; number: string | number } | { type: 'not-available'; reason: string }
  state: { type: 'draft' | 'submitted' | 'approved' | 'returned'; reason?: string }
}

export type ObservationDetail = Observation & { revisions: Observation[]; history: Change[] }

/** A figure as it is entered. */
export interface NewFigure {
  indicator: string
  subject: string
  period: string
  value?: string
  missing_reason?: string
  source: string
  quality: Schemas['Quality']
  note?: string
  is_confirmed: boolean
}

/** How a spreadsheet is to be read, and what of it is kept. */
export interface UploadChoice {
  period?: string
  decimal_mark?: 'comma' | 'point'
  confirm?: string
  with_doubtful?: boolean
}
