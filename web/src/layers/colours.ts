import { rampFor, type Classed, type JudgedStatus } from '../classes/choropleth'
import type { Theme } from '../state/app.svelte'

/** The colours that the map's own layers use; the interface's are in `tokens.css`. */
export interface MapColours {
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
  hazardFill: string
  economy: string
  education: string
  health: string
  culture: string
  plain: string
  water: string
  result: string
  /** The dark and the light side of shaded ground. */
  shadow: string
  lit: string
}

const light: MapColours = {
  land: '#f7f6f2',
  ink: '#2b3134',
  halo: '#ffffff',
  classes: ['#d8ece8', '#a5d5cd', '#65b3a9', '#2b877f', '#0b5450'],
  status: { achieved: '#1b7f5a', 'on-track': '#5aa469', 'at-risk': '#d9a441', 'off-track': '#c4473a' },
  hatch: '#a7a59d',
  hover: '#1d2326',
  picked: '#0d0f10',
  gate: '#9b1f4d',
  corridor: '#b3541e',
  corridorCasing: '#ffffff',
  hazard: '#8a4b08',
  hazardFill: '#d9a441',
  economy: '#4a5fa5',
  education: '#6a4c93',
  health: '#b5314c',
  culture: '#7a5c1e',
  plain: '#5d676d',
  water: '#7fb0c9',
  result: '#c2185b',
  shadow: '#4a4436',
  lit: '#ffffff',
}

const dark: MapColours = {
  land: '#14181d',
  ink: '#e2e7ea',
  halo: '#14181d',
  classes: ['#1d3b3c', '#27605e', '#3a8f87', '#6dc0b4', '#c3efe6'],
  status: { achieved: '#3cb287', 'on-track': '#7cc18a', 'at-risk': '#e0b15a', 'off-track': '#e4796d' },
  hatch: '#56616a',
  hover: '#e9edef',
  picked: '#ffffff',
  gate: '#f08bb0',
  corridor: '#f0a36a',
  corridorCasing: '#14181d',
  hazard: '#f2b75c',
  hazardFill: '#b98930',
  economy: '#93a8ee',
  education: '#bda2e6',
  health: '#f28ba0',
  culture: '#d8bd7a',
  plain: '#a5b0b7',
  water: '#3f6a80',
  result: '#ff8fb8',
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
