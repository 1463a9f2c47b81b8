/** Answers of the workbench for relocation. */
import type { components } from './schema'

type Schemas = components['schemas']

export type CandidateArea = Omit<Schemas['CandidateArea'], 'outline'> & { outline: GeoJSON.Geometry }
/** The document leaves the outlines of areas untyped. */
export type Relocation = Omit<Schemas['Relocation'], 'areas'> & { areas: CandidateArea[] }
