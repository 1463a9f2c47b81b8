import { describe, expect, it } from 'vitest'
import { readCoordinates } from './read'
import { tellPosition } from './tell'

const at = (text: string): string =>
  readCoordinates(text)
    ?.position.map((degrees) => degrees.toFixed(4))
    .join(' ') ?? 'unread'

describe('coordinates as people type them', () => {
  it.each([
    ['22.6713, 105.7519', '105.7519 22.6713'],
    ['105.7519 22.6713', '105.7519 22.6713'],
    ['22,6713; 105,7519', '105.7519 22.6713'],
    ['22,6713 105,7519', '105.7519 22.6713'],
    ['22,6713, 105,7519', '105.7519 22.6713'],
    ['22.6713,105.7519', '105.7519 22.6713'],
    ['22°40\'16.68"N 105°45\'6.84"E', '105.7519 22.6713'],
    ['22°40′16,68″B, 105°45′6,84″Đ', '105.7519 22.6713'],
    ['105°45′6,84″Đ 22°40′16,68″B', '105.7519 22.6713'],
    ['22°40.278′ 105°45.114′', '105.7519 22.6713'],
    ['2508000 500000', '105.7519 22.6714'],
    ['500000; 2508000', '105.7519 22.6714'],
  ])('%s', (text, expected) => expect(at(text)).toBe(expected))

  it.each(['Phục Hòa', '01273', '22', '22°70′ 105°', '5000 700', '22.6 105.7 3', '1 2 3 4'])(
    'leaves "%s" to the search',
    (text) => expect(readCoordinates(text)).toBeNull(),
  )
})

describe('telling a position', () => {
  it('is done in the system chosen', () => {
    const position: [number, number] = [105.75190472, 22.67135255]
    expect(tellPosition(position, 'decimal', 'vi')).toBe('22,67135; 105,75190')
    expect(tellPosition(position, 'dms', 'vi')).toBe('22°40′16,9″B 105°45′6,9″Đ')
    expect(tellPosition(position, 'epsg:9210', 'vi')).toBe('X 2.508.000,0 · Y 500.000,0 m')
    expect(tellPosition([105.99999, 22], 'dms', 'en')).toBe('22°00′0.0″N 106°00′0.0″E')
  })
})
