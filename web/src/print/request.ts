import type { components } from '../api/schema'
import type { Layer } from '../api/types'
import type { Addition } from '../layers/scene'
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
  pick: Pick | null
  /** The words for what a mode has added to the map. */
  labelOf: (name: string) => string
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
          rows: shading.rows.map(({ colour, label }) => ({ colour, label })),
          classes: Object.fromEntries(byCode),
          is_illustrative: shading.isIllustrative,
        },
      }),
  }
}

const COLOURS = ['fill-color', 'line-color', 'circle-color'] as const

/** The colour of the first style layer of a source that says it plainly. */
function colourOf({ layers }: Addition, source: string): string | null {
  for (const layer of layers) {
    if (!('source' in layer) || layer.source !== source) continue
    const paint = (layer.paint ?? {}) as Record<string, unknown>
    for (const key of COLOURS) {
      const colour = paint[key]
      if (typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour)) return colour
    }
  }
  return null
}

function geometriesOf(data: unknown): GeoJSON.Geometry[] {
  const shape = data as GeoJSON.GeoJSON
  switch (shape.type) {
    case 'FeatureCollection':
      return shape.features.flatMap(geometriesOf)
    case 'Feature':
      return (shape.geometry as GeoJSON.Geometry | null) ? [shape.geometry] : []
    default:
      return [shape]
  }
}

function isEmpty(geometry: GeoJSON.Geometry): boolean {
  return geometry.type !== 'GeometryCollection' && geometry.coordinates.length < 1
}

/** The most shapes that a sheet takes. */
const MOST_SHAPES = 500

function drawnShapes({ additions, labelOf }: OnScreenNow): DrawnShape[] {
  const shapes = Object.entries(additions).flatMap(([name, addition]) =>
    Object.entries(addition.sources).flatMap(([source, about]) => {
      if (name === 'sketch' || about.type !== 'geojson' || typeof about.data !== 'object') return []
      const colour = colourOf(addition, source)
      return geometriesOf(about.data)
        .filter((geometry) => !isEmpty(geometry))
        .map((geometry) => ({ label: labelOf(name), colour, geometry }))
    }),
  )
  return shapes.slice(0, MOST_SHAPES)
}
