import { describe, expect, it } from 'vitest'
import { tellAssumedZone } from './assumed'
import { readCoordinates, zoneOf } from './read'

describe('the zone of typed metres', () => {
  it('is named, and why it was taken', () => {
    const home = readCoordinates('2508000 500000')
    expect(home && tellAssumedZone(home, 'decimal', 'vi')).toMatch(/VN-2000 TM-3 105°45′.*Cao Bằng/)
    const zone = zoneOf('epsg:9212')
    const other = readCoordinates('2508000 500000', zone)
    expect(other && tellAssumedZone(other, 'epsg:9212', 'vi')).toMatch(/VN-2000 TM-3 106°15′.*đang chọn/)
  })
  it('is no matter of degrees', () => {
    const degrees = readCoordinates('22,67; 106,25')
    expect(degrees && tellAssumedZone(degrees, 'decimal', 'vi')).toBeNull()
  })
})
