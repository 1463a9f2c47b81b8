import { fromPlane, HOME_ZONE, ZONES, type LonLat, type Zone } from './vn2000'

/** What was typed, understood as a position. */
export interface Reading {
  position: LonLat
  /** How it was understood. */
  as: 'decimal' | 'dms' | 'plane'
  zone: Zone | null
}

/** Where a position may be taken to lie when the order of its two numbers has to be guessed: Việt Nam and around. */
const LIKELY = { west: 100, east: 112, south: 7, north: 25 }

function inOrder(first: number, second: number): LonLat | null {
  const isLikely = (lon: number, lat: number) =>
    lon >= LIKELY.west && lon <= LIKELY.east && lat >= LIKELY.south && lat <= LIKELY.north
  if (isLikely(second, first)) return [second, first]
  if (isLikely(first, second)) return [first, second]
  return Math.abs(first) <= 85 && Math.abs(second) <= 180 ? [second, first] : null
}

const NUMBER = String.raw`\d+(?:[.,]\d+)?`
const ANGLE = new RegExp(
  String.raw`^(${NUMBER})\s*[°º]\s*(?:(${NUMBER})\s*['′’]\s*)?(?:(${NUMBER})\s*(?:["″”]|''|′′)\s*)?([NSEWBĐ])?`,
  'iu',
)

function number(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(',', '.'))
}

/** Degrees, minutes and seconds with an optional letter: N or B north, E or Đ east, S and W. */
function readDms(text: string): Reading | null {
  const angles: { degrees: number; letter: string }[] = []
  let rest = text.trim()
  while (rest !== '' && angles.length < 3) {
    const found = ANGLE.exec(rest)
    if (!found) return null
    const [whole, degrees, minutes, seconds, letter = ''] = found
    if (number(minutes) >= 60 || number(seconds) >= 60) return null
    const sign = /[SW]/i.test(letter) ? -1 : 1
    angles.push({
      degrees: sign * (number(degrees) + number(minutes) / 60 + number(seconds) / 3600),
      letter: letter.toUpperCase(),
    })
    rest = rest.slice(whole.length).replace(/^[\s,;]+/, '')
  }
  const [first, second] = angles
  if (!first || !second || angles.length !== 2) return null
  const isFirstEast = /[EWĐ]/u.test(first.letter) || /[NSB]/u.test(second.letter)
  const isFirstNorth = /[NSB]/u.test(first.letter) || /[EWĐ]/u.test(second.letter)
  if (isFirstEast && isFirstNorth) return null
  const position = isFirstEast
    ? ([first.degrees, second.degrees] as LonLat)
    : isFirstNorth
      ? ([second.degrees, first.degrees] as LonLat)
      : inOrder(first.degrees, second.degrees)
  return position && { position, as: 'dms', zone: null }
}

/** The two numbers of a text, with a decimal point or, set apart by a semicolon or space, a decimal comma. */
function twoNumbers(text: string): [number, number] | null {
  const parts = /[;\s]/.test(text.replace(/,\s+/g, ', ').trim())
    ? text.trim().split(/\s*;\s*|,\s+|\s+/)
    : text.trim().split(',')
  if (parts.length !== 2) return null
  const [first = '', second = ''] = parts.map((part) => part.replace(',', '.'))
  const isNumber = (part: string) => /^-?\d+(\.\d+)?$/.test(part)
  return isNumber(first) && isNumber(second) ? [Number(first), Number(second)] : null
}

/** Metres in a plane: the northing is the one beyond 800 km and below 2 700 km, whichever comes first. */
function readPlane(first: number, second: number, zone: Zone): Reading | null {
  const isNorthing = (metres: number) => metres > 850_000 && metres < 2_750_000
  const isEasting = (metres: number) => metres > 150_000 && metres < 850_000
  if (isNorthing(first) && isEasting(second)) {
    return { position: fromPlane(second, first, zone), as: 'plane', zone }
  }
  if (isEasting(first) && isNorthing(second)) {
    return { position: fromPlane(first, second, zone), as: 'plane', zone }
  }
  return null
}

/** Reads typed coordinates: decimal degrees, degrees-minutes-seconds, or metres in a zone of VN-2000. */
export function readCoordinates(text: string, zone: Zone = HOME_ZONE): Reading | null {
  if (/[°º]/.test(text)) return readDms(text)
  const numbers = twoNumbers(text)
  if (!numbers) return null
  const [first, second] = numbers
  if (Math.abs(first) > 180 || Math.abs(second) > 180) return readPlane(first, second, zone)
  const position = inOrder(first, second)
  return position && { position, as: 'decimal', zone: null }
}

/** The ways in which positions are told. */
export type CoordinateSystem = 'decimal' | 'dms' | `epsg:${number}`

export const SYSTEMS: readonly CoordinateSystem[] = [
  'decimal',
  'dms',
  ...ZONES.map(({ epsg }) => `epsg:${epsg}` as const),
]

export function zoneOf(system: CoordinateSystem): Zone | undefined {
  return ZONES.find(({ epsg }) => system === `epsg:${epsg}`)
}
