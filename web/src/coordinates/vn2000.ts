/**
 * VN-2000 in metres to longitude and latitude on WGS 84, and back.
 *
 * Sources: EPSG:6960 (VN-2000 to WGS 84, seven parameters, coordinate frame, 1 m), EPSG:9205–9218 (TM-3 zones),
 * EPSG:3405 and 3406 (UTM zones 48 and 49); transverse Mercator by Krüger's series to the fourth order in n
 * (C. Karney 2011, "Transverse Mercator with an accuracy of a few nanometers", equations 35 and 36), good to well
 * under a millimetre within a zone. VN-2000 uses the ellipsoid of WGS 84.
 */

export type LonLat = [lon: number, lat: number]

/** One plane system of VN-2000. */
export interface Zone {
  epsg: number
  /** The central meridian, degrees. */
  meridian: number
  scale: number
  name: string
}

function tm3(epsg: number, degrees: number, minutes: number): Zone {
  const name = `VN-2000 TM-3 ${degrees}°${String(minutes).padStart(2, '0')}′`
  return { epsg, meridian: degrees + minutes / 60, scale: 0.9999, name }
}

/** Cao Bằng's own zone. */
export const HOME_ZONE: Zone = tm3(9210, 105, 45)

/** Every zone, Cao Bằng's first. */
export const ZONES: readonly Zone[] = [
  HOME_ZONE,
  tm3(9205, 103, 0),
  tm3(9206, 104, 0),
  tm3(9207, 104, 30),
  tm3(9208, 104, 45),
  tm3(9209, 105, 30),
  tm3(9211, 106, 0),
  tm3(9212, 106, 15),
  tm3(9213, 106, 30),
  tm3(9214, 107, 0),
  tm3(9215, 107, 15),
  tm3(9216, 107, 30),
  tm3(9217, 108, 15),
  tm3(9218, 108, 30),
  { epsg: 3405, meridian: 105, scale: 0.9996, name: 'VN-2000 UTM 48N' },
  { epsg: 3406, meridian: 111, scale: 0.9996, name: 'VN-2000 UTM 49N' },
]

const A_M = 6_378_137
const F = 1 / 298.257223563
const E2 = F * (2 - F)
const E = Math.sqrt(E2)
const N = F / (2 - F)
const FALSE_EASTING_M = 500_000
const RADIANS = Math.PI / 180
/** The radius of the sphere on which the series work. */
const RADIUS_M = (A_M / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64)

/** Krüger's coefficients, from the conformal sphere to the plane. */
const ALPHA = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3 + (41 / 180) * N ** 4,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3 + (557 / 1440) * N ** 4,
  (61 / 240) * N ** 3 - (103 / 140) * N ** 4,
  (49_561 / 161_280) * N ** 4,
]
/** And back. */
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3 - (1 / 360) * N ** 4,
  (1 / 48) * N ** 2 + (1 / 15) * N ** 3 - (437 / 1440) * N ** 4,
  (17 / 480) * N ** 3 - (37 / 840) * N ** 4,
  (4397 / 161_280) * N ** 4,
]

interface Vector {
  x: number
  y: number
  z: number
}

/** EPSG:6960 from VN-2000 to WGS 84: metres, radians, and a ratio. */
const SHIFT: Vector = { x: -191.90441429, y: -39.30318279, z: -111.45032835 }
const SECONDS = RADIANS / 3600
const TURN: Vector = { x: -0.00928836 * SECONDS, y: 0.01975479 * SECONDS, z: -0.00427372 * SECONDS }
const GROWTH = 1 + 0.252906278e-6

function toSpace([lon, lat]: LonLat): Vector {
  const [sin, cos] = [Math.sin(lat * RADIANS), Math.cos(lat * RADIANS)]
  const radius = A_M / Math.sqrt(1 - E2 * sin ** 2)
  return {
    x: radius * cos * Math.cos(lon * RADIANS),
    y: radius * cos * Math.sin(lon * RADIANS),
    z: radius * (1 - E2) * sin,
  }
}

