// The rules of the vector tile format (Mapbox Vector Tile 2.1), read from the bytes themselves: a library that
// reads tiles forgives what the format forbids.
import { PbfReader } from 'pbf'

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

// Field number → [name, wire type], by message.
const TILE = { 3: ['layers', BYTES] }
const LAYER = {
  1: ['name', BYTES],
  2: ['features', BYTES],
  3: ['keys', BYTES],
  4: ['values', BYTES],
  5: ['extent', VARINT],
  15: ['version', VARINT],
}
const FEATURE = { 1: ['id', VARINT], 2: ['tags', BYTES], 3: ['type', VARINT], 4: ['geometry', BYTES] }
const VALUE = {
  1: ['string', BYTES],
  2: ['float', FIXED32],
  3: ['double', FIXED64],
  4: ['int', VARINT],
  5: ['uint', VARINT],
  6: ['sint', VARINT],
  7: ['bool', VARINT],
}

/** Every field of a message, as lists by name; what does not belong there goes to `faults`. */
function readMessage(bytes, fields, what, faults) {
  const message = {}
  const reader = new PbfReader(bytes)
  while (reader.pos < reader.length) {
    const tag = reader.readVarint()
    const [name, wire] = fields[tag >> 3] ?? []
    if (name === undefined || wire !== (tag & 7)) {
      faults.push(`${what}: field ${tag >> 3} of wire type ${tag & 7} does not belong there`)
      reader.skip(tag)
      continue
    }
    const value = wire === VARINT ? reader.readVarint() : wire === BYTES ? reader.readBytes() : reader.skip(tag)
    ;(message[name] ??= []).push(value)
  }
  return message
}

function integers(bytes) {
  const reader = new PbfReader(bytes)
  const values = []
  while (reader.pos < reader.length) values.push(reader.readVarint())
  return values
}

function only(message, name, what, faults) {
  const values = message[name] ?? []
  if (values.length > 1) faults.push(`${what}: ${values.length} fields ${name}`)
  return values[0]
}

/** Everything that the format forbids in a tile; an empty list for a good one. */
export function faultsOf(buffer) {
  const faults = []
  const names = new Set()
  for (const bytes of readMessage(new Uint8Array(buffer), TILE, 'tile', faults).layers ?? []) {
    const layer = readMessage(bytes, LAYER, 'layer', faults)
    const name = new TextDecoder().decode(only(layer, 'name', 'layer', faults) ?? new Uint8Array())
    if (name === '') faults.push('a layer has no name')
    if (names.has(name)) faults.push(`two layers are named ${name}`)
    names.add(name)
    const version = only(layer, 'version', name, faults)
    if (version !== 1 && version !== 2) faults.push(`${name}: version ${version}`)
    for (const value of layer.values ?? []) checkValue(value, name, faults)
    for (const feature of layer.features ?? []) checkFeature(feature, layer, name, faults)
  }
  return faults
}

function checkValue(bytes, layer, faults) {
  const value = readMessage(bytes, VALUE, `${layer}: value`, faults)
  const count = Object.values(value).flat().length
  if (count !== 1) faults.push(`${layer}: a value has ${count} kinds`)
}

function checkFeature(bytes, layer, name, faults) {
  const feature = readMessage(bytes, FEATURE, `${name}: feature`, faults)
  const type = only(feature, 'type', name, faults)
  if (![0, 1, 2, 3].includes(type)) faults.push(`${name}: geometry type ${type}`)
  const tags = integers(only(feature, 'tags', name, faults) ?? new Uint8Array())
  if (tags.length % 2 !== 0) faults.push(`${name}: ${tags.length} tags`)
  for (const [index, tag] of tags.entries()) {
    const of = (index % 2 === 0 ? layer.keys : layer.values) ?? []
    if (tag >= of.length) faults.push(`${name}: tag ${tag} of ${of.length}`)
  }
  const geometry = only(feature, 'geometry', name, faults)
  if (geometry === undefined) faults.push(`${name}: a feature has no geometry`)
  else if ([1, 2, 3].includes(type)) checkGeometry(integers(geometry), type, name, faults)
}

const MOVE_TO = 1
const LINE_TO = 2
const CLOSE_PATH = 7

/** The commands as a list of [id, points]; `null` when they do not add up. */
function commands(numbers, name, faults) {
  const zigzag = (value) => (value >>> 1) ^ -(value & 1)
  const found = []
  let [x, y, at] = [0, 0, 0]
  while (at < numbers.length) {
    const [id, count] = [numbers[at] & 7, numbers[at] >>> 3]
    at += 1
    if (id === CLOSE_PATH) {
      if (count !== 1) faults.push(`${name}: close path with count ${count}`)
      found.push([id, []])
      continue
    }
    if (id !== MOVE_TO && id !== LINE_TO) return fail(`${name}: command ${id}`)
    if (count === 0 || numbers.length - at < count * 2) return fail(`${name}: command ${id} with count ${count}`)
    const points = []
    for (let index = 0; index < count; index++, at += 2) {
      const [dx, dy] = [zigzag(numbers[at]), zigzag(numbers[at + 1])]
      if (id === LINE_TO && dx === 0 && dy === 0) faults.push(`${name}: line to where it is`)
      points.push([(x += dx), (y += dy)])
    }
    found.push([id, points])
  }
  return found

  function fail(fault) {
    faults.push(fault)
    return null
  }
}

function checkGeometry(numbers, type, name, faults) {
  const list = commands(numbers, name, faults)
  if (!list) return
  if (list.length === 0) faults.push(`${name}: empty geometry`)
  const ids = list.map(([id]) => id).join(' ')
  const grammar = [, /^1$/, /^1 2( 1 2)*$/, /^1 2 7( 1 2 7)*$/][type]
  if (!grammar.test(ids)) return faults.push(`${name}: commands ${ids} for geometry type ${type}`)
  const starts = list.filter(([id]) => id === MOVE_TO)
  if (type !== 1 && starts.some(([, points]) => points.length !== 1)) faults.push(`${name}: a long move to`)
  if (type === 3) checkRings(list, name, faults)
}

/** The first ring must be an outer one: of positive area by the surveyor's formula. No ring may be flat. */
function checkRings(list, name, faults) {
  for (let at = 0; at < list.length; at += 3) {
    const ring = [...list[at][1], ...list[at + 1][1]]
    if (ring.length < 3) faults.push(`${name}: a ring of ${ring.length} points`)
    const area = ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length]
      return sum + (x * nextY - nextX * y)
    }, 0)
    if (area === 0) faults.push(`${name}: a ring without area`)
    if (at === 0 && area < 0) faults.push(`${name}: the first ring is a hole`)
  }
}
