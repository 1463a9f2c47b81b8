import type { Position } from './sketch.svelte'

const MAJOR_AXIS_M = 6_378_137
const FLATTENING = 1 / 298.257223563
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING))

/** Twice the area between the equator and a latitude, as a share of the squared major axis and the longitudes' span. */
function bandTo(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180)
  const e = ECCENTRICITY
  return (1 - e * e) * (sine / (1 - (e * sine) ** 2) + Math.atanh(e * sine) / e)
}

/** Simpson's rule over a side, exact for latitudes along it up to the third power. */
function underSide([lon1, lat1]: Position, [lon2, lat2]: Position): number {
  const mean = (bandTo(lat1) + 4 * bandTo((lat1 + lat2) / 2) + bandTo(lat2)) / 6
  return (mean * (lon2 - lon1) * Math.PI) / 180
}

/**
 * The area inside a ring on the WGS 84 ellipsoid, in square metres; the ring closes itself.
 *
 * Sides are straight in longitude and latitude, as GeoJSON has them. For rings of a province's size.
 *
 * Source: J. P. Snyder (1987), "Map projections – a working manual", USGS Professional Paper 1395, equation 3-12.
 */
export function area_m2(ring: readonly Position[]): number {
  const sum = ring.reduce((total, point, index) => {
    const next = ring[(index + 1) % ring.length]
    return next ? total + underSide(point, next) : total
  }, 0)
  return (Math.abs(sum) * MAJOR_AXIS_M ** 2) / 2
}
