import type { LayerSpecification } from 'maplibre-gl'
import type { MapColours } from '../../layers/colours'
import { SEMIBOLD, type AddedRow, type Addition } from '../../layers/scene'
import { markName, type Mark as Shape } from '../../layers/shapes'
import { dot, sizeOf, stroke, tint } from '../../layers/swatches'

/** A place of an answer: what it is decides its look. */
export interface Mark {
  lon: number
  lat: number
  name: string
  look: 'new' | 'kept' | 'closed' | 'community'
  /** By what it is marked when its row is pointed at. */
  key: string
  /** The place that a click on it picks; none where it was only proposed. */
  place: string | null
}

/** Who goes where. */
export type Way = [from: [number, number], to: [number, number]]

/** What an answer decides, drawn. */
interface Answer {
  marks: readonly Mark[]
  ways: readonly Way[]
  areas: readonly { name: string; outline: GeoJSON.Geometry }[]
  /** Numbered spots of areas that are too small to be seen from afar. */
  numbers?: readonly { number: number; name: string; lon: number; lat: number }[]
}

/** The words for what an answer may have on the map; what it has no words for, it never has. */
export type Words = Partial<Record<Mark['look'] | 'ways' | 'areas' | 'spots' | 'numbers', string>>

/** How large a mark is drawn, as its radius in pixels. */
const RADIUS: Readonly<Record<Mark['look'], number>> = { new: 9, community: 8, kept: 5, closed: 4 }
const LOOKS = ['new', 'community', 'kept', 'closed'] as const
const AREA_OPACITY = 0.3
/** Wide enough for two digits; a spot whose number has no room is a dot. */
const NUMBER_RADIUS = 11
const SPOT_RADIUS = 6

/** What a number stands in. */
const discOf = ({ result, halo }: MapColours): Shape => ({
  shape: 'circle',
  size: sizeOf(NUMBER_RADIUS),
  colour: result,
  isHollow: false,
  halo,
})

/** What the answer's marks, ways and areas mean; only those that are there. */
function explained(
  name: string,
  { marks, ways, areas, numbers = [] }: Answer,
  colours: MapColours,
  words: Words,
): AddedRow[] {
  const { result, education, hazard, plain, halo, ink } = colours
  const colourOf = { new: result, kept: education, community: hazard, closed: plain }
  const rows = LOOKS.filter((look) => marks.some((mark) => mark.look === look)).map((look): AddedRow => ({
    label: words[look] ?? '',
    swatch: dot(colourOf[look], RADIUS[look], halo, look === 'closed'),
    source: `${name}-marks`,
    look,
  }))
  if (numbers.length > 0) {
    const spot = dot(result, SPOT_RADIUS, halo)
    rows.push({ label: words.spots ?? '', swatch: spot, source: `${name}-numbers` })
    // A sheet shows the spots without their numbers.
    rows.push({ label: words.numbers ?? '', swatch: dot(result, NUMBER_RADIUS, halo) })
  }
  if (ways.length > 0) rows.push({ label: words.ways ?? '', swatch: stroke(ink, 1), source: `${name}-ways` })
  if (areas.length > 0)
    rows.push({ label: words.areas ?? '', swatch: tint(result, AREA_OPACITY), source: `${name}-areas` })
  return rows.filter(({ label }) => label !== '')
}

/** The marks, ways and areas of an answer, drawn over everything else. */
export function drawDecision(name: string, answer: Answer, colours: MapColours, words: Words): Addition {
  const feature = (geometry: GeoJSON.Geometry, properties: Record<string, string>): GeoJSON.Feature => ({
    type: 'Feature',
    properties,
    geometry,
  })
  const source = (features: GeoJSON.Feature[]) => ({
    type: 'geojson' as const,
    data: { type: 'FeatureCollection' as const, features },
  })
  const marks = answer.marks.map(({ lon, lat, name, look, key, place }) =>
    feature(
      { type: 'Point', coordinates: [lon, lat] },
      { name, look, key, ...(place === null ? {} : { id: place }) },
    ),
  )
  const ways = answer.ways.map((coordinates) => feature({ type: 'LineString', coordinates }, {}))
  const areas = answer.areas.map(({ name, outline }) => feature(outline, { name }))
  const numbers = (answer.numbers ?? []).map(({ number, name, lon, lat }) =>
    feature(
      { type: 'Point', coordinates: [lon, lat] },
      { name, number: String(number), key: String(number) },
    ),
  )
  const layers: LayerSpecification[] = [
    {
      id: `result-area/${name}`,
      type: 'fill',
      source: `${name}-areas`,
      paint: { 'fill-color': colours.result, 'fill-opacity': AREA_OPACITY },
    },
    {
      id: `result-line/${name}-areas`,
      type: 'line',
      source: `${name}-areas`,
      paint: { 'line-color': colours.result, 'line-width': 1.5 },
    },
    {
      id: `result-line/${name}-ways`,
      type: 'line',
      source: `${name}-ways`,
      paint: { 'line-color': colours.ink, 'line-width': 1, 'line-opacity': 0.45 },
    },
    {
      id: `result-point/${name}`,
      type: 'circle',
      source: `${name}-marks`,
      paint: {
        'circle-radius': [
          'case',
          ['boolean', ['feature-state', 'hover'], false],
          12,
          [
            'match',
            ['get', 'look'],
            'new',
            RADIUS.new,
            'kept',
            RADIUS.kept,
            'community',
            RADIUS.community,
            RADIUS.closed,
          ],
        ],
        'circle-color': [
          'match',
          ['get', 'look'],
          'new',
          colours.result,
          'kept',
          colours.education,
          'community',
          colours.hazard,
          colours.halo,
        ],
        'circle-stroke-color': ['match', ['get', 'look'], 'closed', colours.plain, colours.halo],
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: `result-point/${name}-numbers`,
      type: 'circle',
      source: `${name}-numbers`,
      paint: {
        'circle-radius': [
          'case',
          ['boolean', ['feature-state', 'hover'], false],
          NUMBER_RADIUS + 4,
          SPOT_RADIUS,
        ],
        'circle-color': colours.result,
        'circle-stroke-color': colours.halo,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: `result-number/${name}`,
      type: 'symbol',
      source: `${name}-numbers`,
      layout: {
        'icon-image': markName(discOf(colours)),
        'text-field': ['get', 'number'],
        'text-font': SEMIBOLD,
        'text-size': 14,
        'symbol-sort-key': ['to-number', ['get', 'number']],
      },
      paint: { 'text-color': colours.halo },
    },
    {
      id: `point-label/${name}`,
      type: 'symbol',
      source: `${name}-areas`,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': SEMIBOLD,
        'text-size': 14,
        'text-allow-overlap': false,
      },
      paint: { 'text-color': colours.result, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 },
    },
  ]
  return {
    sources: {
      [`${name}-marks`]: { ...source(marks), promoteId: 'key' },
      [`${name}-ways`]: source(ways),
      [`${name}-areas`]: source(areas),
      [`${name}-numbers`]: { ...source(numbers), promoteId: 'key' },
    },
    layers,
    legend: explained(name, answer, colours, words),
  }
}
