import {
  classify,
  classifyByStatus,
  isJudged,
  type Classed,
  type ColourMethod,
  type Mapped,
} from '../classes/choropleth'
import type { Indicator, IndicatorValues } from '../api/types'
import { formatCommuneFigure, formatCommuneNumber } from '../format/figure'
import { decimalsFor } from '../format/number'
import { mapColours } from '../layers/colours'
import { isColouring } from '../layers/rasters'
import type { FormerUnit, Scene, ShownLayer } from '../layers/scene'
import { app } from '../state/app.svelte'
import { data } from '../state/data.svelte'
import { onScreen } from '../state/map.svelte'
import type { Side } from '../state/permalink'
import { picked } from '../state/picked.svelte'

/** The modes in which the map may be divided. */
const DIVIDED_IN = new Set(['map', 'programme'])

/** Whether the map is divided at the moment; colours that a mode gives the communes itself need the whole. */
export function isDivided(): boolean {
  return (
    app.left !== null && onScreen.map !== null && !onScreen.isIndicatorBack && DIVIDED_IN.has(app.view.mode)
  )
}

/** Whether what is picked has its place beside the map and not over it, where it would cover one of two halves. */
export function isInspectorBeside(): boolean {
  return app.pick !== null && !app.isStaged && isDivided()
}

function indicatorId(side: Side): string | undefined {
  return (side === 'left' ? app.left?.indicator : app.choropleth?.indicator) ?? undefined
}

/** The indicator that a side shows. */
export function indicatorOf(side: Side): Indicator | undefined {
  const id = indicatorId(side)
  return id === undefined ? undefined : data.indicator(id)
}

/** The figures that a side shows, once they are those of its indicator. */
export function valuesOf(side: Side): IndicatorValues | null {
  const values = side === 'left' ? data.leftValues : data.values
  return values && values.indicator === indicatorId(side) ? values : null
}

/** The figures of the units that a side shows; a former unit that reported nothing is there without a figure. */
function shownOf(side: Side): Mapped | null {
  const values = valuesOf(side)
  if (!values || side === 'right' || !app.left?.isFormer) return values
  const reported = new Map(values.values.map((value) => [value.subject, value]))
  return {
    values: data.formerUnits.map(
      ({ code, valid_from }) =>
        reported.get(`unit.${code}@${valid_from}`) ?? {
          unit_code: code,
          value: null,
          is_illustrative: false,
        },
    ),
  }
}

function otherSide(side: Side): Side {
  return side === 'left' ? 'right' : 'left'
}

/** The classes of the choropleth on a side; read by map, legend and ranking alike. */
export function classed(side: Side = 'right'): Classed | null {
  const { choropleth, left } = app
  const values = shownOf(side)
  if (!values) return null
  const method = methodOf(values)
  if (method === 'status') return classifyByStatus(values)
  const isSame = left !== null && left.indicator === choropleth?.indicator
  const others = isSame ? shownOf(otherSide(side)) : null
  const decimals = Math.max(choroplethDecimals(side), others ? choroplethDecimals(otherSide(side)) : 0)
  return classify(values, method, decimals, others)
}

/** How figures are cut into classes: as was chosen, but not by status where there is no target to be judged by. */
function methodOf(values: Mapped): ColourMethod {
  const method = app.choropleth?.method ?? 'quantile'
  return method === 'status' && !isJudged(values) ? 'quantile' : method
}

/** How the figures of a side are cut into classes. */
export function breaksOf(side: Side): ColourMethod {
  return methodOf(shownOf(side) ?? { values: [] })
}

/** How many decimals a side's values are told with. */
export function choroplethDecimals(side: Side = 'right'): number {
  const values =
    shownOf(side)?.values.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])) ?? []
  return Math.min(indicatorOf(side)?.decimals ?? 1, decimalsFor(values))
}

/** What a commune's colour stands for, in words: its figure with unit, or that there is none. */
export function figureOf(code: string): string | null {
  const indicator = indicatorOf('right')
  const values = valuesOf('right')
  if (!indicator || !values || onScreen.isIndicatorBack) return null
  const found = values.values.find(({ unit_code }) => unit_code === code)
  if (found?.value === undefined || found.value === null) return app.say('legend.noData')
  return formatCommuneFigure(indicator, Number(found.value), app.language)
}

function labelsOf(side: Side, classes: Classed): Map<string, string> {
  const decimals = choroplethDecimals(side)
  const indicator = indicatorOf(side)
  return new Map(
    [...classes.valueByCode].map(([code, value]) => [
      code,
      formatCommuneNumber(indicator, value, app.language, decimals),
    ]),
  )
}

function formerUnits(classes: Classed | null): FormerUnit[] {
  const labels = classes ? labelsOf('left', classes) : null
  return data.formerUnits.flatMap(({ code, name, label_point: at }) => {
    const [lon, lat] = at ?? []
    if (lon === undefined || lat === undefined) return []
    return [
      {
        code,
        name,
        at: [lon, lat] as const,
        label: labels?.get(code) ?? null,
        index: classes?.classByCode.get(code) ?? null,
      },
    ]
  })
}

/** The data layers that can be drawn, with what was chosen for each on a side. */
export function shownLayers(side: Side): ShownLayer[] {
  return data.layers
    .filter(({ content }) => content !== 'boundaries')
    .map((layer) => ({ layer, choice: data.choice(layer, side) }))
}

/** The scene that the state of the moment asks for on a side. */
export function sceneOfTheMoment(side: Side = 'right'): Scene {
  const shown = shownLayers(side)
  const classes = onScreen.isIndicatorBack || shown.some(isColouring) ? null : classed(side)
  const isFormer = side === 'left' && app.left?.isFormer === true
  return {
    theme: app.theme,
    colours: mapColours(app.theme),
    language: app.language,
    say: (key) => app.say(key),
    shown,
    order: app.order,
    choropleth: isFormer ? null : classes,
    valueLabels: classes && app.showsValues && !isFormer ? labelsOf(side, classes) : null,
    formerUnits: isFormer ? { units: formerUnits(classes), classes } : null,
    province: onScreen.province,
    pick: app.pick,
    pickedPlace: picked.place,
    additions: Object.values(onScreen.additions),
  }
}
