import { expect, it } from 'vitest'
import { sideOf } from './side'

it('tells the nearest of eight sides', () => {
  expect(sideOf(0)).toBe('geofile.sideN')
  expect(sideOf(350)).toBe('geofile.sideN')
  expect(sideOf(45)).toBe('geofile.sideNE')
  expect(sideOf(92)).toBe('geofile.sideE')
  expect(sideOf(-90)).toBe('geofile.sideW')
})
