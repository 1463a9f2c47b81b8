/** The name under which the map asks for the "no data" hatch in a colour. */
export function hatchName(colour: string): string {
  return `hatch|${colour}`
}

/** What areas of a kind are covered with, so that they are told apart without their colours. */
export type Pattern = 'lines' | 'dots'

/** The name under which the map asks for the pattern of areas in a colour. */
export function patternName(pattern: Pattern, colour: string): string {
  return `${pattern}|${colour}`
}
