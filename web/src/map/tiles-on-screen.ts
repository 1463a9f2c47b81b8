import { RasterTileSource, VectorTileSource, type Map as MapLibreMap } from 'maplibre-gl'

/** Where the sources that are on the screen tell of themselves, and the tiles of each that are. */
export function tilesOnScreen(map: MapLibreMap): string[] {
  return Object.keys(map.getStyle().sources).flatMap((id) => {
    const source = map.getSource(id)
    const isTiled = source instanceof VectorTileSource || source instanceof RasterTileSource
    if (!isTiled) return []
    const { url, tiles: [template] = [], tileSize, minzoom, maxzoom } = source
    const here = map.coveringTiles({ tileSize, minzoom, maxzoom }).filter((tile) => source.hasTile(tile))
    const addresses = here.map(({ canonical: { z, x, y } }) =>
      template?.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)),
    )
    return [url, ...addresses].filter((address): address is string => typeof address === 'string')
  })
}