/** Back to the ellipsoid, whose surface both datums' positions are taken to lie on. */
function toEllipsoid({ x, y, z }: Vector): LonLat {
  const across = Math.hypot(x, y)
  let lat = Math.atan2(z, across * (1 - E2))
  for (let turn = 0; turn < 6; turn++) {
    const radius = A_M / Math.sqrt(1 - E2 * Math.sin(lat) ** 2)
    lat = Math.atan2(z + E2 * radius * Math.sin(lat), across)
  }
  return [Math.atan2(y, x) / RADIANS, lat / RADIANS]
}

/** From the VN-2000 datum to WGS 84. */
function toWgs84(at: LonLat): LonLat {
  const { x, y, z } = toSpace(at)
  return toEllipsoid({
    x: SHIFT.x + GROWTH * (x + TURN.z * y - TURN.y * z),
    y: SHIFT.y + GROWTH * (-TURN.z * x + y + TURN.x * z),
    z: SHIFT.z + GROWTH * (TURN.y * x - TURN.x * y + z),
  })
}

/** From WGS 84 to the VN-2000 datum; the angles are so small that their transpose is the inverse. */
function fromWgs84(at: LonLat): LonLat {
  const space = toSpace(at)
  const x = (space.x - SHIFT.x) / GROWTH
  const y = (space.y - SHIFT.y) / GROWTH
  const z = (space.z - SHIFT.z) / GROWTH
  return toEllipsoid({
    x: x - TURN.z * y + TURN.y * z,
    y: TURN.z * x + y - TURN.x * z,
    z: -TURN.y * x + TURN.x * y + z,
  })
}

function conformal(tangent: number): number {
  const sigma = Math.sinh(E * Math.atanh((E * tangent) / Math.hypot(1, tangent)))
  return tangent * Math.hypot(1, sigma) - sigma * Math.hypot(1, tangent)
}

/** Longitude and latitude on WGS 84 to easting and northing in a zone, metres. */
export function toPlane(at: LonLat, zone: Zone): { east_m: number; north_m: number } {
  const [lon, lat] = fromWgs84(at)
  const away = (lon - zone.meridian) * RADIANS
  const tangent = conformal(Math.tan(lat * RADIANS))
  const xi = Math.atan2(tangent, Math.cos(away))
  const eta = Math.asinh(Math.sin(away) / Math.hypot(tangent, Math.cos(away)))
  let [x, y] = [eta, xi]
  ALPHA.forEach((alpha, index) => {
    const order = 2 * (index + 1)
    y += alpha * Math.sin(order * xi) * Math.cosh(order * eta)
    x += alpha * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  return { east_m: FALSE_EASTING_M + zone.scale * RADIUS_M * x, north_m: zone.scale * RADIUS_M * y }
}

/** Easting and northing in a zone, metres, to longitude and latitude on WGS 84. */
export function fromPlane(east_m: number, north_m: number, zone: Zone): LonLat {
  const xi = north_m / (zone.scale * RADIUS_M)
  const eta = (east_m - FALSE_EASTING_M) / (zone.scale * RADIUS_M)
  let [x, y] = [eta, xi]
  BETA.forEach((beta, index) => {
    const order = 2 * (index + 1)
    y -= beta * Math.sin(order * xi) * Math.cosh(order * eta)
    x -= beta * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  const wanted = Math.sin(y) / Math.hypot(Math.sinh(x), Math.cos(y))
  let tangent = wanted
  for (let turn = 0; turn < 6; turn++) {
    const found = conformal(tangent)
    tangent +=
      (((wanted - found) / Math.hypot(1, found)) * (1 + (1 - E2) * tangent ** 2)) /
      ((1 - E2) * Math.hypot(1, tangent))
  }
  const lon = zone.meridian + Math.atan2(Math.sinh(x), Math.cos(y)) / RADIANS
  return toWgs84([lon, Math.atan(tangent) / RADIANS])
}
