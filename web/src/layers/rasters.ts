import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { Layer } from '../api/types'
import { formatNumber } from '../format/number'
import { over } from './colours'
import type { Drawing, LegendRow, ShownLayer } from './scene'

type RasterClass = NonNullable<Layer['raster']>['classes'][number]

/** Whether a layer shades the ground instead of colouring it. */
export function isRelief(layer: Layer): boolean {
  return layer.raster?.kind === 'elevation'
}

/** Whether a layer colours the map cell by cell; then the communes' colours step back. */
export function isColouring({ layer, choice }: ShownLayer): boolean {
  return choice.visible && layer.content === 'raster' && !isRelief(layer)
}

export function rasterSource(layer: Layer): SourceSpecification {
  const url = `/tiles/${layer.id}`
  return isRelief(layer)
    ? { type: 'raster-dem', url, tileSize: 512, encoding: 'terrarium' }
    : { type: 'raster', url, tileSize: 512 }
}

function tellClass(
  { from, to, is_code }: RasterClass,
  ...[, , say, language]: Parameters<Drawing['legend']>
) {
  const tell = (value: number) => formatNumber(value, language, Number.isInteger(value) ? 0 : 1)
  if (is_code) return say('legend.code', { code: String(from) })
  return typeof to === 'number'
    ? say('legend.below', { from: tell(from), to: tell(to) })
    : say('legend.from', { from: tell(from) })
}

function area(label: string, fill: string, outline: string): LegendRow {
  return { label, swatch: { type: 'area', fill, outline, pattern: null } }
}

/** How strong the cells of a grid are drawn over the ground. */
const STRENGTH = 0.85

/** A layer of values on a grid: heights as relief shading, all others in the server's colours of their classes. */
export const rasters: Drawing = {
  draw: ({ layer, choice }, { colours }): LayerSpecification[] => {
    if (isRelief(layer)) {
      return [
        {
          id: `relief/${layer.id}`,
          type: 'hillshade',
          source: layer.id,
          paint: {
            'hillshade-exaggeration': 0.35 * choice.opacity,
            'hillshade-shadow-color': colours.shadow,
            'hillshade-highlight-color': colours.lit,
            'hillshade-accent-color': colours.shadow,
          },
        },
      ]
    }
    return [
      {
        id: `raster/${layer.id}`,
        type: 'raster',
        source: layer.id,
        paint: {
          'raster-opacity': STRENGTH * choice.opacity,
          'raster-resampling': 'nearest',
          'raster-fade-duration': 0,
        },
      },
    ]
  },
  legend: (layer, colours, say, language) => {
    const { raster } = layer
    if (!raster) return []
    if (isRelief(layer)) {
      const tell = (value: number | null | undefined) =>
        typeof value === 'number' ? formatNumber(value, language, 0) : '?'
      const heights = { least: tell(raster.least), greatest: tell(raster.greatest) }
      const fill = `color-mix(in srgb, ${colours.shadow} 45%, ${colours.lit})`
      return [area(say('legend.relief', heights), fill, colours.shadow)]
    }
    const rows = raster.classes.map((one) =>
      area(
        tellClass(one, layer, colours, say, language),
        over(one.colour, colours.land, STRENGTH),
        colours.ink,
      ),
    )
    return [...rows, { ...area(say('legend.noData'), 'transparent', colours.ink), isNoData: true }]
  },
}
