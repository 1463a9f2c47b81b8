/** The shapes the server answers with; see the OpenAPI document at `/api/openapi.json`. */
export interface Text {
  vi: string
  en: string
}

export interface Provenance {
  source: string
  licence?: string
  retrieved: string
  method?: string | null
  accuracy_m?: number | null
  crs?: string
  transformation?: string | null
  is_illustrative: boolean
}

export interface Province {
  code: string
  name: Text
  full_name: Text
  units: number
  border_units: number
  totals: { indicator: string; period: string; value: number; reported: number }[]
  bbox: number[] | null
  version: number
  is_demo: boolean
}

export interface UnitRef {
  code: string
  valid_from: string
  valid_to?: string | null
  name: string
  full_name?: string
  kind: string
}

export interface Unit extends UnitRef {
  full_name: string
  district?: { code: string; name: string } | null
  is_border: boolean
  border_km?: number | null
  label_point?: number[] | null
  bbox?: number[] | null
}

export interface UnitFigure {
  indicator: string
  period: string
  value: number | null
  missing_reason: string | null
  unit: string
  source: string
  quality: string
  is_illustrative: boolean
}

export interface PlaceRef {
  id: string
  name: string
  kind: string
  layer: string
  unit_codes?: string[]
}

export interface UnitDetail extends Unit {
  predecessors: UnitRef[]
  successors: UnitRef[]
  figures: UnitFigure[]
  places: PlaceRef[]
  source: string
  boundary: { layer: string; valid_from: string; area_km2: number; provenance: Provenance | null } | null
}

export interface Layer {
  id: string
  content: string
  kind?: string | null
  group: string
  title: Text
  geometry_type: string
  count: number
  note: Text | null
  provenance: Provenance
  tiles: string | null
  attributes: AttributeField[]
}

/** A field that places of a layer may carry. */
export interface AttributeField {
  name: string
  title: Text
  type: string
  unit: string | null
  choices: { value: string; title: Text }[]
  is_required: boolean
}

export type AttributeValue = string | number | boolean

export interface Place extends PlaceRef {
  valid_from?: string | null
  valid_to?: string | null
  unit_codes: string[]
  accuracy_m?: number | null
  attributes: Record<string, AttributeValue>
  geometry: GeoJSON.Geometry | null
  provenance: Provenance | null
}

export interface Hit {
  type: string
  id: string
  code: string | null
  name: Text
  context: Text
  position: number[] | null
  bbox: number[] | null
}

export interface Indicator {
  id: string
  name: Text
  definition?: Text
  unit: { code: string; label: Text }
  decimals: number
  attaches_to: string[]
  periods?: string[]
  section?: string | null
}

export interface IndicatorValue {
  unit_code: string
  value: number | null
  missing_reason?: string | null
  is_illustrative: boolean
  source?: string | null
}

export interface IndicatorValues {
  indicator: string
  period: string
  values: IndicatorValue[]
  coverage: { reported: number; of: number }
}
