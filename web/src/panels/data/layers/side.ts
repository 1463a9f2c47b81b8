import type { LayerUploadWord } from '../../../words/parts/layer-uploads'

const SIDES = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const

/** The word for the side to which an azimuth points (degrees clockwise from north). */
export function sideOf(azimuth: number): LayerUploadWord {
  const index = Math.round((((azimuth % 360) + 360) % 360) / 45) % 8
  return `geofile.side${SIDES[index] ?? 'N'}`
}
