import type { Exposure } from '../../api/spatial'
import { classify, classRanges, rampFor, type Classed } from '../../classes/choropleth'
import type { MapColours } from '../../layers/colours'
import { COMMUNES } from '../../layers/communes'
import { hatchName } from '../../layers/hatch'
import type { Addition } from '../../layers/scene'
import type { Shading } from '../../state/map.svelte'
import type { Exposed } from '../../state/views'
import { drawCounts } from './drawing'

type Unit = Exposure['units'][number]

/** A figure of one class; `null` where it is not known. */
export function inClass(
  { classes }: Pick<Unit, 'classes'>,
  of: Unit['classes'][number]['hazard_class'],
  name: Exposed,
): { low: number; value: number; high: number } | null {
  const found = classes.find(({ hazard_class }) => hazard_class === of)?.[name]
  return found ? { low: Number(found.low), value: Number(found.value), high: Number(found.high) } : null
}

/** A figure of the classes high and very high together; `null` where it is not known. */
export function inWorst({ classes }: Pick<Unit, 'classes'>, name: Exposed): number | null {
  const bad = classes.filter((one) => one.hazard_class === 'high' || one.hazard_class === 'very-high')
  const known = bad.flatMap((one) => (one[name] ? [Number(one[name].value)] : []))
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** The classes of counts as a legend tells them. */
export function countRows(
  { rows }: Classed,
  ramp: readonly string[],
  tell: (value: number) => string,
  below: (from: string, to: string) => string,
): Shading['rows'] {
  return classRanges(rows, 0, tell).map(({ from, to, isLast }, index) => ({
    colour: ramp[index] ?? 'transparent',
    label: !isLast ? below(from, to) : from === to ? from : `${from} – ${to}`,
    units: rows[index]?.units ?? 0,
  }))
}

/** The words for what communes stand for. */
export interface ExposedWords {
  title: string
  /** In which unit. */
  unit: string
  /** Mapped, and nobody lives in the worst zones. */
  nobody: string
  /** Not mapped, or the people are not known. */
  unknown: string
  tell: (value: number) => string
  below: (from: string, to: string) => string
}

/** The communes by how many people live in zones of the worst classes: nobody is told apart from nobody knows. */
export function exposedOnMap(
  units: readonly Unit[],
  colours: MapColours,
  words: ExposedWords,
  isIllustrative: boolean,
): { addition: Addition; shading: Shading } {
  const people = units.map((unit) => {
    const found = unit.mapping === 'mapped' ? inWorst(unit, 'people') : null
    return { code: unit.code, value: found === null ? null : Math.round(found) }
  })
  const nobody = people.filter(({ value }) => value === 0)
  const unknown = people.filter(({ value }) => value === null)
  const classes = classify(
    {
      values: people.flatMap(({ code, value }) =>
        value !== null && value > 0 ? [{ unit_code: code, value, is_illustrative: false }] : [],
      ),
    },
    'natural',
    0,
  )
  const ramp = rampFor(colours.classes, classes.rows.length)
  const classByCode = new Map([
    ...nobody.map(({ code }): [string, number] => [code, 0]),
    ...[...classes.classByCode].map(([code, index]): [string, number] => [code, index + 1]),
  ])
  return {
    addition: {
      sources: {},
      layers: [
        ...drawCounts(classes.classByCode, ramp).layers,
        {
          id: 'choropleth-no-data/exposure',
          type: 'fill',
          source: COMMUNES,
          'source-layer': COMMUNES,
          filter: ['in', ['get', 'code'], ['literal', unknown.map(({ code }) => code)]],
          paint: { 'fill-pattern': hatchName(colours.hatch) },
        },
      ],
    },
    shading: {
      title: words.title,
      note: words.unit,
      breaks: 'natural',
      classByCode,
      isIllustrative,
      rows: [
        { colour: colours.land, label: words.nobody, units: nobody.length },
        ...countRows(classes, ramp, words.tell, words.below),
      ],
      ...(unknown.length > 0 ? { unknown: { label: words.unknown, units: unknown.length } } : {}),
    },
  }
}
