import { describe, expect, it } from 'vitest'
import { meantAt, pickOf } from './here'

const mark = (id: string) => ({
  properties: { id, name: `name of ${id}`, kind: 'border-gate' },
  geometry: { type: 'Point' as const, coordinates: [106, 22] },
})
const area = (id: string) => ({
  properties: { id, name: '', kind: 'landslide-zone' },
  geometry: { type: 'Polygon' as const, coordinates: [] },
})
const ids = (...features: Parameters<typeof meantAt>[0]) => meantAt(features).map(({ id }) => id)

describe('meantAt', () => {
  it('means the one mark, whatever lies under it', () => {
    expect(ids(area('zone'), mark('gate'), area('other'))).toEqual(['gate'])
  })
  it('lets choose among marks upon each other, then among what is under them', () => {
    expect(ids(area('zone'), mark('lane'), mark('gate'))).toEqual(['lane', 'gate', 'zone'])
  })
  it('lets choose among areas upon each other', () => {
    expect(ids(area('inner'), area('outer'))).toEqual(['inner', 'outer'])
  })
  it('names a thing once that several layers draw, and nothing without an id', () => {
    expect(ids(mark('gate'), mark('gate'), { ...mark('x'), properties: { name: 'x' } })).toEqual(['gate'])
  })
})

it('picks a commune as a unit', () => {
  expect(pickOf({ id: '01273', name: '', kind: 'ward' })).toEqual({ type: 'unit', code: '01273', on: null })
  expect(pickOf({ id: 'ta-lung', name: '', kind: 'border-gate' })).toEqual({ type: 'place', id: 'ta-lung' })
})
