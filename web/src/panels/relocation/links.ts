import type { Link } from '../../table/link'

/** A settlement or danger spot of an answer, as its rows point at it. */
export function communityLink(id: string, unit: string | null): Link {
  return { pick: { type: 'place', id }, unit, feature: { source: 'relocation-marks', id } }
}
