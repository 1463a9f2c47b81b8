import type { StyleSpecification } from 'maplibre-gl'
import { expect, it } from 'vitest'
import { SKETCH_PREFIX, withLiveLayers } from './live-layers'

const NEXT: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [
    { id: 'background', type: 'background' },
    { id: 'measure-point/query', type: 'background' },
  ],
}

it('carries what is drawn by hand over to the next style, unchanged and on top', () => {
  const id = `${SKETCH_PREFIX}-point`
  const data: GeoJSON.Point = { type: 'Point', coordinates: [106.2, 22.7] }
  const previous: StyleSpecification = {
    version: 8,
    sources: { [id]: { type: 'geojson', data }, gone: { type: 'geojson', data } },
    layers: [
      { id, type: 'circle', source: id },
      { id: 'result-point', type: 'circle', source: 'gone' },
    ],
  }
  const style = withLiveLayers(previous, NEXT)
  expect(style.sources).toEqual({ [id]: { type: 'geojson', data } })
  expect(style.layers.map((layer) => layer.id)).toEqual(['background', 'measure-point/query', id])
})

it('leaves a style alone while nothing is drawn', () => {
  expect(withLiveLayers(undefined, NEXT)).toBe(NEXT)
  expect(withLiveLayers({ version: 8, sources: {}, layers: [] }, NEXT)).toBe(NEXT)
})
