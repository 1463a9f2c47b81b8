import type { StyleSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import type { Layer, PlaceKind } from '../api/types'
import { classify, classifyByStatus } from '../classes/choropleth'
import { mapColours } from './colours'
import { backgroundOf, composeStyle } from './compose'
import { circleAround } from './picked-place'
import type { Scene } from './scene'

const tiled = (id: string) => ({ source: id, 'source-layer': id })
const BASE: StyleSpecification = {
  version: 8,
  sources: { rivers: { type: 'vector', url: '/tiles/rivers' } },
  layers: [
    { id: 'background', type: 'background', paint: { 'background-color': '#e8ecee' } },
    { id: 'rivers/rivers', type: 'line', ...tiled('rivers') },
    { id: 'border-gate/border-gates', type: 'circle', ...tiled('border-gates') },
    {
      id: 'commune-labels',
      type: 'symbol',
      ...tiled('commune-labels'),
      layout: { 'text-field': ['get', 'name'] },
    },
  ],
}

function layer(id: string, kind: PlaceKind, geometry_type: string): Layer {
  return {
    id,
    kind,
    content: 'places',
    group: 'links',
    title: { vi: id, en: id },
    geometry_type,
    count: 3,
    note: null,
    provenance: {
      source: '',
      licence: '',
      retrieved: '2026-01-01',
      crs: 'EPSG:4326',
      is_illustrative: false,
    },
    tiles: `/tiles/${id}`,
    attributes: [],
  }
}

function scene(changes: Partial<Scene> = {}): Scene {
  return {
    theme: 'light',
    colours: mapColours('light'),
    language: 'vi',
    say: (key) => key,
    shown: [
      { layer: layer('border-gates', 'border-gate', 'point'), choice: { visible: true, opacity: 1 } },
      { layer: layer('rivers', 'river', 'line'), choice: { visible: true, opacity: 1 } },
    ],
    order: [],
    choropleth: null,
    valueLabels: null,
    formerUnits: null,
    province: null,
    pick: null,
    pickedPlace: null,
    additions: [],
    ...changes,
  }
}

const ids = (style: StyleSpecification) => style.layers.map(({ id }) => id)

describe('composeStyle', () => {
  it('draws gates as diamonds of its own, rivers as the base map has them', () => {
    const style = composeStyle(BASE, scene())
    const gates = style.layers.filter(({ id }) => id === 'border-gate/border-gates')
    expect(gates.map(({ type }) => type)).toEqual(['symbol'])
    expect(ids(style).filter((id) => id.startsWith('rivers'))).toEqual(['rivers/rivers'])
    expect(style.sources['border-gates']).toEqual({ type: 'vector', url: '/tiles/border-gates' })
  })
  it('leaves the background to the page behind the map', () => {
    expect(ids(composeStyle(BASE, scene()))).not.toContain('background')
    expect(backgroundOf(BASE)).toBe('#e8ecee')
    expect(() => backgroundOf({ ...BASE, layers: [] })).toThrow('no background of one colour')
  })
  it('hides a layer that is switched off, also one of the base map', () => {
    const off = scene().shown.map(({ layer }) => ({ layer, choice: { visible: false, opacity: 1 } }))
    const drawn = ids(composeStyle(BASE, scene({ shown: off })))
    expect(drawn).not.toContain('rivers/rivers')
    expect(drawn.some((id) => id.includes('border-gates'))).toBe(false)
  })
  it('colours communes with figures and hatches the others', () => {
    const values = {
      values: [
        { unit_code: '01273', value: 5, is_illustrative: false },
        { unit_code: '01279', value: null, is_illustrative: false },
      ],
    }
    const drawn = composeStyle(BASE, scene({ choropleth: classify(values, 'quantile', 0) }))
    expect(ids(drawn).slice(0, 2)).toEqual(['choropleth', 'choropleth-no-data'])
    const hatch = drawn.layers.find(({ id }) => id === 'choropleth-no-data')
    expect(JSON.stringify(hatch)).toContain('["in",["get","code"],["literal",["01279"]]]')
  })
  it('marks each commune with the shape of its status', () => {
    const judged = {
      values: [{ unit_code: '01273', value: 5, is_illustrative: false, status: 'at-risk' as const }],
    }
    const drawn = composeStyle(BASE, scene({ choropleth: classifyByStatus(judged) }))
    expect(JSON.stringify(drawn.layers.find(({ id }) => id === 'choropleth'))).toContain(
      mapColours('light').status['at-risk'],
    )
    expect(JSON.stringify(drawn.layers.find(({ id }) => id === 'status-mark'))).toContain('mark|square|')
  })
  it('shows units from before the merger as dots, without the names of the communes of today', () => {
    const values = { values: [{ unit_code: '01267', value: 5, is_illustrative: false }] }
    const units = [
      { code: '01267', name: 'Sông Hiến', at: [106.23, 22.66] as const, label: '5', index: 0 },
      { code: '01270', name: 'Sông Bằng', at: [106.27, 22.66] as const, label: null, index: null },
    ]
    const drawn = composeStyle(
      BASE,
      scene({ formerUnits: { units, classes: classify(values, 'quantile', 0) } }),
    )
    expect(ids(drawn)).toContain('former-unit')
    expect(ids(drawn)).not.toContain('commune-labels')
    const source = drawn.sources['former-units']
    expect(source?.type === 'geojson' && JSON.stringify(source.data)).toContain('"index":-1')
  })
  it('covers shaded ground outside the province, once its outline is known', () => {
    const heights = {
      ...layer('heights', 'river', 'grid'),
      content: 'raster',
      raster: { kind: 'elevation' },
    } as Layer
    const shown = [{ layer: heights, choice: { visible: true, opacity: 1 } }]
    const province: [number, number][][] = [
      [
        [105, 22],
        [107, 22],
        [106, 23],
        [105, 22],
      ],
    ]
    expect(ids(composeStyle(BASE, scene({ shown })))).not.toContain('outside')
    expect(ids(composeStyle(BASE, scene({ province })))).not.toContain('outside')
    const drawn = composeStyle(BASE, scene({ shown, province }))
    const [relief, outside] = ['relief/heights', 'outside'].map((id) => ids(drawn).indexOf(id))
    expect(outside).toBe((relief ?? 0) + 1)
    expect(JSON.stringify(drawn.sources['outside'])).toContain('[[105,22],[107,22],[106,23],[105,22]]')
  })
  it('writes values under the names only when asked', () => {
    const label = (values: Map<string, string> | null) =>
      JSON.stringify(
        composeStyle(BASE, scene({ valueLabels: values })).layers.find(({ id }) => id === 'commune-labels'),
      )
    expect(label(null)).not.toContain('742,4')
    expect(label(new Map([['01273', '742,4']]))).toContain('742,4')
  })
})

it('draws a circle whose points are as far as asked', () => {
  const ring = circleAround(106, 22.7, 2000).coordinates[0] ?? []
  const radians = Math.PI / 180
  for (const [lon = 0, lat = 0] of ring) {
    const a =
      Math.sin(((lat - 22.7) * radians) / 2) ** 2 +
      Math.cos(22.7 * radians) * Math.cos(lat * radians) * Math.sin(((lon - 106) * radians) / 2) ** 2
    expect(2 * 6_371_008.8 * Math.asin(Math.sqrt(a))).toBeCloseTo(2000, 3)
  }
})
