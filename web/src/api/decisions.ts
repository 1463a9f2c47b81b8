/** Answers of the workbenches for schools and relocation. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Siting = Schemas['Siting']
export type SiteOutcome = Schemas['SiteOutcome']
export type CandidateArea = Omit<Schemas['CandidateArea'], 'outline'> & { outline: GeoJSON.Geometry }
/** The document leaves the outlines of areas untyped. */
export type Relocation = Omit<Schemas['Relocation'], 'areas'> & { areas: CandidateArea[] }

export type TravelRun = Omit<Schemas['TravelRun'], 'isochrones'> & {
  isochrones: (Omit<Schemas['IsochroneDrawn'], 'outline'> & { outline: GeoJSON.Geometry })[]
}
export type TravelTimes = Omit<Schemas['TravelTimes'], 'runs'> & { runs: TravelRun[] }
