// Real tiles of every layer, from zoom 0 to 16, by the rules that the official fixtures have tried.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { faultsOf } from './rules.mjs'

const base = process.env.NONNUOC_URL
if (!base) throw new Error('NONNUOC_URL is not set: start these tests with node tests/browser/run.mjs')

const MOST_TILES = 60

function column(longitude, zoom) {
  return Math.floor(((longitude + 180) / 360) * 2 ** zoom)
}

function row(latitude, zoom) {
  const angle = (latitude * Math.PI) / 180
  return Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** zoom)
}

/** Addresses over the layer's extent, at most `MOST_TILES` a zoom, spread evenly. */
function addresses([west, south, east, north], zoom) {
  const all = []
  for (let x = column(west, zoom); x <= column(east, zoom); x++) {
    for (let y = row(north, zoom); y <= row(south, zoom); y++) all.push([x, y])
    if (all.length > 200_000) break
  }
  const stride = Math.max(1, Math.floor(all.length / MOST_TILES))
  return all.filter((_, index) => index % stride === 0)
}

const json = (path) => fetch(new URL(path, base)).then((answer) => answer.json())

// Layers of rasters have pictures instead; several layers in one tile come with the ground of the map.
const single = (await json('/tiles')).filter((layer) => layer.format !== 'png')
const ground = await json((await json('/styles/light')).sources.ground.url)
const layers = [...single, ground]

test('there are layers', () => {
  assert.ok(single.length >= 8)
  assert.ok(ground.vector_layers.length >= 2)
})

for (const { id, bounds, tiles, vector_layers } of layers) {
  test(`${id}: every tile is valid`, async () => {
    let read = 0
    for (let zoom = 0; bounds && zoom <= 16; zoom++) {
      for (const [x, y] of addresses(bounds, zoom)) {
        const url = tiles[0].replace('{z}', zoom).replace('{x}', x).replace('{y}', y)
        const answer = await fetch(url)
        if (answer.status === 204) continue
        assert.equal(answer.status, 200, url)
        const bytes = await answer.arrayBuffer()
        assert.deepEqual(faultsOf(bytes), [], url)
        const { layers } = new VectorTile(new PbfReader(bytes))
        const isInside = ([name]) => vector_layers.some((layer) => layer.id === name)
        assert.ok(Object.keys(layers).length > 0 && Object.entries(layers).every(isInside), url)
        for (const [name, layer] of Object.entries(layers)) {
          assert.equal(layer.extent, 4096)
          assert.equal(layer.version, 2)
          const { fields } = vector_layers.find(({ id }) => id === name)
          for (let index = 0; index < layer.length; index++) {
            const unknown = Object.keys(layer.feature(index).properties).filter((name) => !(name in fields))
            assert.deepEqual(unknown, [], `${url} has properties that its description lacks`)
          }
        }
        assert.ok(bytes.byteLength < 500_000, `${url} has ${bytes.byteLength} bytes`)
        read += 1
      }
    }
    assert.ok(!bounds || read >= 17, `only ${read} tiles`)
  })
}
