import { describe, expect, it } from 'vitest'
import type { Layer } from '../api/types'
import { mapRequest, type OnScreenNow, type Sheet } from './request'

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
  pick: { type: 'unit', code: '01273', on: null },
  labelOf: (name) => `label of ${name}`,
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
  it('takes drawn shapes with their colour and leaves measuring and tiles out', () => {
    const line: GeoJSON.LineString = {
      type: 'LineString',
      coordinates: [
        [106, 22.5],
        [106.2, 22.7],
      ],
    }
    const addition = {
      sources: {
        strip: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: line } },
        communes: { type: 'vector', url: '/tiles/communes' },
      },
      layers: [{ id: 'result-line', type: 'line', source: 'strip', paint: { 'line-color': '#c2185b' } }],
    } as OnScreenNow['additions'][string]
    const { drawn } = mapRequest(SHEET, { ...NOW, additions: { reach: addition, sketch: addition } })
    expect(drawn).toEqual([{ label: 'label of reach', colour: '#c2185b', geometry: line }])
  })
})
