import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rampFor } from '../classes/choropleth'
import { areaLook } from '../layers/areas'
import { CLASS_STRENGTH, mapColours, over, type MapColours } from '../layers/colours'
import { gateMarks } from '../layers/gates'
import { LOOKS, markOf } from '../layers/points'
import type { Mark } from '../layers/shapes'
import { closest, contrast, difference, lab, VISIONS } from './colour-vision'

/** How far apart colours have to be that alone tell two things apart, CIEDE2000. */
const APART = 9
/** How far apart neighbours of a ramp have to be, whose order helps, and the first from the ground. */
const NEXT = 7

const THEMES = ['light', 'dark'] as const
const read = (path: string) => readFileSync(resolve(import.meta.dirname, '../../..', path), 'utf8')

function named(colours: readonly string[]): Record<string, string> {
  return Object.fromEntries(colours.map((colour, at) => [`${at} ${colour}`, colour]))
}

/** The least difference between neighbours, to whomever. */
function neighbours(ramp: readonly string[]): number {
  const steps = VISIONS.flatMap((vision) =>
    ramp.slice(1).map((colour, at) => difference(lab(ramp[at] ?? '', vision), lab(colour, vision))),
  )
  return Math.min(...steps)
}

describe('the measure', () => {
  it('is that of the published pairs', () => {
    // Sharma, Wu, Dalal (2005), table 1: pairs 1, 7, 14, 17 and 25.
    const pairs = [
      [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
      [[50, 0, 0], [50, -1, 2], 2.3669],
      [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
      [[50, 2.5, 0], [73, 25, -18], 27.1492],
      [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    ] as const
    for (const [one, other, expected] of pairs) expect(difference(one, other)).toBeCloseTo(expected, 4)
  })
  it('sees red and green alike without green cones, and finds a palette that fails', () => {
    expect(lab('#ffffff', 'usual')[0]).toBeCloseTo(100, 3)
    // The greys stay what they are, to everybody.
    for (const vision of VISIONS)
      expect(difference(lab('#808080', vision), lab('#808080', 'usual'))).toBeLessThan(0.5)
    expect(closest({ achieved: '#5aa469', late: '#c4473a' })).toMatchObject({ vision: 'deuteranopia' })
    expect(closest({ hazard: '#8a4b08', culture: '#7a5c1e' }).distance).toBeLessThan(NEXT)
  })
})

describe.each(THEMES)('the colours of the map, %s', (theme) => {
  const colours = mapColours(theme)
  const { land, status, classes, plain } = colours

  it('tell the statuses apart, as areas and as marks', () => {
    const areas = Object.values(status).map((colour) => over(colour, land, CLASS_STRENGTH))
    expect(closest(named([...areas, land])).distance).toBeGreaterThan(APART)
    // A task that nobody has reported on is plain.
    expect(closest({ ...status, plain }).distance).toBeGreaterThan(NEXT)
  })
  it('tell each class from the next and from the ground, however many there are', () => {
    for (const count of [2, 3, 4, 5]) {
      const ramp = rampFor(classes, count).map((colour) => over(colour, land, CLASS_STRENGTH))
      expect(neighbours([land, ...ramp])).toBeGreaterThan(NEXT)
    }
    const lightness = classes.map((colour) => lab(colour, 'usual')[0])
    const sorted = [...lightness].sort((a, b) => (theme === 'light' ? b - a : a - b))
    expect(lightness).toEqual(sorted)
  })
  it('tell places apart by shape, by size or by colour', () => {
    const spot: Mark = {
      shape: 'triangle',
      size: 18,
      colour: colours.hazard,
      isHollow: false,
      halo: colours.halo,
    }
    const marks = [
      ...Object.keys(LOOKS).map((kind) => markOf(kind, colours)),
      markOf('other', colours),
      spot,
      ...gateMarks(colours),
    ]
    const alike = marks.flatMap((one, at) =>
      marks.slice(at + 1).filter((other) => {
        const isSameForm =
          one.shape === other.shape && one.isHollow === other.isHollow && Math.abs(one.size - other.size) < 4
        return isSameForm && closest({ one: one.colour, other: other.colour }).distance < APART
      }),
    )
    // What has no kind of its own looks like a settlement: both are small dots, and their names stand beside them.
    expect(alike.map(({ shape, size }) => `${shape} ${size}`)).toEqual(['circle 9'])
  })
  it('tell areas apart by colour or by pattern', () => {
    const looks = (['landslide-zone', 'flash-flood-zone', 'geopark', 'school'] as const).map(areaLook)
    const edges = Object.fromEntries(looks.map(({ colour }) => [colour, colours[colour]]))
    expect(closest(edges).distance).toBeGreaterThan(APART)
    expect(new Set(looks.map(({ pattern }) => pattern)).size).toBeGreaterThan(2)
  })
  it('tell what an answer draws apart: new, kept and far places, and what was found', () => {
    const { result, education, hazard, ink } = colours
    expect(closest({ result, education, hazard }).distance).toBeGreaterThan(APART)
    expect(closest({ result, outside: ink }).distance).toBeGreaterThan(APART)
  })
  it('tell the strip around an axis from zones, from the axis itself and from what else is drawn', () => {
    const { reach, result, corridor, hazard, flood, culture, economy, education } = colours
    for (const [name, other] of Object.entries({
      result,
      corridor,
      hazard,
      flood,
      culture,
      economy,
      education,
    }))
      expect(closest({ reach, other }).distance, name).toBeGreaterThan(APART)
    // As both are filled: a strip is no landslide zone.
    const [strip, zone] = [over(reach, land, 0.22), over(hazard, land, 0.28)]
    expect(closest({ strip, zone }).distance).toBeGreaterThan(APART)
    expect(closest({ strip, land }).distance).toBeGreaterThan(NEXT)
  })
  it('tell rivers from roads', () => {
    expect(closest({ water: colours.water, road: plain }).distance).toBeGreaterThan(APART)
  })
  it('stand out from the ground and from panels as marks must (WCAG 2.2, 1.4.11)', () => {
    const marked: (keyof MapColours)[] = [
      'gate',
      'corridor',
      'reach',
      'hazard',
      'flood',
      'economy',
      'education',
      'health',
    ]
    const paper = { light: '#ffffff', dark: '#222a31' }[theme]
    for (const colour of [
      ...marked.map((key) => String(colours[key])),
      colours.culture,
      plain,
      ...Object.values(status),
    ]) {
      expect(contrast(colour, land), colour).toBeGreaterThan(3)
      expect(contrast(colour, paper), colour).toBeGreaterThan(3)
    }
  })
})

describe('the one source of the colours', () => {
  const { status, classes } = mapColours('light')

  it.each(THEMES)('is followed by the interface, %s', (theme) => {
    const tokens =
      read('web/src/styles/tokens.css').split(`:root[data-theme='${theme}']`)[1]?.split('}')[0] ?? ''
    const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(tokens)?.[1]
    const colours = mapColours(theme)
    for (const [name, colour] of Object.entries(colours.status)) expect(token(`status-${name}`)).toBe(colour)
    colours.classes.forEach((colour, at) => expect(token(`class-${at + 1}`)).toBe(colour))
    expect(token('result')).toBe(colours.result)
    expect(token('mark-education')).toBe(colours.education)
    expect(token('mark-hazard')).toBe(colours.hazard)
    expect(token('map-land')).toBe(colours.land)
  })

  const SHARED = ['corridor', 'hazard', 'flood', 'gate'] as const

  it('is followed by printed maps', () => {
    const print = read('src/model/map_sheet/colours.rs')
    const list = (name: string) => new RegExp(`${name}: \\[(".+)\\]`).exec(print)?.[1]?.match(/#[0-9a-f]{6}/g)
    expect(list('statuses')).toEqual(Object.values(status))
    expect(list('classes')).toEqual([...classes])
    const colours = mapColours('light')
    for (const name of [
      ...SHARED,
      'economy',
      'education',
      'health',
      'culture',
      'plain',
      'result',
      'water',
    ] as const) {
      expect(new RegExp(`${name}: "(#[0-9a-f]{6})"`).exec(print)?.[1], name).toBe(colours[name])
    }
  })

  it('is followed by the style that the server gives to other programs', () => {
    const style = read('src/tiles/style/colours.rs')
    THEMES.forEach((theme, at) => {
      const colours = mapColours(theme)
      for (const name of ['outside', ...SHARED] as const) {
        const found = [...style.matchAll(new RegExp(`${name}: "(#[0-9a-f]{6})"`, 'g'))].map(
          ([, colour]) => colour,
        )
        expect(found[at], `${theme} ${name}`).toBe(colours[name])
      }
    })
  })
})

describe('the colours of grids, which the server draws', () => {
  const source = read('src/tiles/raster/classes.rs')
  const lists = [...source.matchAll(/\[\s*((?:"#[0-9a-f]{6}",?\s*)+)\]/g)].map(
    ([, list = '']) => list.match(/#[0-9a-f]{6}/g) ?? [],
  )
  const ramps = lists.filter(({ length }) => length === 5)
  const codes = lists.find(({ length }) => length > 5) ?? []

  it('tell each class from the next', () => {
    expect(ramps.length).toBe(4)
    for (const ramp of ramps) {
      for (const { land } of THEMES.map(mapColours)) {
        const drawn = ramp.map((colour) => over(colour, land, 0.85))
        expect(neighbours(drawn), ramp.join()).toBeGreaterThan(NEXT)
      }
    }
  })
  it('tell codes without an order apart', () => {
    expect(codes.length).toBeGreaterThanOrEqual(9)
    expect(closest(named(codes)).distance).toBeGreaterThan(APART)
  })
})
