import { fold } from '../../format/fold'
import type { MapColours } from '../../layers/colours'
import type { AddedRow, Addition } from '../../layers/scene'
import { dot } from '../../layers/swatches'

/** The source of the points that were looked up; its features can be marked by the number of their row. */
export const LOCATED_SOURCE = 'located'

/** A row of a list that was looked up, with what was found there. */
export interface Located {
  /** Its number in the list, from 1. */
  row: number
  /** What the list calls it; empty where it calls it nothing. */
  name: string
  lon: number
  lat: number
  /** The commune that it lies in; `null` outside of all. */
  unit: { code: string; name: string } | null
  zones: { name: string; hazardClass: string }[]
  gate: string
  /** In metres; `null` where no gate is known. */
  gateDistance: number | null
}

/** The columns that the server has put behind those of the list, in their order. */
const ADDED = [
  'unit_code',
  'unit_name',
  'is_on_border',
  'also_in',
  'corridors',
  'zones',
  'zone_classes',
  'gate',
  'gate_distance_m',
  'is_in_gate_zone',
  'problem',
  'is_illustrative',
  'sources',
] as const
type Added = (typeof ADDED)[number]

const LONGITUDE = ['lon', 'lng', 'long', 'longitude', 'x', 'kinh do', 'kinhdo']
const LATITUDE = ['lat', 'latitude', 'y', 'vi do', 'vido']

/** The values of separated text; a quoted one may hold the delimiter, line breaks and doubled quotes. */
function valuesIn(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]]
  const parts = new RegExp(`("(?:[^"]|"")*"|[^"${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|$)`, 'gy')
  for (const [, value = '', end] of text.matchAll(parts)) {
    const read = value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value
    rows.at(-1)?.push(read)
    if (end === '') break
    if (end !== delimiter) rows.push([])
  }
  return rows.filter((row) => row.length > 1)
}

function degrees(text: string | undefined): number {
  return Number((text ?? '').trim().replace(',', '.'))
}

/** What separates the entries of one cell. */
const BETWEEN = '; '

function zonesIn(names: string, classes: string): Located['zones'] {
  if (names === '') return []
  const each = classes.split(BETWEEN)
  return names.split(BETWEEN).map((name, index) => ({ name, hazardClass: each[index] ?? 'unknown' }))
}

/** Reads the rows that were looked up in the dialect of the list: what stands between the last two heads is its delimiter. */
export function readLocated(csv: string): Located[] {
  const text = csv.replace(/^\uFEFF/, '')
  const delimiter = /is_illustrative(?:_\d+)?"?([,;\t])"?sources/.exec(text)?.[1]
  if (delimiter === undefined) return []
  const [heads = [], ...rows] = valuesIn(text, delimiter)
  const own = heads.slice(0, -ADDED.length).map((head) => fold(head))
  const [lon, lat] = [LONGITUDE, LATITUDE].map((names) => own.findIndex((head) => names.includes(head)))
  if (lon === undefined || lat === undefined || lon < 0 || lat < 0) return []
  const called = own.findIndex((_, index) => index !== lon && index !== lat)
  return rows.flatMap((row, index): Located[] => {
    const added = (name: Added) => row[heads.length - ADDED.length + ADDED.indexOf(name)] ?? ''
    const [x, y] = [degrees(row[lon]), degrees(row[lat])]
    if (added('problem') !== '' || !Number.isFinite(x) || !Number.isFinite(y)) return []
    const code = added('unit_code')
    return [
      {
        row: index + 1,
        name: (row[called] ?? '').trim(),
        lon: x,
        lat: y,
        unit: code === '' ? null : { code, name: added('unit_name') },
        zones: zonesIn(added('zones'), added('zone_classes')),
        gate: added('gate'),
        gateDistance: added('gate_distance_m') === '' ? null : degrees(added('gate_distance_m')),
      },
    ]
  })
}

type Look = 'inside' | 'outside'
const lookOf = ({ unit }: Located): Look => (unit ? 'inside' : 'outside')
const RADIUS = 6

/** A dot for each point, hollow outside of the province. */
export function drawLocated(
  points: readonly Located[],
  colours: MapColours,
  nameOf: (point: Located) => string,
  words: Record<Look, string>,
): Addition {
  const { result, halo } = colours
  const features = points.map((point): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { key: String(point.row), name: nameOf(point), look: lookOf(point) },
    geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
  }))
  const looks = (['inside', 'outside'] as const).filter((look) => points.some((one) => lookOf(one) === look))
  return {
    sources: {
      [LOCATED_SOURCE]: {
        type: 'geojson',
        promoteId: 'key',
        data: { type: 'FeatureCollection', features },
      },
    },
    layers: [
      {
        id: `result-point/${LOCATED_SOURCE}`,
        type: 'circle',
        source: LOCATED_SOURCE,
        paint: {
          'circle-radius': ['case', ['boolean', ['feature-state', 'hover'], false], RADIUS + 5, RADIUS],
          'circle-color': ['match', ['get', 'look'], 'inside', result, halo],
          'circle-stroke-color': ['match', ['get', 'look'], 'inside', halo, result],
          'circle-stroke-width': 2,
        },
      },
    ],
    legend: looks.map((look): AddedRow => ({
      label: words[look],
      swatch: dot(result, RADIUS, halo, look === 'outside'),
      source: LOCATED_SOURCE,
      look,
    })),
  }
}

/** The box around points: west, south, east, north; nothing without any. */
export function extentOf(
  points: readonly Pick<Located, 'lon' | 'lat'>[],
): [number, number, number, number] | null {
  if (points.length === 0) return null
  const extent: [number, number, number, number] = [180, 90, -180, -90]
  for (const { lon, lat } of points) {
    extent[0] = Math.min(extent[0], lon)
    extent[1] = Math.min(extent[1], lat)
    extent[2] = Math.max(extent[2], lon)
    extent[3] = Math.max(extent[3], lat)
  }
  return extent
}
