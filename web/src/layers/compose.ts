import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { inDrawingOrder, slotOf } from '../zorder'
import { communeLabel, drawCommunes, labelPlaces } from './communes'
import { drawFormerUnits } from './former-units'
import { drawingOf } from './index'
import { drawPickedPlace } from './picked-place'
import { drawOutside } from './outside'
import { rasterSource } from './rasters'
import type { Addition, Scene } from './scene'

/** The base map's own layers with what the scene changes in them: the value under a commune's name, and where names stand. */
function baseLayer(layer: LayerSpecification, scene: Scene): LayerSpecification {
  if (slotOf(layer.id) !== 'commune-labels' || layer.type !== 'symbol') return layer
  const name = (layer.layout?.['text-field'] ?? ['get', 'name']) as ExpressionSpecification
  const text = scene.valueLabels ? communeLabel(name, scene.valueLabels) : name
  const layout = { ...layer.layout, ...labelPlaces(scene), 'text-field': text }
  // On the darkest classes a thin halo leaves the letters hollow.
  return {
    ...layer,
    layout,
    paint: { ...layer.paint, ...(scene.choropleth ? { 'text-halo-width': 1.8 } : {}) },
  }
}

function dataLayers(scene: Scene): Addition {
  const visible = scene.shown.filter(({ choice }) => choice.visible)
  return {
    sources: Object.fromEntries(
      visible.map(({ layer }) => [
        layer.id,
        layer.content === 'raster' ? rasterSource(layer) : { type: 'vector', url: `/tiles/${layer.id}` },
      ]),
    ),
    layers: visible.flatMap((shown) => drawingOf(shown.layer).draw(shown, scene)),
  }
}

/** The parts of the base map that show data layers; the marks of all other layers are the viewer's own. */
const BASE_SLOTS = new Set<string>(['rivers', 'roads'])

function dataLayerOf(layer: LayerSpecification, scene: Scene): string | null {
  const id = 'source-layer' in layer ? layer['source-layer'] : undefined
  return id !== undefined && scene.shown.some((shown) => shown.layer.id === id) ? id : null
}

/** The colour of all that is not the province, in the server's base map. */
export function backgroundOf({ layers }: StyleSpecification): string {
  const ground = layers.find(({ type }) => type === 'background')
  const colour = ground?.type === 'background' ? ground.paint?.['background-color'] : undefined
  if (typeof colour !== 'string') throw new Error('the base map has no background of one colour')
  return colour
}

/**
 * The whole style of the map: the server's base map with everything that the scene shows, in the drawing order.
 * A pure function, so that the map can be brought to any state by one `setStyle`, which applies differences only.
 */
export function composeStyle(base: StyleSpecification, scene: Scene): StyleSpecification {
  const drawnByBase = new Set<string>()
  const hidden = new Set(scene.shown.filter(({ choice }) => !choice.visible).map(({ layer }) => layer.id))
  const kept = base.layers.filter((layer) => {
    const id = dataLayerOf(layer, scene)
    // The page behind the map has that colour: the whole canvas need not be painted with it in every frame.
    if (layer.type === 'background') return false
    // Names of today's communes would be read as the names of the dots.
    if (scene.formerUnits && slotOf(layer.id) === 'commune-labels') return false
    if (id === null) return true
    if (!BASE_SLOTS.has(slotOf(layer.id))) return false
    drawnByBase.add(id)
    return !hidden.has(id)
  })
  const own = { ...scene, shown: scene.shown.filter(({ layer }) => !drawnByBase.has(layer.id)) }
  const additions = [
    drawCommunes(own),
    drawOutside(own),
    dataLayers(own),
    drawFormerUnits(own),
    drawPickedPlace(own),
    ...own.additions,
  ]
  return {
    ...base,
    // What changes is seen at once; a colour that drifts for a third of a second draws the map many times.
    transition: { duration: 0, delay: 0 },
    sources: Object.assign({}, ...additions.map(({ sources }) => sources), base.sources),
    layers: inDrawingOrder(
      [...kept.map((layer) => baseLayer(layer, scene)), ...additions.flatMap(({ layers }) => layers)],
      scene.order,
    ),
  }
}
