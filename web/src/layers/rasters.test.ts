import { describe, expect, it } from 'vitest'
import type { Layer } from '../api/types'
import { mapColours } from './colours'
import { isColouring, rasters, rasterSource } from './rasters'
import type { Scene } from './scene'

type Raster = NonNullable<Layer['raster']>

function layer(kind: Raster['kind'], classes: Raster['classes'] = []): Layer {
  return {
    id: kind,
    kind: null,
    content: 'raster',
    group: 'background',
    title: { vi: kind, en: kind },
    geometry_type: 'grid',
    count: 4,
    note: null,
    provenance: {
      source: '',
      licence: '',
      retrieved: '2026-01-01',
      crs: 'EPSG:9210',
      is_illustrative: false,
    },
    tiles: `/tiles/${kind}`,
    attributes: [],
    raster: {
      kind,
      unit: { vi: 'độ', en: 'degrees' },
      width: 2,
      height: 2,
      bounds: [105, 22, 107, 23],
      least: 150.2,
      greatest: 1980.7,
      mean: 700,
      classes,
    },
  }
}

const choice = { visible: true, opacity: 1 }
const scene = { colours: mapColours('light') } as Scene
const say = (key: string, fill: Record<string, string> = {}) => [key, ...Object.values(fill)].join(' ')

describe('rasters', () => {
  it('shade the ground with heights and colour the map with all else', () => {
    const heights = { layer: layer('elevation'), choice }
    expect(rasters.draw(heights, scene).map(({ id, type }) => [id, type])).toEqual([
      ['relief/elevation', 'hillshade'],
    ])
    expect(rasterSource(heights.layer)).toMatchObject({ type: 'raster-dem', encoding: 'terrarium' })
    const slopes = { layer: layer('slope'), choice }
    expect(rasters.draw(slopes, scene).map(({ id, type }) => [id, type])).toEqual([
      ['raster/slope', 'raster'],
    ])
    expect(rasterSource(slopes.layer)).toMatchObject({ type: 'raster', tileSize: 512 })
  })
  it('take the colours of the map only while they are on and have any', () => {
    expect(isColouring({ layer: layer('slope'), choice })).toBe(true)
    expect(isColouring({ layer: layer('slope'), choice: { ...choice, visible: false } })).toBe(false)
    expect(isColouring({ layer: layer('elevation'), choice })).toBe(false)
  })
  it('are explained class by class, with what is not known', () => {
    const classes = [
      { from: 0, to: 0.5, is_code: false, colour: '#ffffd4' },
      { from: 1000, to: null, is_code: false, colour: '#993404' },
      { from: 20, to: null, is_code: true, colour: '#123456' },
    ]
    const rows = rasters.legend(layer('slope', classes), mapColours('light'), say, 'vi')
    expect(rows.map(({ label }) => label)).toEqual([
      'legend.below 0 0,5',
      'legend.from 1.000',
      'legend.code 20',
      'legend.noData',
    ])
    // 85 % of #ffffd4 over the paper #f7f6f2, as the map shows it.
    expect(rows[0]?.swatch).toMatchObject({ fill: '#fefed9' })
    const [relief] = rasters.legend(layer('elevation'), mapColours('light'), say, 'vi')
    expect(relief?.label).toBe('legend.relief 150 1.981')
  })
})
