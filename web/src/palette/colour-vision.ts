/** How colours look to people who see colour otherwise, and how far apart two colours are; for the tests of palettes. */

type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]

/** What is seen: by most people, without red cones, without green cones, without blue cones. */
export type Vision = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia'

/**
 * Linear red, green and blue as seen with a deficiency of full severity.
 *
 * Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes (2009), "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 1291–1298; the authors'
 * table of matrices, severity 1.0.
 */
const MATRICES: Record<Exclude<Vision, 'usual'>, Matrix> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

export const VISIONS: readonly Vision[] = ['usual', 'protanopia', 'deuteranopia', 'tritanopia']

function times(matrix: Matrix, [x, y, z]: Triple): Triple {
  const row = ([a, b, c]: Triple) => a * x + b * y + c * z
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

/** sRGB `#rrggbb` as linear light, 0 to 1 (IEC 61966-2-1). */
export function linear(colour: string): Triple {
  const channel = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** The relative luminance of WCAG 2, 0 to 1. */
export function luminance(colour: string): number {
  const [red, green, blue] = linear(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours after WCAG 2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** A colour as CIE L*a*b* under D65, as it is seen. */
export function lab(colour: string, vision: Vision): Triple {
  const clip = (value: number) => Math.min(Math.max(value, 0), 1)
  const light = linear(colour)
  const [red, green, blue] = vision === 'usual' ? light : times(MATRICES[vision], light)
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    [clip(red), clip(green), clip(blue)],
  )
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)]
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]
}

const RADIANS = Math.PI / 180

/** The angle of a hue in degrees, 0 to 360; 0 where there is no hue. */
function hue(a: number, b: number): number {
  if (a === 0 && b === 0) return 0
  const degrees = Math.atan2(b, a) / RADIANS
  return degrees < 0 ? degrees + 360 : degrees
}

function hueDifference(one: number, other: number): number {
  const difference = other - one
  if (difference > 180) return difference - 360
  return difference < -180 ? difference + 360 : difference
}

function meanHue(one: number, other: number, isGrey: boolean): number {
  const sum = one + other
  if (isGrey) return sum
  if (Math.abs(one - other) <= 180) return sum / 2
  return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
}

/**
 * How different two colours look, CIEDE2000: about 1 is just noticed, 10 is plain at a glance.
 *
 * Source: G. Sharma, W. Wu, E. N. Dalal (2005), "The CIEDE2000 Color-Difference Formula: Implementation Notes,
 * Supplementary Test Data, and Mathematical Observations", Color Research and Application 30(1), 21–30.
 */
export function difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)))
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)]
  const [h1, h2] = [hue(a1 * (1 + g), b1), hue(a2 * (1 + g), b2)]
  const isGrey = c1 * c2 === 0
  const deltaHue = isGrey ? 0 : 2 * Math.sqrt(c1 * c2) * Math.sin((hueDifference(h1, h2) / 2) * RADIANS)
  const [l, c, h] = [(l1 + l2) / 2, (c1 + c2) / 2, meanHue(h1, h2, isGrey)]
  const t =
    1 -
    0.17 * Math.cos((h - 30) * RADIANS) +
    0.24 * Math.cos(2 * h * RADIANS) +
    0.32 * Math.cos((3 * h + 6) * RADIANS) -
    0.2 * Math.cos((4 * h - 63) * RADIANS)
  const lightness = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2))
  const saturation = (c2 - c1) / (1 + 0.045 * c)
  const tint = deltaHue / (1 + 0.015 * c * t)
  const turn = 30 * Math.exp(-(((h - 275) / 25) ** 2))
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(2 * turn * RADIANS)
  return Math.sqrt(lightness ** 2 + saturation ** 2 + tint ** 2 + rotation * saturation * tint)
}

/** The pair of colours that look most alike, to whom, and how far apart they still are. */
export function closest(colours: Readonly<Record<string, string>>): {
  pair: string
  vision: Vision
  distance: number
} {
  const names = Object.keys(colours)
  let found = { pair: '', vision: 'usual' as Vision, distance: Infinity }
  for (const vision of VISIONS) {
    const seen = names.map((name) => lab(colours[name] ?? '', vision))
    seen.forEach((one, at) =>
      seen.slice(at + 1).forEach((other, after) => {
        const distance = difference(one, other)
        const pair = `${names[at]} – ${names[at + 1 + after]}`
        if (distance < found.distance) found = { pair, vision, distance }
      }),
    )
  }
  return found
}
