import { untrack } from 'svelte'
import {
  Map as MapLibreMap,
  ScaleControl,
  setWorkerUrl,
  type LngLatBoundsLike,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  type PaddingOptions,
  type PointLike,
} from 'maplibre-gl'
import workerUrl from 'virtual:map-worker-url'
import { COMMUNE_HIT, COMMUNES } from '../layers/communes'
import { FORMER_UNIT } from '../layers/former-units'
import { backgroundOf, composeStyle } from '../layers/compose'
import type { Scene } from '../layers/scene'
import { withLiveLayers } from '../sketch/live-layers'
import type { Position } from '../sketch/sketch.svelte'
import type { Camera, Pick } from '../state/permalink'
import { slotOf } from '../zorder'
import { baseStyle, forgetBaseStyles } from './base-style'
import { meantAt, pickOf, type Choice, type Here } from './here'
import { drawLeanFrames } from './lean-frames'
import { drawPicturesOnDemand } from './pictures'
import { tilesOnScreen } from './tiles-on-screen'
import { shiftInto } from './shift'
import { tellMapError } from './tell-error'

setWorkerUrl(workerUrl)

/** Cao Bằng with a margin: what the first view shows until the province's own extent is known. */
export const PROVINCE_BOUNDS: LngLatBoundsLike = [105.26, 22.35, 106.84, 23.13]
/** How far a finger or pointer may miss a mark, in pixels. */
const REACH = 5
const PLACE_SLOTS = new Set([
  'result-point',
  'result-line',
  'border-gate',
  'landslide-spot',
  'task-place',
  'point',
  'dense-point',
  'place-symbol',
  'corridor-line',
  'corridor-planned',
  'corridor-casing',
  'area-fill',
])

/** What is under the pointer: a place by its name and kind, and how many more; otherwise a commune by its code. */
export type Hovered =
  { type: 'place'; name: string; kind: string; others: number } | { type: 'commune'; code: string }

/** What happens on the map, told to whoever owns the state. */
export interface MapEvents {
  picked: (pick: Pick | null) => void
  /** A click on several things that lie on each other. */
  several: (choice: Choice) => void
  moved: (camera: Camera) => void
  /** A click while something is drawn belongs to the drawing: then it answers true. */
  sketched: (at: Position) => boolean
  /** Whether something is drawn: then nothing is lifted under the pointer. */
  isSketching: () => boolean
  /** How much of each edge something else covers. */
  room: () => PaddingOptions
  /** A click on a unit from before the merger, where such are shown. */
  pickedFormer?: (code: string) => void
  /** The commune whose outline is lifted, by its code as a number. */
  lifted?: (id: number | null) => void
  /** The feature of an answer that is marked, by the pointer on the map or by its row. */
  marked?: (feature: MarkedFeature | null) => void
  hovered: (what: Hovered | null, at: { x: number; y: number }) => void
}

function hoveredOf([place, ...others]: Here[], commune?: MapGeoJSONFeature): Hovered | null {
  if (place && place.name !== '')
    return { type: 'place', name: place.name, kind: place.kind, others: others.length }
  return commune ? { type: 'commune', code: String(commune.properties['code']) } : null
}

/** A commune on the map, by its code as a number. */
const communeOf = (id: number) => ({ source: COMMUNES, sourceLayer: COMMUNES, id })

/** Whether it is a row of an answer: only those have ids of their own that are words. */
const isOfAnswer = ({ id, layer }: MapGeoJSONFeature) =>
  typeof id === 'string' && slotOf(layer.id) === 'result-point'

/** The row of an answer as a thing at a spot: what was looked up has a name, but is no place of ours. */
const rowOf = ({ id, properties }: MapGeoJSONFeature): Here => ({
  id: String(id),
  name: String(properties['name'] ?? ''),
  kind: String(properties['kind']),
})

/** A feature of an answer, by the source that it is drawn from. */
export interface MarkedFeature {
  source: string
  id: string
}

/** The MapLibre map of the province: the one place that touches it. */
export class ProvinceMap {
  readonly map: MapLibreMap
  private hoveredId: number | null = null
  private pickedId: number | null = null
  private outlined: number | null = null
  /** The style that was composed last, as text. */
  private drawn = ''
  private marked: MarkedFeature | null = null

  constructor(
    container: HTMLElement,
    camera: Camera | null,
    private readonly events: MapEvents,
  ) {
    this.map = new MapLibreMap({
      container,
      ...(camera
        ? { center: [camera.lon, camera.lat], zoom: camera.zoom }
        : { bounds: PROVINCE_BOUNDS, fitBoundsOptions: { padding: events.room() } }),
      minZoom: 6,
      maxZoom: 19,
      attributionControl: false,
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      transformRequest: (url) => ({ url: url.startsWith('/') ? location.origin + url : url }),
    })
    this.map.touchZoomRotate.disableRotation()
    this.map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-right')
    drawPicturesOnDemand(this.map)
    drawLeanFrames(this.map)
    this.listen()
  }

