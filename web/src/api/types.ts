/** The shapes the server answers with, generated from its OpenAPI document; see `schema.ts`. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Text = Schemas['Text']
export type Provenance = Schemas['Provenance']
export type Province = Schemas['ProvinceSummary']
export type Unit = Schemas['UnitSummary']
export type UnitFigure = Schemas['UnitFigure']
export type UnitDetail = Schemas['UnitDetail']
export type PlaceRef = Schemas['PlaceSummary']
export type PlaceKind = Schemas['PlaceKind']
export type Layer = Schemas['LayerSummary']
/** A field that places of a layer may carry. */
export type AttributeField = Schemas['AttributeSummary']
export type Hit = Schemas['Hit']

export type AttributeValue = string | number | boolean

/** A place with its shape; the document leaves the two open fields untyped. */
export type Place = Omit<Schemas['PlaceDetail'], 'attributes' | 'geometry'> & {
  attributes: Record<string, AttributeValue>
  geometry?: GeoJSON.Geometry | null
}

export interface Indicator {
  id: string
  name: Text
  definition: Text
  unit: { code: string; label: Text }
  decimals: number
  is_by_commune: boolean
  periods: string[]
  section?: string | null
}

export interface IndicatorValue {
  /** Absent where the figure belongs to a place, such as a border gate. */
  unit_code?: string | null
  value?: number | null
  missing_reason?: Text | null
  is_illustrative: boolean
  sources: string[]
}

export interface IndicatorValues {
  indicator: string
  period?: string | null
  values: IndicatorValue[]
  coverage: { reported: number; of: number }
}
