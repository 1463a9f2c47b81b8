import type { ExpressionSpecification } from 'maplibre-gl'
import type { UnitCoverage } from '../../api/spatial'
import type { MapColours } from '../../layers/colours'
import { COMMUNES } from '../../layers/communes'
import type { Addition } from '../../layers/scene'
import { stroke, tint } from '../../layers/swatches'
import type { Position } from '../../sketch/sketch.svelte'
import { shareClass } from './coverage'

const SOURCE = 'reach'
/** How strong the strip is where it is filled. */
const FILLED = 0.22

/** The strip within a width of the axes; only its edge when the communes under it are coloured by it. */
export function drawReach(
  outline: GeoJSON.Geometry,
  colours: MapColours,
  isFilled: boolean,
  label: string,
): Addition {
  const opacity = isFilled ? FILLED : 0
  return {
    sources: { [SOURCE]: { type: 'geojson', data: outline } },
    layers: [
      {
        id: 'reach-fill',
        type: 'fill',
        source: SOURCE,
        paint: { 'fill-color': colours.reach, 'fill-opacity': opacity },
      },
      {
        id: 'reach-outline',
        type: 'line',
        source: SOURCE,
        paint: { 'line-color': colours.reach, 'line-width': isFilled ? 1.5 : 2.2 },
      },
    ],
    legend: [{ label, swatch: tint(colours.reach, opacity), source: SOURCE }],
  }
}

/** The edge of the strip that is compared with. */
export function drawAlternative(outline: GeoJSON.Geometry, colours: MapColours, label: string): Addition {
  const source = `${SOURCE}-alternative`
  return {
    sources: { [source]: { type: 'geojson', data: outline } },
    layers: [
      {
        id: 'reach-outline/alternative',
        type: 'line',
        source,
        paint: { 'line-color': colours.result, 'line-width': 2.2, 'line-dasharray': [3, 2] },
      },
    ],
    legend: [{ label, swatch: stroke(colours.result, 2.2, true), source }],
  }
}

/** The drawn line that is compared with, dashed like the edge of its strip. */
export function drawKept(line: readonly Position[], colours: MapColours, label: string): Addition {
  if (line.length < 2) return { sources: {}, layers: [] }
  const source = `${SOURCE}-kept`
  return {
    sources: { [source]: { type: 'geojson', data: { type: 'LineString', coordinates: [...line] } } },
    layers: [
      {
        id: 'measure-line/kept',
        type: 'line',
        source,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colours.result, 'line-width': 3, 'line-dasharray': [1.5, 1] },
      },
    ],
    legend: [{ label, swatch: stroke(colours.result, 3, true), source }],
  }
}

/** The communes by the share of their area that the strip covers; those that it does not touch stay plain. */
export function drawShares(units: readonly UnitCoverage[], colours: MapColours): Addition {
  const coloured = units.flatMap(({ code, area_share }) => {
    const index = shareClass(area_share)
    return index === null ? [] : [code, colours.classes[index] ?? colours.land]
  })
  if (coloured.length === 0) return { sources: {}, layers: [] }
  const colour = [
    'match',
    ['get', 'code'],
    ...coloured,
    'rgba(0,0,0,0)',
  ] as unknown as ExpressionSpecification
  return {
    sources: {},
    layers: [
      {
        id: 'choropleth/share',
        type: 'fill',
        source: COMMUNES,
        'source-layer': COMMUNES,
        paint: { 'fill-color': colour, 'fill-opacity': 0.88, 'fill-antialias': false },
      },
    ],
  }
}
