import { expect, it } from 'vitest'
import { decodeRelocation, encodeRelocation, relocationRequest, USUAL_RELOCATION } from './settings'

it('weights are asked as shares that add up to 1, those at zero left out', () => {
  const settings = { ...USUAL_RELOCATION, weights: { ...USUAL_RELOCATION.weights, slope: 0 } }
  const { weights } = relocationRequest(settings) as { weights: { criterion: string; weight: number }[] }
  expect(weights.map(({ criterion }) => criterion)).not.toContain('slope')
  expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  // 20 of the 75 that are left.
  expect(weights.find(({ criterion }) => criterion === 'road')?.weight).toBeCloseTo(20 / 75, 12)
  expect(decodeRelocation(encodeRelocation(settings))).toEqual(settings)
})
