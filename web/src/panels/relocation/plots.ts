import type { Position } from '../../sketch/sketch.svelte'

/** A plot that is proposed for relocation. */
export interface Plot {
  name: string
  /** Its corners in order; the last is joined to the first. */
  ring: Position[]
}

/** A millionth of a degree is a decimetre: more digits would only lengthen addresses. */
const DECIMALS = 6

/** A plot as one text, for the address: `name|lon,lat;lon,lat;…`. */
export function writePlot({ name, ring }: Plot): string {
  const corners = ring.map((corner) => corner.map((degrees) => Number(degrees.toFixed(DECIMALS))).join(','))
  return `${name.replaceAll('|', '/')}|${corners.join(';')}`
}

/** Reads a plot from its text; `null` where that is none. */
export function readPlot(text: string): Plot | null {
  const [name = '', corners = '', ...rest] = text.split('|')
  const ring = corners.split(';').flatMap((corner): Position[] => {
    const [lon = NaN, lat = NaN] = corner.split(',').map((part) => (part === '' ? NaN : Number(part)))
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [[lon, lat]] : []
  })
  return name === '' || ring.length < 3 || rest.length > 0 ? null : { name, ring }
}

/** The outline of a plot as an area. */
export function outlineOf({ ring }: Plot): GeoJSON.Polygon {
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] }
}

/** A plot as `/api/relocation` takes a proposed site. */
export function siteOf(plot: Plot): { name: string; outline: GeoJSON.Polygon } {
  return { name: plot.name, outline: outlineOf(plot) }
}

/** A proposed site of a saved question as a plot's text; `null` where it has no outline of one ring. */
export function writeSite(site: unknown): string | null {
  const { name, outline } = site as { name: string; outline?: GeoJSON.Geometry | null }
  const [ring, ...holes] = outline?.type === 'Polygon' ? outline.coordinates : []
  if (!ring || holes.length > 0) return null
  return writePlot({ name, ring: ring.slice(0, -1).map(([lon = 0, lat = 0]): Position => [lon, lat]) })
}
