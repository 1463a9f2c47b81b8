import { describe, expect, it } from 'vitest'
import {
  conditionText,
  decodeQuestion,
  EMPTY_QUESTION,
  encodeQuestion,
  NEW_POSITION,
  questionOf,
  requestOf,
  typedNumber,
  type Question,
} from './question'

const fields = [
  { name: 'pupils', type: 'number' },
  { name: 'level', type: 'choice' },
  { name: 'is_border', type: 'flag' },
]

describe('conditions', () => {
  it('are written as CQL2, quotes doubled, numbers as people type them', () => {
    expect(conditionText({ field: 'pupils', op: '>=', value: '1.250' }, fields)).toBe('pupils >= 1250')
    expect(conditionText({ field: 'name', op: '=', value: "O'Neil" }, fields)).toBe("name = 'O''Neil'")
    expect(conditionText({ field: 'name', op: 'like', value: 'Trà' }, fields)).toBe(
      "CASEI(name) LIKE CASEI('%Trà%')",
    )
    expect(conditionText({ field: 'is_border', op: '=', value: 'true' }, fields)).toBe('is_border = TRUE')
    expect(conditionText({ field: 'level', op: 'null', value: '' }, fields)).toBe('level IS NULL')
  })
  it('are incomplete without a value, or with letters for a number', () => {
    expect(conditionText({ field: 'level', op: '=', value: ' ' }, fields)).toBeNull()
    expect(conditionText({ field: 'pupils', op: '<', value: 'many' }, fields)).toBeNull()
  })
  it('reads numbers both ways', () => {
    expect(typedNumber('1.234,5')).toBe(1234.5)
    expect(typedNumber('12,5')).toBe(12.5)
    expect(typedNumber('12.5')).toBe(12.5)
    expect(typedNumber('')).toBeNull()
  })
})

const question: Question = {
  ...EMPTY_QUESTION,
  from: 'kind:school',
  where: [{ field: 'pupils', op: '>', value: '100' }],
  text: "name LIKE 'A%' OR level = 'primary'",
  positions: [
    { ...NEW_POSITION, op: 'within', to: 'unit:01273', isNot: true },
    { ...NEW_POSITION, to: 'layer:zones', km: 2.5 },
  ],
  zones: 'units',
  sum: ['pupils'],
}

describe('a question', () => {
  it('puts the relation with a distance first and the others beside it', () => {
    expect(requestOf(question, fields)).toEqual({
      from: { kind: 'school' },
      filter: "pupils > 100 AND (name LIKE 'A%' OR level = 'primary')",
      relation: { op: 'within_distance', target: { layer: 'zones' }, distance_m: 2500 },
      also: [{ relation: { op: 'within', target: { unit: '01273' } }, is_not: true }],
      per_zone: { zones: 'units', sum: ['pupils'] },
      limit: 5000,
      offset: 0,
    })
  })
  it('is not asked while a box is empty', () => {
    expect(requestOf(EMPTY_QUESTION, fields)).toBeNull()
    expect(requestOf({ ...question, positions: [NEW_POSITION] }, fields)).toBeNull()
    expect(requestOf({ ...question, positions: [{ ...NEW_POSITION, to: 'drawn' }] }, fields)).toBeNull()
  })
  it('comes back from the address as it went', () => {
    expect(decodeQuestion(encodeQuestion(question))).toEqual(question)
    expect(encodeQuestion(EMPTY_QUESTION)).toBe('')
    expect(decodeQuestion('{"from":1,"where":[{"op":"drop"}],"positions":"x"')).toEqual(EMPTY_QUESTION)
    expect(decodeQuestion('{"from":1,"where":[{"op":"drop"}],"positions":"x"}')).toEqual(EMPTY_QUESTION)
  })
  it('comes back from a saved request, asking the same', () => {
    const request = requestOf(question, fields)
    if (!request) throw new Error('the question is complete')
    expect(requestOf(questionOf(request), fields)).toEqual(request)
  })
})
