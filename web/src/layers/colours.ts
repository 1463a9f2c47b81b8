import { rampFor, type Classed, type JudgedStatus } from '../classes/choropleth'
import type { Theme } from '../state/app.svelte'

/**
 * The colours that the map's own layers use; the interface's are in `tokens.css`.
 *
 * They are told apart without red, green or blue cones: `palette/palette.test.ts` measures it, and that tokens, printed
 * maps and the server's style have the same ones.
 */
export interface MapColours {
  /** What is not the province. */
  outside: string
  land: string
  ink: string
  halo: string
  classes: readonly [string, string, string, string, string]
  status: Readonly<Record<JudgedStatus, string>>
  hatch: string
  hover: string
  picked: string
  gate: string
  corridor: string
  corridorCasing: string
  hazard: string
  flood: string
  economy: string
  education: string
  health: string
  culture: string
  plain: string
  water: string
  result: string
  /** The strip around an axis. */
  reach: string
  /** The dark and the light side of shaded ground. */
  shadow: string
  lit: string
}

const light: MapColours = {
  outside: '#e9e8e3',
  land: '#f7f6f2',
  ink: '#2b3134',
  halo: '#ffffff',
  classes: ['#a3d6cf', '#66b6ad', '#329288', '#016a62', '#003c37'],
  status: { achieved: '#0b5d44', 'on-track': '#3f9d74', 'at-risk': '#bd7d0c', 'off-track': '#a8201c' },
  hatch: '#a7a59d',
  hover: '#1d2326',
  picked: '#0d0f10',
  gate: '#9b1f4d',
  corridor: '#b3541e',
  corridorCasing: '#ffffff',
  hazard: '#8a4b08',
  flood: '#0c8599',
  economy: '#4a5fa5',
  education: '#6a4c93',
  health: '#b5314c',
  culture: '#b07d00',
  plain: '#5d676d',
  water: '#7fb0c9',
  result: '#c2185b',
  reach: '#3a0ca3',
  shadow: '#4a4436',
  lit: '#ffffff',
}

const dark: MapColours = {
  outside: '#0d1014',
  land: '#14181d',
  ink: '#e2e7ea',
  halo: '#14181d',
  classes: ['#254844', '#317069', '#479b92', '#74c7bd', '#c6f4ee'],
  status: { achieved: '#2f9a80', 'on-track': '#93e0ad', 'at-risk': '#f2c04a', 'off-track': '#d8664a' },
  hatch: '#56616a',
  hover: '#e9edef',
  picked: '#ffffff',
  gate: '#f08bb0',
  corridor: '#f0a36a',
  corridorCasing: '#14181d',
  hazard: '#f2b75c',
  flood: '#1f9fb5',
  economy: '#93a8ee',
  education: '#bda2e6',
  health: '#f28ba0',
  culture: '#f2efb0',
  plain: '#a5b0b7',
  water: '#3f6a80',
  result: '#ff8fb8',
  reach: '#8b5cf6',
  shadow: '#000000',
  lit: '#5c6a75',
}

export function mapColours(theme: Theme): MapColours {
  return theme === 'dark' ? dark : light
}

/** The colour of each class of a choropleth, in the order of its rows. */
export function classColours({ rows }: Classed, { classes, status }: MapColours): string[] {
  const ramp = rampFor(classes, rows.length)
  return rows.map((row, index) => (row.status ? status[row.status] : (ramp[index] ?? classes[0])))
}

/** How strong the colours of communes are drawn over the ground. */
export const CLASS_STRENGTH = 0.88

/** A colour `#rrggbb` as it is seen when it is drawn, so strong, over another: what a swatch has to show. */
export function over(colour: string, ground: string, strength: number): string {
  const channel = (at: number) => {
    const value = (of: string) => parseInt(of.slice(at, at + 2), 16)
    const mixed = Math.round(value(colour) * strength + value(ground) * (1 - strength))
    return mixed.toString(16).padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

/** The colour of a class as it is seen on the map, where the ground shows through. */
export function asSeen(colour: string, { land }: Pick<MapColours, 'land'>): string {
  return over(colour, land, CLASS_STRENGTH)
}
