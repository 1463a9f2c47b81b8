import { describe, expect, it } from 'vitest'
import { fromPlane, HOME_ZONE, toPlane, ZONES } from './vn2000'

describe('VN-2000', () => {
  it('agrees with PROJ at a point of the central meridian', () => {
    // cs2cs EPSG:9210 EPSG:4326, PROJ 9.1: 500000 2508000 → 105.75190472 22.67135255.
    const [lon, lat] = fromPlane(500_000, 2_508_000, HOME_ZONE)
    expect(lon).toBeCloseTo(105.75190472, 7)
    expect(lat).toBeCloseTo(22.67135255, 7)
  })
  it('agrees with PROJ away from it, also in a zone of UTM', () => {
    // cs2cs EPSG:4326 EPSG:9210 and EPSG:3405, PROJ 9.1, for 22.85 106.65.
    const home = toPlane([106.65, 22.85], HOME_ZONE)
    expect(home.east_m).toBeCloseTo(592169.1933, 2)
    expect(home.north_m).toBeCloseTo(2528063.2016, 2)
    const utm = ZONES.find(({ epsg }) => epsg === 3405) ?? HOME_ZONE
    const { east_m, north_m } = toPlane([106.65, 22.85], utm)
    expect(east_m).toBeCloseTo(669100.5407, 2)
    expect(north_m).toBeCloseTo(2527968.8906, 2)
  })
  it('is 224 m from what leaving out the shift of datum would give', () => {
    const [lon, lat] = fromPlane(500_000, 2_508_000, HOME_ZONE)
    // 196 m east and 108 m south: a degree is some 102.8 km of longitude and 110.8 km of latitude here.
    expect((lon - 105.75) * 102_750).toBeCloseTo(195.7, 0)
    expect(lat).toBeLessThan(22.6724)
  })
  it('comes back to a few millimetres in every zone', () => {
    for (const zone of ZONES) {
      const at: [number, number] = [zone.meridian + 0.9, 22.85]
      const { east_m, north_m } = toPlane(at, zone)
      const [lon, lat] = fromPlane(east_m, north_m, zone)
      expect(lon).toBeCloseTo(at[0], 7)
      expect(lat).toBeCloseTo(at[1], 7)
    }
  })
})
