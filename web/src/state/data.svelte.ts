import { api, ApiError } from '../api/client'
import type { Indicator, IndicatorValues, Layer, Province, Unit } from '../api/types'
import { app } from './app.svelte'
import type { LayerChoice, LeftSide, Side } from './permalink'

/** The 161 units of this day became today's 56. */
export const LAST_DAY_BEFORE_MERGER = '2025-06-30'

/** What came from the server and is shared by the map, the panels and the legend. */
class Data {
  province = $state.raw<Province | null>(null)
  units = $state.raw<Unit[]>([])
  layers = $state.raw<Layer[]>([])
  indicators = $state.raw<Indicator[]>([])
  values = $state.raw<IndicatorValues | null>(null)
  /** The figures of the left half of a divided map. */
  leftValues = $state.raw<IndicatorValues | null>(null)
  /** The units of the last day before the merger; read when they are first shown. */
  formerUnits = $state.raw<Unit[]>([])
  /** What the last load was refused with, if it was. */
  trouble = $state.raw<ApiError | null>(null)
  /** Why there are no figures to colour the communes by; everything else stays as it is. */
  valuesTrouble = $state.raw<ApiError | null>(null)

  /** Reads what every mode needs. */
  async load(): Promise<void> {
    this.trouble = null
    try {
      const [province, { units }, { layers }, { indicators }] = await Promise.all([
        api.province(),
        api.units(),
        api.layers(),
        api.indicators(),
      ])
      Object.assign(this, { province, units, layers, indicators })
    } catch (cause) {
      this.trouble = asApiError(cause)
    }
  }

  /** Reads the figures by which the communes are coloured. */
  async loadValues(indicator: string, period: string | null, signal: AbortSignal): Promise<void> {
    try {
      this.values = await (period === null
        ? this.newestReal(indicator, signal)
        : api.indicatorValues(indicator, period, signal))
      this.valuesTrouble = null
    } catch (cause) {
      if (signal.aborted) return
      this.values = null
      this.valuesTrouble = asApiError(cause)
    }
  }

  /** Reads the figures of the left half of a divided map. */
  async loadLeft({ indicator, period, isFormer }: LeftSide, signal: AbortSignal): Promise<void> {
    try {
      if (isFormer && this.formerUnits.length === 0) {
        this.formerUnits = (await api.units(LAST_DAY_BEFORE_MERGER)).units
      }
      if (indicator === null) this.leftValues = null
      else if (isFormer) this.leftValues = await api.valuesAsReported(indicator, period, signal)
      else if (period === null) this.leftValues = await this.newestReal(indicator, signal)
      else this.leftValues = await api.indicatorValues(indicator, period, signal)
    } catch (cause) {
      if (signal.aborted) return
      this.leftValues = null
      this.valuesTrouble = asApiError(cause)
    }
  }

  /** The newest period with real figures; illustrative ones only where there is nothing else. */
  private async newestReal(indicator: string, signal: AbortSignal): Promise<IndicatorValues> {
    const newest = await api.indicatorValues(indicator, null, signal)
    if (!newest.is_illustrative) return newest
    const earlier =
      this.indicator(indicator)?.periods.filter((period) => period < (newest.period ?? '')) ?? []
    // Asked all at once: one after the other each would cost a journey.
    const answers = await Promise.all(
      earlier
        .sort()
        .reverse()
        .map((period) => api.indicatorValues(indicator, period, signal)),
    )
    const real = answers.find((values) => !values.is_illustrative && values.coverage.reported > 0)
    if (real) return real
    return newest
  }

  unit(code: string): Unit | undefined {
    return this.units.find((unit) => unit.code === code)
  }

  layer(id: string): Layer | undefined {
    return this.layers.find((layer) => layer.id === id)
  }

  indicator(id: string): Indicator | undefined {
    return this.indicators.find((indicator) => indicator.id === id)
  }

  /** Whether a layer is on, and how strong; what the user has not chosen is as `isShownAtFirst` says. */
  choice(layer: Layer, side: Side = 'right'): LayerChoice {
    const choice = app.layers[layer.id] ?? { visible: isShownAtFirst(layer), opacity: 1 }
    const isOn = side === 'left' ? app.left?.layers[layer.id] : undefined
    return isOn === undefined ? choice : { ...choice, visible: isOn }
  }

  /** Whether a layer is on anywhere on the map. */
  isShown(layer: Layer): boolean {
    return this.choice(layer).visible || this.choice(layer, 'left').visible
  }
}

const SHOWN_AT_FIRST = new Set(['border-gate', 'corridor', 'landslide-spot', 'landslide-zone', 'river'])

function isShownAtFirst(layer: Layer): boolean {
  // Ground that is made up is never taken for the real one unasked.
  if (layer.raster) return layer.raster.kind === 'elevation' && !layer.provenance.is_illustrative
  return layer.kind ? SHOWN_AT_FIRST.has(layer.kind) : true
}

/** Any thrown thing as an `ApiError`, so that one view can tell it. */
export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError('unexpected', 0, String(cause))
}

export const data = new Data()
