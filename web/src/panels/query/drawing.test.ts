import { expect, it } from 'vitest'
import { mapColours } from '../../layers/colours'
import { drawAnswer } from './drawing'
import type { QueryRow } from './question'

const row = (id: string, geometry: GeoJSON.Geometry | null) =>
  ({ id, name: id, kind: 'place', geometry }) as QueryRow

it('what was found is explained by points, lines and areas, as far as there are any', () => {
  const place = row('gate', { type: 'Point', coordinates: [106.3, 22.8] })
  const zone = row('zone', { type: 'MultiPolygon', coordinates: [] })
  const looks = (rows: QueryRow[]) =>
    drawAnswer(rows, mapColours('light'), String).legend?.map(({ look }) => look)
  expect(looks([zone, place, place])).toEqual(['points', 'areas'])
  expect(looks([row('road', { type: 'LineString', coordinates: [] })])).toEqual(['lines'])
  expect(looks([row('nowhere', null)])).toEqual([])
})
