import { describe, expect, it } from 'vitest'
import type { Layer } from '../api/types'
import { mapColours } from '../layers/colours'
import type { Addition } from '../layers/scene'
import { dot, stroke, tint } from '../layers/swatches'
import type { Task, TaskLocation } from '../api/programme'
import { drawDecision, type Mark, type Way } from '../panels/decisions/drawing'
import { drawTasks } from '../panels/programme/tasks/drawing'
import { TASK_STATES } from '../state/views'
import { mapRequest, unprinted, type OnScreenNow, type Sheet } from './request'

const SHEET: Sheet = {
  title: '  ',
  paper: 'a3',
  orientation: 'portrait',
  format: 'pdf',
  dpi: 150,
  scale: 0,
  showsValues: true,
  extent: null,
}
const NOW: OnScreenNow = {
  language: 'vi',
  layers: [{ id: 'border-gates' }, { id: 'rivers' }] as Layer[],
  choropleth: { indicator: 'population-density', period: null, method: 'status' },
  period: '2024',
  isJudged: false,
  shading: null,
  additions: {},
  isGridded: false,
  theme: 'light',
  pick: { type: 'unit', code: '01273', on: null },
}

describe('mapRequest', () => {
  it('asks for the layers, figures and the commune on the screen', () => {
    const asked = mapRequest(SHEET, NOW)
    expect(asked.layers).toEqual(['border-gates', 'rivers'])
    expect(asked.colour).toEqual({ indicator: 'population-density', period: '2024', method: 'quantile' })
    expect(asked).toMatchObject({ picked: '01273', title: null, scale: null, dpi: null, shows_values: true })
  })
  it('hands over the colours of a mode in place of the indicator’s', () => {
    const rows = [{ colour: '#d8ece8', label: '0 – 50 %', units: 1 }]
    const shading = {
      title: 'Bao phủ',
      note: '5 km',
      breaks: 'fixed' as const,
      rows,
      classByCode: new Map([['01273', 0]]),
      isIllustrative: true,
    }
    const asked = mapRequest(SHEET, { ...NOW, shading })
    expect(asked.colour).toBeUndefined()
    expect(asked.shading).toMatchObject({ title: 'Bao phủ', classes: { '01273': 0 }, is_illustrative: true })
    expect(asked.shading?.rows).toEqual([{ colour: '#d8ece8', label: '0 – 50 %' }])
  })
  it('asks for no colour of the communes where a grid colours the map', () => {
    expect(mapRequest(SHEET, { ...NOW, isGridded: true }).colour).toBeUndefined()
  })
})

const collection = (features: GeoJSON.Feature[]) => ({
  type: 'geojson' as const,
  data: { type: 'FeatureCollection' as const, features },
})
const feature = (geometry: GeoJSON.Geometry, look?: string): GeoJSON.Feature => ({
  type: 'Feature',
  properties: look === undefined ? {} : { look },
  geometry,
})
const line = (from: number): GeoJSON.LineString => ({
  type: 'LineString',
  coordinates: [
    [from, 22.5],
    [106.2, 22.7],
  ],
})
const square: GeoJSON.Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [106, 22],
      [107, 22],
      [107, 23],
      [106, 22],
    ],
  ],
}

