import { expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { tellWord } from './attribute'

const field = { name: 'category' }

it('tells what a kind of place is in the language of the reader', () => {
  expect(tellWord(field, 'restaurant', 'vi')).toBe('nhà hàng, quán ăn')
  expect(tellWord(field, 'guest_house', 'en')).toBe('guest house, homestay')
  expect(tellWord(field, 'khu phố cổ', 'vi')).toBe('khu phố cổ')
  // A note that happens to be such a word is nobody's kind.
  expect(tellWord({ name: 'note' }, 'fuel', 'vi')).toBe('fuel')
})

it('knows every kind that the shipped layer has', () => {
  const path = resolve(import.meta.dirname, '../../../geodata/osm_points.geojson')
  const { features } = JSON.parse(readFileSync(path, 'utf8')) as GeoJSON.FeatureCollection
  const kinds = new Set(
    features.flatMap(({ properties }) =>
      ['amenity', 'shop', 'tourism', 'man_made'].flatMap((key) => {
        const kind: unknown = properties?.[key]
        return typeof kind === 'string' ? [kind] : []
      }),
    ),
  )
  expect(kinds.size).toBeGreaterThan(40)
  expect([...kinds].filter((kind) => tellWord(field, kind, 'vi') === kind)).toEqual([])
})
