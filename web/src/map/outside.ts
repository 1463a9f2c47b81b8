import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

type Position = [lon: number, lat: number]
interface Tile {
  z: number
  x: number
  y: number
}

/** The tile of the web's grid in which a whole extent lies, the nearest one. */
export function tileAround([west, south, east, north]: readonly [number, number, number, number]): Tile {
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

const asPositions = (ring: GeoJSON.Position[]) => ring.map(([lon = 0, lat = 0]): Position => [lon, lat])

/** The outer rings of all areas of a vector tile, in degrees; what lies in their holes belongs to them here. */
export function areasOf(bytes: Uint8Array, { z, x, y }: Tile): Position[][] {
  const rings: Position[][] = []
  for (const layer of Object.values(new VectorTile(new PbfReader(bytes)).layers)) {
    for (let index = 0; index < layer.length; index++) {
      const { geometry } = layer.feature(index).toGeoJSON(x, y, z)
      if (geometry.type === 'Polygon') rings.push(...geometry.coordinates.slice(0, 1).map(asPositions))
      if (geometry.type === 'MultiPolygon')
        rings.push(...geometry.coordinates.flatMap((area) => area.slice(0, 1)).map(asPositions))
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