describe('what modes have drawn', () => {
  const { result, halo } = mapColours('light')

  it('is printed in the colours and words of the legend, and tiles are not', () => {
    const addition: Addition = {
      sources: {
        strip: { type: 'geojson', data: line(106) },
        communes: { type: 'vector', url: '/tiles/communes' },
      },
      layers: [],
      legend: [{ label: 'Dải 5 km', swatch: stroke('#c2185b', 2), source: 'strip' }],
    }
    const unexplained: Addition = { ...addition, legend: [] }
    const { drawn } = mapRequest(SHEET, { ...NOW, additions: { reach: addition, other: unexplained } })
    const geometry = { type: 'MultiLineString', coordinates: [line(106).coordinates] }
    expect(drawn).toEqual([{ label: 'Dải 5 km', colour: '#c2185b', geometry }])
  })
  it('is whole, however many marks and ways there are: one shape a look, marks over ways', () => {
    const marks = Array.from({ length: 700 }, (_, at): Mark => {
      const look = at < 200 ? 'new' : at < 450 ? 'kept' : 'closed'
      return { lon: 105.5 + at / 1000, lat: 22.5, name: `${at}`, look, key: `${at}`, place: null }
    })
    const ways = Array.from({ length: 600 }, (_, at): Way => [
      [105.5 + at / 1000, 22.5],
      [106, 22.6],
    ])
    const words = { new: 'mở mới', kept: 'giữ', closed: 'đóng', ways: 'đường' }
    const schools = drawDecision('schools', { marks, ways, areas: [] }, mapColours('light'), words)
    const { drawn = [] } = mapRequest(SHEET, { ...NOW, additions: { schools } })
    const told = drawn.map(({ label, colour, geometry }) => {
      const count = 'coordinates' in geometry ? geometry.coordinates.length : 0
      return [label, colour, geometry.type, count]
    })
    expect(drawn.map(({ mark, is_hollow }) => [mark, is_hollow])).toEqual([
      ['circle', false],
      ['circle', false],
      ['circle', true],
      [undefined, undefined],
    ])
    const { education, plain, ink } = mapColours('light')
    expect(told).toEqual([
      ['mở mới', result, 'MultiPoint', 200],
      ['giữ', education, 'MultiPoint', 250],
      ['đóng', plain, 'MultiPoint', 250],
      ['đường', ink, 'MultiLineString', 600],
    ])
  })
  it('is told apart by the shapes of the screen, so that a sheet without colours can be read', () => {
    const at = (id: string, lon: number): TaskLocation => ({
      subject: `place.${id}`,
      place_id: id,
      unit_code: null,
      name: id,
      position: [lon, 22.5],
      level: 'position',
      within: null,
    })
    const tasks = TASK_STATES.map(
      (state, index) => ({ id: state, state, locations: [at(state, 106 + index / 10)] }) as Task,
    )
    const addition = drawTasks(tasks, null, mapColours('light'), () => '', String)
    const { drawn = [] } = mapRequest(SHEET, { ...NOW, additions: { addition } })
    expect(drawn.map(({ label, mark, is_hollow }) => [label, mark, is_hollow])).toEqual([
      ['overdue', 'triangle-down', false],
      ['at-risk', 'square', false],
      ['not-reported', 'circle', true],
      ['on-track', 'triangle', false],
      ['done', 'circle', false],
    ])
  })
  it('keeps areas that lie over each other apart, and leaves the handles of a line out', () => {
    const point: GeoJSON.Point = { type: 'Point', coordinates: [106, 22.5] }
    const addition: Addition = {
      sources: {
        areas: collection([feature(square), feature(square)]),
        line: collection([feature(line(106)), feature(point)]),
      },
      layers: [],
      legend: [
        { label: 'vùng', swatch: tint(result, 0.3), source: 'areas' },
        { label: 'tuyến', swatch: stroke(result, 2), source: 'line' },
      ],
    }
    const { drawn } = mapRequest(SHEET, { ...NOW, additions: { addition } })
    expect(drawn?.map(({ label, geometry }) => [label, geometry.type])).toEqual([
      ['tuyến', 'MultiLineString'],
      ['vùng', 'GeometryCollection'],
    ])
    expect(drawn?.[1]?.geometry).toMatchObject({ geometries: [square, square] })
  })
  it('has the colours of the light map on white paper, whatever the screen has', () => {
    const words = { new: 'mở mới', ways: 'đường' }
    const marks: Mark[] = [{ lon: 106, lat: 22.5, name: 'a', look: 'new', key: 'a', place: null }]
    const ways: Way[] = [
      [
        [106, 22.5],
        [106.1, 22.6],
      ],
    ]
    const schools = drawDecision('schools', { marks, ways, areas: [] }, mapColours('dark'), words)
    const { drawn } = mapRequest(SHEET, { ...NOW, theme: 'dark', additions: { schools } })
    expect(drawn?.map(({ colour }) => colour)).toEqual([result, mapColours('light').ink])
  })
  it('is told of where no sheet shows it', () => {
    const addition: Addition = {
      sources: { figures: collection([feature({ type: 'Point', coordinates: [106, 22.5] })]) },
      layers: [],
      legend: [{ label: 'vòng tròn', swatch: dot(result, 8, halo) }],
    }
    expect(unprinted({ addition })).toEqual(['vòng tròn'])
    expect(mapRequest(SHEET, { ...NOW, additions: { addition } }).drawn).toEqual([])
  })
})
