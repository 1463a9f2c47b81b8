import { describe, expect, it } from 'vitest'
import { EMPTY_QUESTION, NEW_POSITION } from '../panels/query/question'
import { USUAL_TRAVEL } from '../panels/query/travel-settings'
import { decodePermalink, encodePermalink, type Permalink } from './permalink'
import { USUAL_RELOCATION } from '../panels/relocation/settings'
import { USUAL_SCHOOLS } from '../panels/schools/settings'
import { DATA_ROOM, EMPTY_QUERY, WHOLE_PROGRAMME, type View } from './views'

const DEFAULTS: Permalink = {
  view: { mode: 'map' },
  camera: null,
  pick: null,
  layers: {},
  order: [],
  showsValues: false,
  isStaged: false,
  choropleth: { indicator: 'population-density', period: null, method: 'quantile' },
  left: null,
  language: 'vi',
}

describe('permalink', () => {
  it('comes back as it went', () => {
    const state: Permalink = {
      view: { mode: 'map' },
      camera: { lon: 106.2512, lat: 22.6711, zoom: 10.25 },
      pick: { type: 'unit', code: '01273', on: '2025-06-30' },
      layers: { corridors: { visible: false, opacity: 1 }, 'border-gates': { visible: true, opacity: 0.6 } },
      choropleth: { indicator: 'population', period: '2024', method: 'natural' },
      order: ['border-gates', 'schools'],
      showsValues: true,
      isStaged: true,
      left: null,
      language: 'en',
    }
    expect(decodePermalink(encodePermalink(state), DEFAULTS)).toEqual(state)
  })
  it('keeps the target that is looked at', () => {
    const state: Permalink = {
      ...DEFAULTS,
      view: {
        mode: 'programme',
        tab: 'tasks',
        target: 'health-insurance',
        part: 'communes',
        task: 'smart-gates',
        period: '2026',
        status: 'at-risk',
        agency: 'department-of-health',
        state: 'not-reported',
        kind: 'review',
        isObstructed: true,
      },
    }
    expect(decodePermalink(encodePermalink(state), DEFAULTS).view).toEqual(state.view)
  })
  it('lists every target and task where the address asks for what is not there', () => {
    const odd = '?mode=programme&status=fine&state=at-rest&kind=dream&obstacles=some'
    expect(decodePermalink(odd, DEFAULTS).view).toEqual(WHOLE_PROGRAMME)
    expect(encodePermalink({ ...DEFAULTS, view: WHOLE_PROGRAMME })).toMatch(/^\?mode=programme&colour=/)
  })
  it('keeps the corridors under work, drawn ones too', () => {
    const state: Permalink = {
      ...DEFAULTS,
      view: {
        mode: 'corridors',
        corridors: ['ho-chi-minh-road', 'dong-dang-tra-linh'],
        line: [
          [106.25, 22.66],
          [106.32, 22.84],
        ],
        width_km: 7,
        widths_km: [0.5, 3, 10],
        compare: 'logistics-ha-lang-lung-nam',
        kept: [
          [106.5, 22.5],
          [106.75, 22.61],
        ],
        isShaded: true,
      },
    }
    expect(decodePermalink(encodePermalink(state), DEFAULTS).view).toEqual(state.view)
  })
  it('keeps a question and a point', () => {
    const state: Permalink = {
      ...DEFAULTS,
      pick: { type: 'point', lon: 105.751905, lat: 22.671353 },
      view: {
        ...EMPTY_QUERY,
        question: {
          ...EMPTY_QUESTION,
          from: 'kind:school',
          positions: [{ ...NEW_POSITION, to: 'unit:01273' }],
        },
      },
    }
    const read = decodePermalink(encodePermalink(state), DEFAULTS)
    expect(read.view).toEqual(state.view)
    expect(read.pick).toEqual(state.pick)
  })
  it('keeps travel times, hazards and colours by count', () => {
    const there = (view: View) => decodePermalink(encodePermalink({ ...DEFAULTS, view }), DEFAULTS).view
    const travel = { ...USUAL_TRAVEL, to: 'health-facility', minutes: 59 }
    const asked: View = {
      ...EMPTY_QUERY,
      tab: 'travel',
      travel,
      hazards: ['flash-flood-zone'],
      exposed: 'road_km',
      isShaded: true,
    }
    expect(there(asked)).toEqual(asked)
    expect(there({ ...EMPTY_QUERY, hazards: [] })).toEqual({ ...EMPTY_QUERY, hazards: [] })
    expect(there(EMPTY_QUERY)).toEqual(EMPTY_QUERY)
    expect(encodePermalink({ ...DEFAULTS, view: EMPTY_QUERY })).toMatch(/^\?mode=query&colour=/)
    const queue: View = { ...DATA_ROOM, tab: 'queue', state: 'returned' }
    expect(there(queue)).toEqual(queue)
    expect(decodePermalink('?mode=data&tab=queue&state=lost', DEFAULTS).view).toEqual({
      ...DATA_ROOM,
      tab: 'queue',
    })
    expect(
      decodePermalink('?mode=query&hazards=fire&exposed=x&travel={"minutes":"x"}', DEFAULTS).view,
    ).toEqual({
      ...EMPTY_QUERY,
      hazards: [],
    })
  })
  it('keeps which answer is shown, where the view has one', () => {
    const there = (view: View) => decodePermalink(encodePermalink({ ...DEFAULTS, view }), DEFAULTS).view
    for (const answer of ['computed', 'mo-hai-truong-1a2b3c4d', null]) {
      const schools: View = { mode: 'schools', settings: { ...USUAL_SCHOOLS, fresh: 2 }, answer }
      const relocation: View = { mode: 'relocation', settings: USUAL_RELOCATION, answer }
      const travel: View = { ...EMPTY_QUERY, tab: 'travel', answer }
      for (const view of [schools, relocation, travel]) expect(there(view)).toEqual(view)
    }
    expect(there({ ...EMPTY_QUERY, answer: 'computed' })).toEqual(EMPTY_QUERY)
    expect(decodePermalink('?mode=schools&answer=../x', DEFAULTS).view).toMatchObject({ answer: null })
  })
  it('asks for no width that cannot be drawn', () => {
    const view = (query: string) => decodePermalink(`?mode=corridors&${query}`, DEFAULTS).view
    expect(view('width=99&widths=5,2,2,-1,x,0.3')).toMatchObject({ width_km: 5, widths_km: [2, 5] })
    expect(view('width=1.5')).toMatchObject({ width_km: 1.5, widths_km: [1, 2, 5, 10] })
    expect(view('widths=none')).toMatchObject({ widths_km: [] })
  })
  it('keeps "no colour" apart from "as by default"', () => {
    const state: Permalink = { ...DEFAULTS, choropleth: null }
    expect(decodePermalink(encodePermalink(state), DEFAULTS).choropleth).toBeNull()
    expect(decodePermalink('', DEFAULTS).choropleth).toEqual(DEFAULTS.choropleth)
  })
  it('keeps a place picked', () => {
    const state: Permalink = { ...DEFAULTS, pick: { type: 'place', id: 'border-gates-tra-linh' } }
    expect(decodePermalink(encodePermalink(state), DEFAULTS).pick).toEqual(state.pick)
  })
  it('falls back where the address makes no sense', () => {
    const odd = '?mode=nowhere&at=1,2&pick=unit:12&layers=x:y&colour=&lang=fr'
    const link = decodePermalink(odd, DEFAULTS)
    expect(link.view).toEqual({ mode: 'map' })
    expect(link.camera).toBeNull()
    expect(link.pick).toBeNull()
    expect(link.layers).toEqual({})
    expect(link.language).toBe('vi')
    expect(decodePermalink('?at=500,22,9', DEFAULTS).camera).toBeNull()
  })
  it('keeps what a divided map shows, and where it is divided', () => {
    const left = { indicator: 'population', period: '2024', isFormer: true, divider: 0.35, layers: {} }
    const link = encodePermalink({ ...DEFAULTS, left })
    expect(link).toContain('left=population:2024:former&divider=0.35')
    expect(decodePermalink(link, DEFAULTS).left).toEqual(left)
    expect(decodePermalink('?left=population::today&divider=7', DEFAULTS).left).toEqual({
      indicator: 'population',
      period: null,
      isFormer: false,
      divider: 0.5,
      layers: {},
    })
    expect(decodePermalink('?divider=0.5', DEFAULTS).left).toBeNull()
  })
  it('keeps which layers the left half shows otherwise, also without any colours', () => {
    const left = {
      indicator: null,
      period: null,
      isFormer: true,
      divider: 0.5,
      layers: { 'landslide-zones': true, 'demo-slope': false },
    }
    const link = encodePermalink({ ...DEFAULTS, choropleth: null, left })
    expect(link).toContain('left=none::former&divider=0.50&left-layers=landslide-zones:on,demo-slope:off')
    expect(decodePermalink(link, DEFAULTS)).toMatchObject({ choropleth: null, left })
    expect(decodePermalink('?left=none::today&left-layers=a:maybe,b:on', DEFAULTS).left?.layers).toEqual({
      b: true,
    })
  })
})
