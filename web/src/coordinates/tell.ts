import { formatNumber } from '../format/number'
import type { Language } from '../words'
import { zoneOf, type CoordinateSystem } from './read'
import { toPlane, type LonLat } from './vn2000'

function dms(degrees: number, decimals: number, language: Language): string {
  const unit = 10 ** decimals
  const seconds = Math.round(Math.abs(degrees) * 3600 * unit) / unit
  const pad = (value: number) => String(value).padStart(2, '0')
  const rest = formatNumber(seconds % 60, language, decimals)
  return `${Math.floor(seconds / 3600)}°${pad(Math.floor(seconds / 60) % 60)}′${rest}″`
}

/** A position in a system, latitude or northing first as on Vietnamese maps. */
export function tellPosition([lon, lat]: LonLat, system: CoordinateSystem, language: Language): string {
  const zone = zoneOf(system)
  if (zone) {
    const { east_m, north_m } = toPlane([lon, lat], zone)
    const tell = (metres: number) => formatNumber(metres, language, 1)
    return `X ${tell(north_m)} · Y ${tell(east_m)} m`
  }
  if (system === 'dms') {
    const [north, east] = language === 'vi' ? ['B', 'Đ'] : ['N', 'E']
    return `${dms(lat, 1, language)}${north} ${dms(lon, 1, language)}${east}`
  }
  return `${formatNumber(lat, language, 5)}; ${formatNumber(lon, language, 5)}`
}
