/** The marks of the map, drawn in a box of 24 × 24; the legend and the map draw the same path. */
export const SHAPES = {
  diamond: 'M12 2.500 21.500 12 12 21.500 2.500 12Z',
  triangle: 'M12 3.500 22 20.500H2Z',
  'triangle-down': 'M12 20.500 2 3.500H22Z',
  square: 'M4.500 4.500h15v15h-15Z',
  circle: 'M12 3.500a8.500 8.500 0 1 0 0 17a8.500 8.500 0 1 0 0-17Z',
  hexagon: 'M7 3.500h10l5 8.500-5 8.500H7L2 12Z',
  plus: 'M8.500 3h7v5.500H21v7h-5.500V21h-7v-5.500H3v-7h5.500Z',
  house: 'M12 2.500 22 11v10.500H2V11Z',
  star: 'M12 2l2.900 6.400 7 .7-5.300 4.600 1.600 6.900L12 17l-6.200 3.600 1.600-6.900L2.100 9.100l7-.7Z',
  trapezoid: 'M7 4.500h10l5 15H2Z',
  shield: 'M12 2.500 20.500 5v6.500c0 5-3.500 8.500-8.500 10-5-1.500-8.500-5-8.500-10V5Z',
  pentagon: 'M12 2.500 22 10l-3.800 11.500H5.800L2 10Z',
} as const

export type Shape = keyof typeof SHAPES

/** One mark: which shape, how big on the screen, in which colour, filled or hollow. */
export interface Mark {
  shape: Shape
  /** Edge of the box in CSS pixels. */
  size: number
  colour: string
  isHollow: boolean
  /** Drawn with a dashed outline: known to the commune only, not to the spot. */
  isDashed?: boolean
  halo: string
}

/** The name under which the map asks for a mark's picture; the whole mark can be read back from it. */
export function markName(mark: Mark): string {
  const { shape, size, colour, isHollow, isDashed = false, halo } = mark
  return [
    'mark',
    shape,
    size,
    colour,
    isHollow ? 'hollow' : 'full',
    isDashed ? 'dashed' : 'solid',
    halo,
  ].join('|')
}

export function parseMark(name: string): Mark | null {
  const [prefix, shape = '', size = '', colour = '', fill, dash, halo = ''] = name.split('|')
  if (prefix !== 'mark' || !(shape in SHAPES)) return null
  return {
    shape: shape as Shape,
    size: Number(size),
    colour,
    isHollow: fill === 'hollow',
    isDashed: dash === 'dashed',
    halo,
  }
}
