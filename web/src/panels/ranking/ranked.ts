import type { Status } from '../../api/programme'
import type { IndicatorValues } from '../../api/types'

/** A commune with its figure and its place among those that have one. */
export interface RankedUnit {
  code: string
  name: string
  /** 1 for the greatest figure; equal figures share a place; `null` without a figure. */
  place: number | null
  value: number | null
  status: Status | null
  isIllustrative: boolean
}

/** The communes from the greatest figure to the least; those without one come last and have no place. */
export function rank(
  { values }: Pick<IndicatorValues, 'values'>,
  nameOf: (code: string) => string,
): RankedUnit[] {
  const units = values.flatMap(({ unit_code: code, value, status, is_illustrative: isIllustrative }) =>
    code
      ? [
          {
            code,
            name: nameOf(code),
            value: value ?? null,
            status: status ?? null,
            isIllustrative,
            place: null,
          },
        ]
      : [],
  )
  const greater = (limit: number) => units.filter(({ value }) => value !== null && value > limit).length
  return units
    .map((unit) => ({ ...unit, place: unit.value === null ? null : greater(unit.value) + 1 }))
    .sort(
      (a, b) =>
        (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER) ||
        a.name.localeCompare(b.name, 'vi'),
    )
}

/** A place that reports by itself, such as a border gate, with its figure. */
export interface RankedPlace extends Omit<RankedUnit, 'code' | 'status'> {
  id: string
}

/** The places from the greatest figure to the least; those without one come last and have no place. */
export function rankPlaces({ values }: Pick<IndicatorValues, 'values'>): RankedPlace[] {
  const ranked = rank(
    { values: values.map((value) => ({ ...value, unit_code: value.place_id ?? null })) },
    (id) => values.find(({ place_id }) => place_id === id)?.name ?? id,
  )
  return ranked.map(({ code: id, name, place, value, isIllustrative }) => ({
    id,
    name,
    place,
    value,
    isIllustrative,
  }))
}
