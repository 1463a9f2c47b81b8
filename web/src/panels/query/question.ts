import type { components } from '../../api/schema'
import type { AttributeField } from '../../api/types'

type Schemas = components['schemas']

export type QueryRequest = Schemas['QueryRequest']
export type QueryRow = Omit<Schemas['Row'], 'geometry' | 'attributes'> & {
  geometry?: GeoJSON.Geometry | null
  attributes: Record<string, string | number | boolean>
}

/** Whether what was found is a commune and not a place. */
export function isUnit({ kind }: Pick<QueryRow, 'kind'>): boolean {
  return kind === 'commune' || kind === 'ward'
}

export type ZoneRow = Schemas['ZoneRow']
export type QueryAnswer = Omit<Schemas['QueryAnswer'], 'rows' | 'without_position'> & {
  rows: QueryRow[]
  without_position: number
}

export const OPERATORS = ['=', '<>', '<', '<=', '>', '>=', 'like', 'null'] as const
export type Operator = (typeof OPERATORS)[number]

/** One condition on an attribute; a value is kept as it was typed. */
export interface Condition {
  field: string
  op: Operator
  value: string
}

export const RELATIONS = ['within_distance', 'within', 'intersects', 'nearest'] as const

/** One condition on where a feature lies. */
export interface Position {
  op: (typeof RELATIONS)[number]
  isNot: boolean
  /** `unit:01273`, `place:x`, `layer:x`, `drawn`; empty until chosen. */
  to: string
  km: number
  count: number
}

/** A question as the boxes hold it; the address bar keeps it as JSON. */
export interface Question {
  /** `units`, `kind:school` or `layer:x`. */
  from: string
  where: Condition[]
  /** More conditions as CQL2 text. */
  text: string
  positions: Position[]
  drawn: GeoJSON.Geometry | null
  /** Whose neighbours to list with each; empty for none. */
  neighbours: string
  neighbourCount: number
  /** By what to count; empty for nothing. */
  zones: string
  sum: string[]
}

export const EMPTY_QUESTION: Question = {
  from: '',
  where: [],
  text: '',
  positions: [],
  drawn: null,
  neighbours: '',
  neighbourCount: 1,
  zones: '',
  sum: [],
}

export const NEW_POSITION: Position = { op: 'within_distance', isNot: false, to: '', km: 5, count: 5 }

/** How many rows one answer brings to the screen; files hold all of them. */
export const MOST_SHOWN = 5000

/** The operators that make sense for an attribute. */
export function operatorsOf(field: Pick<AttributeField, 'type'> | undefined): readonly Operator[] {
  switch (field?.type) {
    case 'number':
    case 'date':
      return OPERATORS.filter((op) => op !== 'like')
    case 'choice':
    case 'flag':
      return ['=', '<>', 'null']
    default:
      return ['=', '<>', 'like', 'null']
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A number as people type it: `1.234,5` in Vietnamese, `1234.5` for machines. */
export function typedNumber(text: string): number | null {
  const trimmed = text.trim().replace(/\s/g, '')
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$|^-?\d+,\d+$/.test(trimmed)
    ? trimmed.replaceAll('.', '').replace(',', '.')
    : trimmed
  const number = Number(plain)
  return plain === '' || !Number.isFinite(number) ? null : number
}

/** A condition in CQL2 text; `null` while its value is missing or no number. */
export function conditionText(
  { field, op, value }: Condition,
  fields: readonly Pick<AttributeField, 'name' | 'type'>[],
): string | null {
  if (field === '') return null
  if (op === 'null') return `${field} IS NULL`
  if (value.trim() === '') return null
  if (op === 'like') return `CASEI(${field}) LIKE CASEI(${quoted(`%${value.trim()}%`)})`
  switch (fields.find(({ name }) => name === field)?.type) {
    case 'number': {
      const number = typedNumber(value)
      return number === null ? null : `${field} ${op} ${number}`
    }
    case 'flag':
      return `${field} ${op} ${value === 'true' ? 'TRUE' : 'FALSE'}`
    default:
      return `${field} ${op} ${quoted(value.trim())}`
  }
}

/** All conditions on attributes as one CQL2 text; empty without any, `null` while one is incomplete. */
export function filterText(
  question: Pick<Question, 'where' | 'text'>,
  fields: readonly Pick<AttributeField, 'name' | 'type'>[],
): string | null {
  const parts = question.where.map((condition) => conditionText(condition, fields))
  if (parts.includes(null)) return null
  const text = question.text.trim()
  if (parts.length === 0) return text
  return [...parts, ...(text === '' ? [] : [`(${text})`])].join(' AND ')
}

function features(name: string): QueryRequest['from'] {
  const [type, id = ''] = split(name)
  if (type === 'kind') return { kind: id as Schemas['PlaceKind'] }
  return type === 'layer' ? { layer: id } : 'units'
}

function split(name: string): [string, string?] {
  const at = name.indexOf(':')
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)]
}

function relation(position: Position, drawn: GeoJSON.Geometry | null): Schemas['Relation'] | null {
  const [type, id = ''] = split(position.to)
  if (type === 'drawn' ? drawn === null : id === '') return null
  const target = (type === 'drawn' ? { geometry: drawn } : { [type]: id }) as Schemas['Target']
  switch (position.op) {
    case 'within_distance':
      return position.km >= 0 ? { op: position.op, target, distance_m: position.km * 1000 } : null
    case 'nearest':
      return position.count >= 1 ? { op: position.op, target, k: position.count } : null
    default:
      return { op: position.op, target }
  }
}

