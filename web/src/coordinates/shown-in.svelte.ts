import { SYSTEMS, zoneOf, type CoordinateSystem } from './read'
import { HOME_ZONE, type Zone } from './vn2000'

function stored(): CoordinateSystem {
  return SYSTEMS.find((system) => system === localStorage.getItem('coordinates')) ?? 'decimal'
}

/** The system in which positions are told; remembered by the browser. */
class ShownIn {
  system = $state<CoordinateSystem>(stored())

  choose(system: CoordinateSystem): void {
    this.system = system
    localStorage.setItem('coordinates', system)
  }

  /** The zone that typed metres are taken to be in: the one shown, otherwise Cao Bằng's. */
  get zone(): Zone {
    return zoneOf(this.system) ?? HOME_ZONE
  }
}

export const shownIn = new ShownIn()
