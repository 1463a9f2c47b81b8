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
/** Who is signed in. */
export type Me = Schemas['Me']
export type Account = NonNullable<Me['account']>
export type Hit = Schemas['Hit']

export type AttributeValue = string | number | boolean

/** A place with its shape; the document leaves the two open fields untyped. */
export type Place = Omit<Schemas['PlaceDetail'], 'attributes' | 'geometry'> & {
  attributes: Record<string, AttributeValue>
  geometry?: GeoJSON.Geometry | null
}
export type Indicator = Schemas['IndicatorView']
export type IndicatorValue = Schemas['IndicatorValue']
export type IndicatorValues = Schemas['IndicatorValues']
