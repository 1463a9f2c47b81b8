import type { Position } from './sketch.svelte'

const MAJOR_AXIS_M = 6_378_137
const FLATTENING = 1 / 298.257223563
const MINOR_AXIS_M = MAJOR_AXIS_M * (1 - FLATTENING)

/**
 * The geodesic distance between two positions on the WGS 84 ellipsoid, in metres, to about a millimetre.
 *
 * Source: T. Vincenty (1975), "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 23.
 * Does not converge for nearly opposite points of the globe, which a province never holds.
 */
export function distance_m([lon1, lat1]: Position, [lon2, lat2]: Position): number {
  const radians = Math.PI / 180
  const difference = (lon2 - lon1) * radians
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(lat1 * radians))
  const u2 = Math.atan((1 - FLATTENING) * Math.tan(lat2 * radians))
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)]
  let lambda = difference
  for (let turn = 0; turn < 100; turn++) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)]
    const sinSigma = Math.hypot(cosU2 * sinL, cosU1 * sinU2 - sinU1 * cosU2 * cosL)
    if (sinSigma === 0) return 0
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosL
    const sigma = Math.atan2(sinSigma, cosSigma)
    const sinAlpha = (cosU1 * cosU2 * sinL) / sinSigma
    const cos2Alpha = 1 - sinAlpha ** 2
    const cos2SigmaM = cos2Alpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cos2Alpha
    const c = (FLATTENING / 16) * cos2Alpha * (4 + FLATTENING * (4 - 3 * cos2Alpha))
    const before = lambda
    lambda =
      difference +
      (1 - c) *
        FLATTENING *
        sinAlpha *
        (sigma + c * sinSigma * (cos2SigmaM + c * cosSigma * (-1 + 2 * cos2SigmaM ** 2)))
    if (Math.abs(lambda - before) > 1e-12) continue
    const uSquared = (cos2Alpha * (MAJOR_AXIS_M ** 2 - MINOR_AXIS_M ** 2)) / MINOR_AXIS_M ** 2
    const a = 1 + (uSquared / 16384) * (4096 + uSquared * (-768 + uSquared * (320 - 175 * uSquared)))
    const b = (uSquared / 1024) * (256 + uSquared * (-128 + uSquared * (74 - 47 * uSquared)))
    const deltaSigma =
      b *
      sinSigma *
      (cos2SigmaM +
        (b / 4) *
          (cosSigma * (-1 + 2 * cos2SigmaM ** 2) -
            (b / 6) * cos2SigmaM * (-3 + 4 * sinSigma ** 2) * (-3 + 4 * cos2SigmaM ** 2)))
    return MINOR_AXIS_M * a * (sigma - deltaSigma)
  }
  throw new RangeError('The two positions lie on opposite sides of the globe.')
}

/** The length of a line, in metres on the ellipsoid. */
export function length_m(points: readonly Position[]): number {
  return points.reduce((sum, point, index) => {
    const before = points[index - 1]
    return before ? sum + distance_m(before, point) : 0
  }, 0)
}
