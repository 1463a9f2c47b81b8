/** Spatial questions and their answers. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Covered = Schemas['Covered']
export type UnitCoverage = Schemas['UnitCoverage']
export type PlaceReached = Schemas['PlaceReached']
export type PlaceUnplaced = Schemas['PlaceUnplaced']
export type CurvePoint = Schemas['CurvePoint']
export type Difference = Schemas['Difference']

/** One width's coverage with its outline; the document leaves GeoJSON untyped. */
export type WidthCoverage = Omit<Schemas['WidthCoverage'], 'outline'> & { outline: GeoJSON.Geometry }
export type Alternative = Omit<Schemas['Alternative'], 'widths'> & { widths: WidthCoverage[] }
export type Coverage = Omit<
  Schemas['Coverage'],
  'widths' | 'alternative' | 'sources' | 'without_position'
> & {
  sources: Schemas['SourceUsed'][]
  without_position: PlaceUnplaced[]
  widths: WidthCoverage[]
  alternative?: Alternative | null
}

export interface Axes {
  corridors: string[]
  line?: GeoJSON.LineString
}

export interface CoverageRequest extends Axes {
  widths_km: number[]
  curve_to_km: number
  compare_with?: Axes
}

export type Exposure = Schemas['Exposure']
export type ClassExposure = Schemas['ClassExposure']
export type ExposureRequest = Pick<Schemas['ExposureRequest'], 'hazards'>
export type Location = Schemas['Location']
export type LocateAnswer = Schemas['LocateAnswer']
export type LocatedList = Schemas['LocatedList']

/** The forms of a table that can be downloaded. */
export const FILE_FORMATS = ['csv', 'xlsx', 'geojson', 'gpkg'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

export type ScenarioSummary = Schemas['ScenarioSummary']
export type ScenarioKind = Schemas['ScenarioKind']
/** A saved analysis; the document leaves question and answer untyped. */
export type Scenario = Omit<Schemas['Scenario'], 'request' | 'result'> & { request: unknown; result: unknown }
export type NewScenario = Omit<Schemas['NewScenario'], 'request'> & { request: unknown }