/** The question as the server takes it; `null` while something in it is missing. */
export function requestOf(
  question: Question,
  fields: readonly Pick<AttributeField, 'name' | 'type'>[],
): QueryRequest | null {
  if (question.from === '') return null
  const filter = filterText(question, fields)
  if (filter === null) return null
  const relations = question.positions.map((position) => relation(position, question.drawn))
  if (relations.includes(null)) return null
  const asked = relations.flatMap((one, index) =>
    one ? [{ relation: one, is_not: question.positions[index]?.isNot ?? false }] : [],
  )
  // The relation that tells a distance is the one whose distance the table shows.
  const tellsDistance = ({ relation: { op }, is_not }: (typeof asked)[number]) =>
    !is_not && (op === 'within_distance' || op === 'nearest')
  const main = asked.find(tellsDistance) ?? asked.find(({ is_not }) => !is_not)
  const also = asked.filter((one) => one !== main)
  return {
    from: features(question.from),
    ...(filter === '' ? {} : { filter }),
    ...(main ? { relation: main.relation } : {}),
    ...(also.length > 0 ? { also } : {}),
    ...(question.neighbours === ''
      ? {}
      : { each_nearest: { of: features(question.neighbours), k: question.neighbourCount } }),
    ...(question.zones === '' ? {} : { per_zone: { zones: features(question.zones), sum: question.sum } }),
    limit: MOST_SHOWN,
    offset: 0,
  } as QueryRequest
}

function name(of: QueryRequest['from']): string {
  if (of === 'units') return 'units'
  return 'kind' in of ? `kind:${of.kind}` : `layer:${of.layer}`
}

/** The boxes of a request that was saved; its conditions on attributes come as text. */
export function questionOf(request: QueryRequest): Question {
  let drawn: GeoJSON.Geometry | null = null
  const asked = [
    ...(request.relation ? [{ relation: request.relation, is_not: false }] : []),
    ...(request.also ?? []),
  ]
  const positions = asked.flatMap(({ relation, is_not }): Position[] => {
    const op = RELATIONS.find((known) => known === relation.op)
    if (!op) return []
    const target = relation.target as Record<string, unknown>
    if (target['geometry']) drawn = target['geometry'] as GeoJSON.Geometry
    const type = Object.keys(target)[0] ?? ''
    return [
      {
        ...NEW_POSITION,
        op,
        isNot: is_not ?? false,
        to: type === 'geometry' ? 'drawn' : `${type}:${String(target[type])}`,
        ...(relation.op === 'within_distance' ? { km: relation.distance_m / 1000 } : {}),
        ...(relation.op === 'nearest' ? { count: relation.k } : {}),
      },
    ]
  })
  return {
    ...EMPTY_QUESTION,
    from: name(request.from),
    text: typeof request.filter === 'string' ? request.filter : '',
    positions,
    drawn,
    ...(request.each_nearest
      ? { neighbours: name(request.each_nearest.of), neighbourCount: request.each_nearest.k }
      : {}),
    ...(request.per_zone ? { zones: name(request.per_zone.zones), sum: request.per_zone.sum ?? [] } : {}),
  }
}

function isCondition(value: unknown): value is Condition {
  const { field, op, value: text } = (value ?? {}) as Record<string, unknown>
  return typeof field === 'string' && OPERATORS.some((known) => known === op) && typeof text === 'string'
}

function isPosition(value: unknown): value is Position {
  const { op, isNot, to, km, count } = (value ?? {}) as Record<string, unknown>
  return (
    RELATIONS.some((known) => known === op) &&
    typeof isNot === 'boolean' &&
    typeof to === 'string' &&
    typeof km === 'number' &&
    typeof count === 'number'
  )
}

/** A question as the address keeps it: only what differs from the empty one. */
export function encodeQuestion(question: Question): string {
  const changed = Object.entries(question).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(EMPTY_QUESTION[key as keyof Question]),
  )
  return changed.length === 0 ? '' : JSON.stringify(Object.fromEntries(changed))
}

/** Reads a question from the address; what is malformed is left out. */
export function decodeQuestion(text: string | null): Question {
  let raw: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(text ?? '{}')
    if (typeof parsed === 'object' && parsed !== null) raw = parsed as Record<string, unknown>
  } catch {
    // A cut or mistyped address: the boxes begin empty.
  }
  const string = (key: string) => (typeof raw[key] === 'string' ? raw[key] : '')
  const list = (key: string): unknown[] => (Array.isArray(raw[key]) ? raw[key] : [])
  const drawn = raw['drawn'] as GeoJSON.Geometry | null | undefined
  return {
    from: string('from'),
    where: list('where').filter(isCondition),
    text: string('text'),
    positions: list('positions').filter(isPosition),
    drawn: drawn && 'coordinates' in drawn ? drawn : null,
    neighbours: string('neighbours'),
    neighbourCount: typeof raw['neighbourCount'] === 'number' ? raw['neighbourCount'] : 1,
    zones: string('zones'),
    sum: list('sum').filter((one) => typeof one === 'string'),
  }
}
