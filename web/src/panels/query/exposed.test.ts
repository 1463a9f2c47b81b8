import { expect, it } from 'vitest'
import type { Exposure } from '../../api/spatial'
import { mapColours } from '../../layers/colours'
import { exposedOnMap, inWorst } from './exposed'

type Unit = Exposure['units'][number]

const figure = (value: number) => ({ low: value, value, high: value })
const unit = (code: string, people: Record<string, number> | null): Unit =>
  ({
    code,
    mapping: people ? 'mapped' : 'not-mapped',
    classes: Object.entries(people ?? {}).map(([hazard_class, value]) => ({
      hazard_class,
      people: figure(value),
    })),
  }) as unknown as Unit

const UNITS = [
  unit('1', { 'very-high': 200.4, high: 62, medium: 900 }),
  unit('2', { 'very-high': 0, high: 0, medium: 40 }),
  unit('3', null),
  unit('4', { high: 10 }),
]
const WORDS = {
  title: 'exposed',
  unit: 'people',
  nobody: 'nobody',
  unknown: 'unknown',
  tell: String,
  below: (from: string, to: string) => `${from} < ${to}`,
}

it('adds up the two worst classes alone', () => {
  expect(UNITS.map((one) => inWorst(one, 'people'))).toEqual([262.4, 0, null, 10])
  expect(inWorst(unit('5', { low: 3 }), 'area_km2')).toBeNull()
})

it('tells nobody apart from nobody knows, and hatches what was not mapped', () => {
  const { addition, shading } = exposedOnMap(UNITS, mapColours('light'), WORDS, true)
  expect(shading.rows.map(({ label, units }) => [label, units])).toEqual([
    ['nobody', 1],
    ['10 < 262', 1],
    ['262', 1],
  ])
  expect(shading.unknown).toEqual({ label: 'unknown', units: 1 })
  expect([...(shading.classByCode ?? [])]).toEqual([
    ['2', 0],
    ['1', 2],
    ['4', 1],
  ])
  expect(addition.layers.map(({ id }) => id)).toEqual(['choropleth/counts', 'choropleth-no-data/exposure'])
  expect(JSON.stringify(addition.layers[1])).toContain('["literal",["3"]]')
})
