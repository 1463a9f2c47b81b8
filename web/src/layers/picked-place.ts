import type { LayerSpecification } from 'maplibre-gl'
import type { Place } from '../api/types'
import { gateOffset } from './gates'
import type { Addition, Scene } from './scene'

const EARTH_RADIUS_M = 6_371_008.8
const PLACE = 'picked-place'
const ACCURACY = 'picked-accuracy'

/** A ring of points at one distance around a position, on the sphere: good to 0.5 % for a drawn circle. */
export function circleAround(lon: number, lat: number, radius_m: number, steps = 72): GeoJSON.Polygon {
  const angle = radius_m / EARTH_RADIUS_M
  const phi = (lat * Math.PI) / 180
  const lambda = (lon * Math.PI) / 180
  const ring = Array.from({ length: steps + 1 }, (_, step) => {
    const bearing = (2 * Math.PI * (step % steps)) / steps
    const phi2 = Math.asin(
      Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing),
    )
    const lambda2 =
      lambda +
      Math.atan2(
        Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
        Math.cos(angle) - Math.sin(phi) * Math.sin(phi2),
      )
    return [(lambda2 * 180) / Math.PI, (phi2 * 180) / Math.PI]
  })
  return { type: 'Polygon', coordinates: [ring] }
}

function highlight(scene: Scene, { geometry, attributes }: Place): LayerSpecification[] {
  const { picked, halo } = scene.colours
  if (!geometry) return []
  if (geometry.type.endsWith('Point')) {
    return [
      {
        id: 'picked-point',
        type: 'circle',
        source: PLACE,
        paint: {
          'circle-radius': 15,
          // Around the mark, which may stand beside its position.
          'circle-translate': [...gateOffset(attributes['gate_class'])],
          'circle-color': 'rgba(0,0,0,0)',
          'circle-stroke-color': picked,
          'circle-stroke-width': 2.5,
        },
      },
    ]
  }
  return [
    {
      id: 'picked-area',
      type: 'line',
      source: PLACE,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': halo, 'line-width': 12, 'line-opacity': 0.85 },
    },
    {
      id: 'picked-line',
      type: 'line',
      source: PLACE,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': picked, 'line-width': 9, 'line-gap-width': 0, 'line-opacity': 0.35 },
    },
  ]
}

/** The place picked, ringed or underlined, and the circle within which it really lies. */
export function drawPickedPlace(scene: Scene): Addition {
  const place = scene.pickedPlace
  if (!place?.geometry) return { sources: {}, layers: [] }
  const addition: Addition = {
    sources: { [PLACE]: { type: 'geojson', data: place.geometry } },
    layers: highlight(scene, place),
  }
  const accuracy_m = place.accuracy_m
  if (place.geometry.type === 'Point' && accuracy_m) {
    const [lon = 0, lat = 0] = place.geometry.coordinates
    addition.sources[ACCURACY] = { type: 'geojson', data: circleAround(lon, lat, accuracy_m) }
    addition.layers.push({
      id: 'accuracy',
      type: 'line',
      source: ACCURACY,
      paint: { 'line-color': scene.colours.picked, 'line-width': 1.5, 'line-dasharray': [3, 2] },
    })
  }
  return addition
}
