import type { components } from '../api/schema'
import type { Layer } from '../api/types'
import { mapColours } from '../layers/colours'
import type { AddedRow, Addition } from '../layers/scene'
import { colourOf } from '../layers/swatches'
import type { Theme } from '../state/app.svelte'
import type { Shading } from '../state/map.svelte'
import type { Choropleth, Pick } from '../state/permalink'
import type { Language } from '../words'

type Schemas = components['schemas']
type DrawnShape = Omit<Schemas['DrawnShape'], 'geometry'> & { geometry: GeoJSON.Geometry }
type OwnShading = Omit<Schemas['OwnShading'], 'classes'> & { classes: Record<string, number> }
/** The body of `POST /api/maps`; the document leaves shapes and classes untyped. */
export type MapRequest = Partial<Omit<Schemas['MapRequest'], 'shading' | 'drawn'>> & {
  shading?: OwnShading
  drawn?: DrawnShape[]
}

/** What the asker has chosen for the sheet. */
export interface Sheet {
  title: string
  paper: Schemas['Paper']
  orientation: Schemas['Orientation']
  format: Schemas['MapFormat']
  dpi: number
  /** The scale's denominator; 0 for the largest at which the area fits. */
  scale: number
  showsValues: boolean
  /** West, south, east, north; null for the province. */
  extent: [number, number, number, number] | null
}

/** What of the screen stands on the sheet. */
export interface OnScreenNow {
  language: Language
  layers: readonly Layer[]
  choropleth: Choropleth | null
  /** The period that the figures on the screen really are of. */
  period: string | null
  /** Whether communes have a target to be judged by; without one, status shows as quantiles. */
  isJudged: boolean
  shading: Shading | null
  additions: Readonly<Record<string, Addition>>
  /** Whether a layer colours the map cell by cell, in place of the communes' classes. */
  isGridded: boolean
  theme: Theme
  pick: Pick | null
}

/** The largest scales offered, as denominators. */
export const SCALES: readonly number[] = [
  25_000, 50_000, 100_000, 200_000, 250_000, 300_000, 400_000, 500_000, 600_000, 750_000, 1_000_000,
]

/** The request for a sheet that shows what the screen shows. */
export function mapRequest(sheet: Sheet, now: OnScreenNow): MapRequest {
  const { shading, choropleth, pick } = now
  const byCode = shading?.classByCode
  return {
    paper: sheet.paper,
    orientation: sheet.orientation,
    format: sheet.format,
    dpi: sheet.format === 'png' ? sheet.dpi : null,
    language: now.language,
    title: sheet.title.trim() === '' ? null : sheet.title.trim(),
    scale: sheet.scale === 0 ? null : sheet.scale,
    extent: sheet.extent,
    layers: now.layers.map(({ id }) => id),
    shows_values: sheet.showsValues,
    picked: pick?.type === 'unit' && pick.on === null ? pick.code : null,
    drawn: drawnShapes(now),
    ...(shading === null &&
      !now.isGridded &&
      choropleth && {
        colour: {
          indicator: choropleth.indicator,
          period: now.period,
          method: choropleth.method === 'status' && !now.isJudged ? 'quantile' : choropleth.method,
        },
      }),
    ...(shading &&
      byCode && {
        shading: {
          title: shading.title,
          note: shading.note,
          rows: shading.rows.map(({ colour, label }) => ({ colour: byDay(colour, now.theme), label })),
          classes: Object.fromEntries(byCode),
          is_illustrative: shading.isIllustrative,
        },
      }),
  }
}

/** The areas, lines and points of a shape, each on its own. */
function partsOf(shape: GeoJSON.GeoJSON | null): GeoJSON.Geometry[] {
  if (!shape) return []
  switch (shape.type) {
    case 'FeatureCollection':
      return shape.features.flatMap(partsOf)
    case 'Feature':
      return partsOf(shape.geometry as GeoJSON.Geometry | null)
    case 'GeometryCollection':
      return shape.geometries.flatMap(partsOf)
    case 'MultiPoint':
      return shape.coordinates.map((coordinates) => ({ type: 'Point', coordinates }))
    case 'MultiLineString':
      return shape.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }))
    default:
      return shape.coordinates.length > 0 ? [shape] : []
  }
}

/** The parts as few shapes, for a sheet takes 500; areas stay apart, since they may lie over each other. */
function together(parts: readonly GeoJSON.Geometry[]): GeoJSON.Geometry[] {
  const points = parts.flatMap((part) => (part.type === 'Point' ? [part.coordinates] : []))
  const lines = parts.flatMap((part) => (part.type === 'LineString' ? [part.coordinates] : []))
  const areas = parts.filter(({ type }) => type === 'Polygon' || type === 'MultiPolygon')
  return [
    ...(points.length > 0 ? [{ type: 'MultiPoint' as const, coordinates: points }] : []),
    ...(lines.length > 0 ? [{ type: 'MultiLineString' as const, coordinates: lines }] : []),
    ...(areas.length > 0 ? [{ type: 'GeometryCollection' as const, geometries: areas }] : []),
  ]
}

/** The shapes that a row of the legend explains; the points of a line or an area are handles to move it by. */
function explainedBy({ source, look, swatch }: AddedRow, { sources }: Addition): GeoJSON.Geometry[] {
  const about = source === undefined ? undefined : sources[source]
  if (about?.type !== 'geojson' || typeof about.data !== 'object') return []
  const data = about.data as GeoJSON.GeoJSON
  const found =
    look !== undefined && data.type === 'FeatureCollection'
      ? data.features.filter(({ properties }) => properties?.['look'] === look).flatMap(partsOf)
      : partsOf(data)
  return found.filter(({ type }) => (type === 'Point') === (swatch.type === 'mark'))
}

function listed(theme: Theme): string[] {
  const { land, classes, status, ...others } = mapColours(theme)
  return [land, ...classes, ...Object.values(status), ...Object.values(others)]
}

/** The colour on a sheet, which is white: that of the light map. */
function byDay(colour: string, theme: Theme): string {
  return listed('light')[listed(theme).indexOf(colour)] ?? colour
}

/** What modes have added, as the legend explains it: one shape a look, points over lines over areas. */
function drawnShapes({ additions, theme }: OnScreenNow): DrawnShape[] {
  const shapes = Object.values(additions).flatMap((addition) =>
    (addition.legend ?? []).flatMap((row) =>
      together(explainedBy(row, addition)).map((geometry): DrawnShape => ({
        label: row.label,
        colour: byDay(colourOf(row.swatch), theme),
        ...(row.swatch.type === 'mark' && {
          mark: row.swatch.mark.shape,
          is_hollow: row.swatch.mark.isHollow,
        }),
        geometry,
      })),
    ),
  )
  const rank = ({ geometry: { type } }: DrawnShape) =>
    ['MultiPoint', 'MultiLineString', 'GeometryCollection'].indexOf(type)
  return shapes.sort((one, other) => rank(one) - rank(other))
}

/** What the legend explains that no sheet shows. */
export function unprinted(additions: OnScreenNow['additions']): string[] {
  return Object.values(additions).flatMap(({ legend = [] }) =>
    legend.flatMap(({ source, label }) => (source === undefined ? [label] : [])),
  )
}
