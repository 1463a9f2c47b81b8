import { expect, it } from 'vitest'
import { arrange, inDrawingOrder, movable, slotOf } from './zorder'

it('puts layers in the drawing order whatever order they come in', () => {
  const ids = ['commune-labels', 'border-gate/border-gates', 'background', 'choropleth']
  expect(inDrawingOrder(ids.map((id) => ({ id }))).map(({ id }) => id)).toEqual([
    'background',
    'choropleth',
    'commune-labels',
    'border-gate/border-gates',
  ])
})

it('refuses a layer that is not in the list', () => {
  expect(() => slotOf('surprise/layer')).toThrow('surprise/layer')
})

const IDS = [
  'point/schools',
  'point/towns',
  'border-gate/border-gates',
  'corridor-casing/corridors',
  'corridor-line/corridors',
  'area-fill/zones',
  'area-fill/geopark',
  'area-outline/zones',
  'area-outline/geopark',
  'commune-labels',
]

it('lets layers pass each other within their run only', () => {
  const ordered = inDrawingOrder(
    IDS.map((id) => ({ id })),
    ['schools', 'border-gates', 'zones', 'geopark', 'corridors'],
  )
  expect(ordered.map(({ id }) => id)).toEqual([
    'area-fill/geopark',
    'area-outline/geopark',
    'area-fill/zones',
    'area-outline/zones',
    'corridor-casing/corridors',
    'corridor-line/corridors',
    'commune-labels',
    'border-gate/border-gates',
    'point/towns',
    'point/schools',
  ])
})

it('leaves what was not moved in its place', () => {
  expect(arrange(['a', 'b', 'c', 'd'], ['d', 'x', 'b'])).toEqual(['a', 'd', 'c', 'b'])
  expect(arrange(['a', 'b'], [])).toEqual(['a', 'b'])
})

it('lists what can be moved from the top down', () => {
  const layers = [
    { id: 'border-gates', slot: 'border-gate' },
    { id: 'schools', slot: 'point' },
    { id: 'rivers', slot: 'rivers' },
    { id: 'zones', slot: 'area-fill' },
  ] as const
  expect(movable(layers, [])).toEqual([['border-gates', 'schools'], ['zones']])
  expect(movable(layers, ['schools', 'border-gates'])).toEqual([['schools', 'border-gates'], ['zones']])
})
