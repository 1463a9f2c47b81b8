import { expect, it } from 'vitest'
import { readNumber } from './typed-number'

it('reads what people type', () => {
  expect(readNumber('1.234,5')).toEqual({ value: '1234.5' })
  expect(readNumber('1,234.5')).toEqual({ value: '1234.5' })
  expect(readNumber(' 64,05 ')).toEqual({ value: '64.05' })
  expect(readNumber('−12')).toEqual({ value: '-12' })
  expect(readNumber('1.234.567')).toEqual({ value: '1234567' })
  expect(readNumber('0.125')).toEqual({ value: '0.125' })
})

it('asks where a number could be two', () => {
  expect(readNumber('1.234')).toEqual({ choices: ['1234', '1.234'] })
  expect(readNumber('12,500')).toEqual({ choices: ['12500', '12.500'] })
})

it('refuses what is no number', () => {
  for (const text of ['', 'abc', '1.2.3', '1,23,4', '12 345 m', '1.234,5.6'])
    expect(readNumber(text)).toBeNull()
})
