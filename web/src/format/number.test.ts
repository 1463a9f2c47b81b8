import { describe, expect, it } from 'vitest'
import { decimalsFor, formatMetres, formatNumber, formatQuantity } from './number'

describe('formatNumber', () => {
  it('writes thousands with a point and decimals with a comma in Vietnamese', () => {
    expect(formatNumber(1234.5, 'vi')).toBe('1.234,5')
    expect(formatNumber(573119, 'vi', 0)).toBe('573.119')
    expect(formatNumber(1234567.25, 'vi', 2)).toBe('1.234.567,25')
  })
  it('writes them the other way round in English', () => {
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  })
  it('never shows a missing number as zero', () => {
    expect(formatNumber(null, 'vi')).toBe('–')
    expect(formatNumber(undefined, 'vi')).toBe('–')
    expect(formatNumber(Number.NaN, 'vi')).toBe('–')
    expect(formatNumber(0, 'vi')).toBe('0,0')
  })
  it('keeps the sign, but not of a zero', () => {
    expect(formatNumber(-12.34, 'vi')).toBe('−12,3')
    expect(formatNumber(-0.01, 'vi')).toBe('0,0')
  })
})

describe('formatQuantity and formatMetres', () => {
  it('keeps number and unit on one line', () => {
    expect(formatQuantity(12, 'km²', 'vi', 0)).toBe('12\u00a0km²')
    expect(formatQuantity(null, 'km²', 'vi')).toBe('–')
  })
  it('turns to kilometres at a thousand metres', () => {
    expect(formatMetres(300, 'vi')).toBe('300\u00a0m')
    expect(formatMetres(2000, 'vi')).toBe('2\u00a0km')
    expect(formatMetres(4550, 'vi')).toBe('4,5\u00a0km')
    expect(formatMetres(334200, 'vi')).toBe('334\u00a0km')
  })
  it('needs no decimals for whole numbers', () => {
    expect(decimalsFor([1, 2, 3])).toBe(0)
    expect(decimalsFor([1, 2.5])).toBe(1)
  })
})
