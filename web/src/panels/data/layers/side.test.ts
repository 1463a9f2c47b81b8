import { expect, it } from 'vitest'
import { sideOf } from './side'

it('tells the nearest of eight sides', () => {
  expect(sideOf(0)).toBe('layers.sideN')
  expect(sideOf(350)).toBe('layers.sideN')
  expect(sideOf(45)).toBe('layers.sideNE')
  expect(sideOf(92)).toBe('layers.sideE')
  expect(sideOf(-90)).toBe('layers.sideW')
})