  private latest = 0

  /** Brings the map to a scene. When scenes follow each other quickly, only the last is drawn. */
  async show(scene: Scene): Promise<void> {
    const turn = ++this.latest
    const base = await baseStyle(scene.theme)
    if (turn !== this.latest) return
    const style = composeStyle(base, scene)
    const drawn = JSON.stringify(style)
    // A style without a difference would have the whole map drawn once more.
    if (drawn !== this.drawn) this.map.setStyle(style, { diff: true, transformStyle: withLiveLayers })
    this.drawn = drawn
    this.map.getContainer().style.background = backgroundOf(base)
    this.pickedId = scene.pick?.type === 'unit' ? Number(scene.pick.code) : null
    this.outlinePicked()
  }

  private outlinePicked(): void {
    if (!this.map.getSource(COMMUNES)) return
    if (this.outlined !== null && this.outlined !== this.pickedId)
      this.map.setFeatureState(communeOf(this.outlined), { picked: false })
    if (this.pickedId !== null) this.map.setFeatureState(communeOf(this.pickedId), { picked: true })
    this.outlined = this.pickedId
  }

  private listen(): void {
    // A style that was replaced as a whole knows nothing of what is picked.
    this.map.on('style.load', () => this.outlinePicked())
    this.map.on('error', (failure) => tellMapError(failure))
    this.map.on('moveend', () => {
      this.events.moved(this.camera())
    })
    this.map.on('click', (event) => {
      if (this.events.sketched([event.lngLat.lng, event.lngLat.lat])) return
      const former = this.formerAt(event)
      if (former !== null && this.events.pickedFormer) this.events.pickedFormer(former)
      else this.pick(event)
    })
    this.map.on('mousemove', (event) => this.hover(event))
    this.map.getCanvas().addEventListener('mouseleave', () => {
      this.lift(null)
      this.mark(null)
    })
  }

  private featuresAt(point: PointLike | [PointLike, PointLike], slots: Set<string>): MapGeoJSONFeature[] {
    const layers = this.map.getLayersOrder().filter((id) => slots.has(slotOf(id)))
    return layers.length === 0 ? [] : this.map.queryRenderedFeatures(point, { layers })
  }

  /** What is right under the pointer, otherwise the nearest thing; and the row of an answer that is there. */
  private placesAt({ point }: MapMouseEvent): { places: Here[]; answer: MapGeoJSONFeature | undefined } {
    const box: [PointLike, PointLike] = [
      [point.x - REACH, point.y - REACH],
      [point.x + REACH, point.y + REACH],
    ]
    const near = this.featuresAt(box, PLACE_SLOTS)
    const exact = near.length === 0 ? [] : this.featuresAt(point, PLACE_SLOTS)
    const places = meantAt(exact)
    if (places.length > 0) return { places, answer: exact.find(isOfAnswer) }
    return { places: meantAt(near).slice(0, 1), answer: near.find(isOfAnswer) }
  }

  private communeAt({ point }: MapMouseEvent): MapGeoJSONFeature | undefined {
    return this.map.getLayer(COMMUNE_HIT)
      ? this.map.queryRenderedFeatures(point, { layers: [COMMUNE_HIT] })[0]
      : undefined
  }

  private formerAt({ point }: MapMouseEvent): string | null {
    const [dot] = this.map.getLayer(FORMER_UNIT)
      ? this.map.queryRenderedFeatures(point, { layers: [FORMER_UNIT] })
      : []
    return dot ? String(dot.properties['code']) : null
  }

  private pick(event: MapMouseEvent): void {
    const { places } = this.placesAt(event)
    const [place] = places
    const found = this.communeAt(event)
    const commune = found ? String(found.properties['code']) : null
    if (places.length > 1) this.events.several({ places, commune, at: event.point })
    else if (place) this.events.picked(pickOf(place))
    else this.events.picked(commune === null ? null : { type: 'unit', code: commune, on: null })
  }

  private hover(event: MapMouseEvent): void {
    if (this.events.isSketching()) {
      this.lift(null)
      return
    }
    const { places, answer } = this.placesAt(event)
    const shown = places.length === 0 && answer ? [rowOf(answer)] : places
    const commune = this.communeAt(event)
    this.lift(typeof commune?.id === 'number' ? commune.id : null)
    this.mark(answer ? { source: answer.source, id: String(answer.id) } : null)
    this.map.getCanvas().style.cursor = shown.length > 0 || commune ? 'pointer' : ''
    this.events.hovered(hoveredOf(shown, commune), event.point)
  }

