/** A transverse Mercator plane: where its centre is, in degrees, and the scale there. */
export interface Plane {
  lon: number
  lat: number
  scale: number
}

/** Reads the PROJ definition of a plane; nothing where it is not a transverse Mercator on WGS 84. */
export function readPlane(proj: string): Plane | null {
  const values = new Map(
    proj.split(/\s+/).map((part) => part.replace(/^\+/, '').split('=') as [string, string | undefined]),
  )
  if (values.get('proj') !== 'tmerc' || values.get('datum') !== 'WGS84') return null
  const [lon, lat, scale] = ['lon_0', 'lat_0', 'k'].map((key) => Number(values.get(key) ?? NaN))
  const isWhole = [lon, lat, scale].every((value) => Number.isFinite(value))
  return isWhole ? { lon: lon ?? 0, lat: lat ?? 0, scale: scale ?? 1 } : null
}
