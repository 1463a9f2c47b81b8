import { expect, it } from 'vitest'
import { exampleText } from './example'

const NAME = { name: 'name', type: 'text' } as const

it('gives an example of attributes that the features have, with quotes that can be copied', () => {
  expect(
    exampleText([NAME, { name: 'is_border', type: 'flag' }, { name: 'border_km', type: 'number' }]),
  ).toBe("name LIKE 'Trà%' OR border_km > 10")
  expect(exampleText([NAME, { name: 'is_border', type: 'flag' }])).toBe(
    "name LIKE 'Trà%' OR is_border = TRUE",
  )
  expect(exampleText([NAME])).toBe("name LIKE 'Trà%'")
})
