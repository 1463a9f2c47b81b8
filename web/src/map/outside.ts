type Position = [lon: number, lat: number]
type Ring = [x: number, y: number][]

/** The tile of the web's grid in which a whole extent lies, the nearest one. */
export function tileAround([west, south, east, north]: readonly [number, number, number, number]) {
  const at = (lon: number, lat: number, z: number): [number, number] => {
    const phi = (lat * Math.PI) / 180
    const down = (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2
    return [Math.floor(((lon + 180) / 360) * 2 ** z), Math.floor(down * 2 ** z)]
  }
  for (let z = 14; z > 0; z--) {
    const [x, y] = at(west, north, z)
    if (String([x, y]) === String(at(east, south, z))) return { z, x, y }
  }
  return { z: 0, x: 0, y: 0 }
}

/** The fields of a protobuf message: numbers, or bytes of what is nested. */
function* fieldsOf(bytes: Uint8Array): Generator<{ tag: number; number: number; bytes: Uint8Array }> {
  const reader = new Numbers(bytes)
  while (!reader.isAtEnd) {
    const key = reader.next()
    const [tag, wire] = [key >>> 3, key & 7]
    if (wire === 0) yield { tag, number: reader.next(), bytes: new Uint8Array() }
    else if (wire === 2) yield { tag, number: 0, bytes: reader.take(reader.next()) }
    else reader.take(wire === 1 ? 8 : 4)
  }
}

/** Reads the numbers of variable length that protobuf is written in. */
class Numbers {
  private at = 0
  constructor(private readonly bytes: Uint8Array) {}
  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }
  next(): number {
    let [value, factor] = [0, 1]
    for (;;) {
      const byte = this.bytes[this.at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }
  signed(): number {
    const value = this.next()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
  take(length: number): Uint8Array {
    return this.bytes.subarray(this.at, (this.at += length))
  }
}

/** The rings of a feature's geometry, in the units of its tile. */
function ringsOf(geometry: Uint8Array): Ring[] {
  const reader = new Numbers(geometry)
  const rings: Ring[] = []
  let [x, y] = [0, 0]
  while (!reader.isAtEnd) {
    const command = reader.next()
    const what = command & 7
    if (what === 7) continue
    if (what === 1) rings.push([])
    for (let left = command >>> 3; left > 0; left--) {
      x += reader.signed()
      y += reader.signed()
      rings.at(-1)?.push([x, y])
    }
  }
  return rings
}

/** Twice a ring's area; above nought for the rings around areas, below for those around holes. */
function turn(ring: Ring): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
}

/** The areas of all features of a vector tile, as rings of degrees; what lies in their holes belongs to them here. */
export function areasOf(bytes: Uint8Array, { z, x, y }: { z: number; x: number; y: number }): Position[][] {
  const rings: Position[][] = []
  for (const layer of fieldsOf(bytes)) {
    if (layer.tag !== 3) continue
    const parts = [...fieldsOf(layer.bytes)]
    const extent = parts.find(({ tag }) => tag === 5)?.number ?? 4096
    const toDegrees = ([across, down]: readonly [number, number]): Position => {
      const [u, v] = [(x + across / extent) / 2 ** z, (y + down / extent) / 2 ** z]
      return [u * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180) / Math.PI]
    }
    for (const { bytes: feature } of parts.filter(({ tag }) => tag === 2)) {
      for (const { bytes: geometry } of [...fieldsOf(feature)].filter(({ tag }) => tag === 4)) {
        for (const ring of ringsOf(geometry)) if (turn(ring) > 0) rings.push(ring.map(toDegrees))
      }
    }
  }
  return rings
}

/** The outline of the province of such an extent, from the tile that holds the whole of it. */
export async function provinceRings(bbox: readonly number[]): Promise<Position[][]> {
  const [west = 0, south = 0, east = 0, north = 0] = bbox
  const tile = tileAround([west, south, east, north])
  const address = `/tiles/province/${tile.z}/${tile.x}/${tile.y}`
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return areasOf(new Uint8Array(await response.arrayBuffer()), tile)
}
