import { expect, it } from 'vitest'
import { readPlane } from './plane'

it('reads the centre and the scale of a transverse Mercator plane', () => {
  const proj = '+proj=tmerc +lat_0=22.4287 +lon_0=106.51223999 +k=0.99999767 +datum=WGS84 +units=m'
  expect(readPlane(proj)).toEqual({ lon: 106.51223999, lat: 22.4287, scale: 0.99999767 })
})

it('does not take another plane for one', () => {
  expect(readPlane('+proj=utm +zone=48 +datum=WGS84')).toBeNull()
  expect(readPlane('+proj=tmerc +lat_0=22 +datum=WGS84')).toBeNull()
  expect(readPlane('')).toBeNull()
})