  /** Lifts the outline of one commune, by its code as a number; `null` puts the last one down. */
  lift(id: number | null): void {
    if (id === this.hoveredId || !this.map.getSource(COMMUNES)) return
    if (this.hoveredId !== null) this.map.setFeatureState(communeOf(this.hoveredId), { hover: false })
    if (id !== null) this.map.setFeatureState(communeOf(id), { hover: true })
    else this.events.hovered(null, { x: 0, y: 0 })
    this.hoveredId = id
    this.events.lifted?.(id)
  }

  /** Marks one feature of an answer drawn on the map; `null` lets go of the last one. */
  mark(feature: MarkedFeature | null): void {
    if (feature?.source === this.marked?.source && feature?.id === this.marked?.id) return
    const set = (of: MarkedFeature | null, hover: boolean) => {
      if (of && this.map.getSource(of.source)) this.map.setFeatureState(of, { hover })
    }
    set(this.marked, false)
    set(feature, true)
    this.marked = feature
    this.events.marked?.(feature)
  }

  /** Shows an extent (west, south, east, north), leaving room for what lies over the map. */
  fit(bounds: LngLatBoundsLike, maxZoom = 12): void {
    this.moveTo(bounds, { maxZoom, duration: this.isCalm() ? 0 : 500 })
  }

  /** Shows an extent at once, without motion. */
  settle(bounds: LngLatBoundsLike): void {
    this.moveTo(bounds, { duration: 0 })
  }

  /**
   * What is read and written on the way, the room beside the panels and the camera in the address, is nothing that
   * an effect which moves the map rests on: it would run for ever.
   */
  private moveTo(bounds: LngLatBoundsLike, how: { maxZoom?: number; duration: number }): void {
    untrack(() => this.map.fitBounds(bounds, { padding: this.events.room(), ...how }))
  }

  /** Shows a position nearer, in the middle of what nothing lies over. */
  fly(lon: number, lat: number, zoom: number): void {
    untrack(() => {
      const { top = 0, right = 0, bottom = 0, left = 0 } = this.events.room()
      const offset: [number, number] = [(left - right) / 2, (top - bottom) / 2]
      this.map.easeTo({ center: [lon, lat], zoom, offset, duration: this.isCalm() ? 0 : 500 })
    })
  }

  /** Moves the map up by so many pixels, down where they are fewer than none. */
  raise(pixels: number): void {
    this.map.panBy([0, pixels], { duration: this.isCalm() ? 0 : 150 })
  }

  /** Moves the map, as near as it is, just so far that nothing lies over an extent (west, south, east, north). */
  reveal(extent: readonly number[] | null | undefined): void {
    const [west, south, east, north] = extent ?? []
    if (west === undefined || south === undefined || east === undefined || north === undefined) return
    untrack(() => {
      const [start, end] = [this.map.project([west, north]), this.map.project([east, south])]
      const { clientWidth, clientHeight } = this.map.getContainer()
      const { top = 0, right = 0, bottom = 0, left = 0 } = this.events.room()
      const across = shiftInto([start.x, end.x], [left, clientWidth - right])
      const down = shiftInto([start.y, end.y], [top, clientHeight - bottom])
      if (across === 0 && down === 0) return
      this.map.panBy([-across, -down], { duration: this.isCalm() ? 0 : 300 })
    })
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter()
    return { lon: lng, lat, zoom: this.map.getZoom() }
  }

  /** Keeps another map at the same place, whichever of the two is moved; the answer ends it. */
  moveWith(other: ProvinceMap): () => void {
    let isFollowing = false
    const follow = (from: MapLibreMap, to: MapLibreMap) => () => {
      if (isFollowing) return
      isFollowing = true
      to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() })
      isFollowing = false
    }
    const [here, there] = [follow(this.map, other.map), follow(other.map, this.map)]
    this.map.on('move', here)
    other.map.on('move', there)
    return () => {
      this.map.off('move', here)
      other.map.off('move', there)
    }
  }

  /** Asks for the tiles on the screen once more. */
  readAgain(): void {
    forgetBaseStyles()
    void fetch(this.baseStylePath)
    for (const [id, source] of Object.entries(this.map.getStyle().sources)) {
      if (source.type !== 'vector' && source.type !== 'raster' && source.type !== 'raster-dem') continue
      if (source.url) void fetch(source.url)
      this.map.refreshTiles(id)
    }
  }

  /**
   * Has the service worker keep what is on the screen, by asking for it from the page itself: the map's own workers may
   * have begun before the service worker was there, and then nothing that they ask for goes through it.
   */
  keepWhatIsShown(): void {
    void fetch(this.baseStylePath)
    const ask = () => tilesOnScreen(this.map).forEach((url) => void fetch(url))
    if (this.map.loaded()) ask()
    else void this.map.once('idle', ask)
  }

  private get baseStylePath(): string {
    return `/styles/${document.documentElement.dataset['theme'] ?? 'light'}`
  }

  private isCalm(): boolean {
    return matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  destroy(): void {
    // A base style that is still on its way finds no map.
    this.latest++
    this.map.remove()
  }
}
