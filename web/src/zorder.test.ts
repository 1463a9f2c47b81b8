import { expect, it } from 'vitest'
import { inDrawingOrder, slotOf } from './zorder'

it('puts layers in the drawing order whatever order they come in', () => {
  const ids = ['commune-labels', 'border-gate/border-gates', 'background', 'choropleth']
  expect(inDrawingOrder(ids.map((id) => ({ id }))).map(({ id }) => id)).toEqual([
    'background',
    'choropleth',
    'border-gate/border-gates',
    'commune-labels',
  ])
})

it('refuses a layer that is not in the list', () => {
  expect(() => slotOf('surprise/layer')).toThrow('surprise/layer')
})
