import '../words/parts/point'
import { say, type Language } from '../words'
import type { CoordinateSystem, Reading } from './read'
import { zoneOf } from './read'

/** Which zone typed metres were taken to be in, and why, for nobody types it with them; `null` for degrees. */
export function tellAssumedZone(
  { zone }: Reading,
  system: CoordinateSystem,
  language: Language,
): string | null {
  if (!zone) return null
  return say(language, zoneOf(system) ? 'point.zoneChosen' : 'point.zoneHome', { zone: zone.name })
}
