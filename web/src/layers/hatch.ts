/** The name under which the map asks for the "no data" hatch in a colour. */
export function hatchName(colour: string): string {
  return `hatch|${colour}`
}
