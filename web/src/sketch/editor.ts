import type { Map as MapLibreMap } from 'maplibre-gl'
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
} from 'terra-draw'
import type { MapColours } from '../layers/colours'
import { SKETCH_PREFIX } from './live-layers'
import { FollowingAdapter } from './following-adapter'
import { pointsOf, type Position, type SketchShape } from './sketch.svelte'

/** How near the pointer must be to take hold of a point, in pixels: a finger's half. */
const GRASP_PX = 14
const DECIMALS = 8

type Geometry = GeoJSON.Point | GeoJSON.LineString | GeoJSON.Polygon
type Colour = `#${string}`

/** What the editor tells of the hand on the map. */
export interface EditorEvents {
  /** The points have been moved, added or taken away by hand. */
  changed: (points: Position[]) => void
  /** The hand has let go: one step is complete. */
  settled: () => void
}

/** Too few points for the shape wanted are shown as what they suffice for. */
function geometryOf(points: readonly Position[], shape: SketchShape): Geometry | null {
  const [first] = points
  if (!first) return null
  if (points.length === 1 || shape === 'point') return { type: 'Point', coordinates: first }
  if (points.length === 2 || shape === 'line') return { type: 'LineString', coordinates: [...points] }
  return { type: 'Polygon', coordinates: [[...points, first]] }
}

const MODES = { Point: 'point', LineString: 'linestring', Polygon: 'polygon' } as const

function selectMode(colours: MapColours): TerraDrawSelectMode {
  const coordinates = { draggable: true, midpoints: { draggable: true }, deletable: true }
  const [result, halo] = [colours.result as Colour, colours.halo as Colour]
  return new TerraDrawSelectMode({
    pointerDistance: GRASP_PX,
    // Every fifth move is left out by default, the last one too when its turn comes.
    dragEventThrottle: 0,
    allowManualDeselection: false,
    keyEvents: null,
    cursors: { pointerOver: 'crosshair', pointerOverFeature: 'crosshair', pointerOverCoordinate: 'grab' },
    flags: {
      point: { feature: { draggable: true } },
      linestring: { feature: { draggable: false, coordinates, selfIntersectable: true } },
      polygon: { feature: { draggable: false, coordinates, selfIntersectable: true } },
    },
    styles: {
      selectedPointColor: halo,
      selectedPointWidth: 6,
      selectedPointOutlineColor: result,
      selectedPointOutlineWidth: 3,
      selectedLineStringColor: result,
      selectedLineStringWidth: 3,
      selectedPolygonColor: result,
      selectedPolygonFillOpacity: 0.12,
      selectedPolygonOutlineColor: result,
      selectedPolygonOutlineWidth: 3,
      selectionPointColor: halo,
      selectionPointWidth: 6,
      selectionPointOutlineColor: result,
      selectionPointOutlineWidth: 3,
      midPointColor: result,
      midPointWidth: 4,
      midPointOutlineColor: halo,
      midPointOutlineWidth: 1.5,
    },
  })
}

/**
 * The shape that is drawn, with points to take hold of: drag one to move it, drag or click the small one between two
 * to put a new one there, right-click one to take it away. Coordinates are WGS 84 degrees.
 */
export class SketchEditor {
  private readonly draw: TerraDraw
  /** The shape in the editor's store. */
  private id: string | number | null = null
  private isShowing = false

  constructor(
    private readonly map: MapLibreMap,
    colours: MapColours,
    private readonly events: EditorEvents,
  ) {
    this.draw = new TerraDraw({
      adapter: new FollowingAdapter({
        map,
        prefixId: SKETCH_PREFIX,
        coordinatePrecision: DECIMALS,
        minPixelDragDistanceSelecting: 2,
      }),
      modes: [
        new TerraDrawPointMode(),
        new TerraDrawLineStringMode(),
        new TerraDrawPolygonMode(),
        selectMode(colours),
      ],
    })
    this.draw.start()
    this.draw.setMode('select')
    this.draw.on('change', (ids) => {
      if (!this.isShowing && this.id !== null && ids.includes(this.id)) this.report(this.id)
    })
    this.draw.on('finish', () => {
      this.events.settled()
    })
    map.doubleClickZoom.disable()
  }

  private report(id: string | number): void {
    const feature = this.draw.getSnapshotFeature(id)
    if (!feature) return
    this.events.changed(pointsOf(feature.geometry))
  }

  /** Shows points that did not come from the hand on the map. */
  show(points: readonly Position[], shape: SketchShape): void {
    this.isShowing = true
    try {
      if (this.id !== null) this.draw.removeFeatures([this.id])
      this.id = null
      const geometry = geometryOf(points, shape)
      if (geometry) this.id = this.load(geometry)
    } finally {
      this.isShowing = false
    }
  }

  private load(geometry: Geometry): string | number {
    const id = this.draw.getFeatureId()
    const feature: GeoJSONStoreFeatures = {
      id,
      type: 'Feature',
      properties: { mode: MODES[geometry.type] },
      geometry,
    }
    const [{ valid, reason } = { valid: false, reason: '' }] = this.draw.addFeatures([feature])
    if (!valid) throw new Error(`The shape drawn cannot be shown: ${reason ?? ''}`)
    this.draw.selectFeature(id)
    return id
  }

  /** Whether a pointer at this place of the map takes hold of a point, or of one half-way between two. */
  isHandleAt(x: number, y: number): boolean {
    return this.draw.getSnapshot().some(({ geometry }) => {
      if (geometry.type !== 'Point') return false
      const [lon = 0, lat = 0] = geometry.coordinates
      const at = this.map.project([lon, lat])
      return Math.hypot(at.x - x, at.y - y) < GRASP_PX
    })
  }

  destroy(): void {
    this.map.doubleClickZoom.enable()
    if (this.draw.enabled) this.draw.stop()
    this.map.getCanvas().style.removeProperty('cursor')
  }
}
