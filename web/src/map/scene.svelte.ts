import { classify, type Classed } from '../classes/choropleth'
import { formatCommuneNumber } from '../format/figure'
import { decimalsFor } from '../format/number'
import { mapColours } from '../layers/colours'
import type { Scene } from '../layers/scene'
import { app } from '../state/app.svelte'
import { data } from '../state/data.svelte'
import { onScreen } from '../state/map.svelte'
import { picked } from '../state/picked.svelte'

/** The classes of the choropleth on the screen; read by map, legend and ranking alike. */
export function classed(): Classed | null {
  const { choropleth } = app
  if (!choropleth || data.values?.indicator !== choropleth.indicator) return null
  return classify(data.values, choropleth.method)
}

/** How many decimals the choropleth's values are told with. */
export function choroplethDecimals(): number {
  const indicator = app.choropleth ? data.indicator(app.choropleth.indicator) : undefined
  const values = data.values?.values.flatMap(({ value }) => (typeof value === 'number' ? [value] : [])) ?? []
  return Math.min(indicator?.decimals ?? 1, decimalsFor(values))
}

function valueLabels(classes: Classed | null): Map<string, string> | null {
  if (!classes || !app.showsValues) return null
  const decimals = choroplethDecimals()
  const indicator = app.choropleth ? data.indicator(app.choropleth.indicator) : undefined
  return new Map(
    [...classes.valueByCode].map(([code, value]) => [
      code,
      formatCommuneNumber(indicator, value, app.language, decimals),
    ]),
  )
}

/** The scene that the state of the moment asks for. */
export function sceneOfTheMoment(): Scene {
  const classes = onScreen.shading ? null : classed()
  const shown = data.layers
    .filter((layer) => layer.content === 'places')
    .map((layer) => ({ layer, choice: data.choice(layer) }))
  return {
    theme: app.theme,
    colours: mapColours(app.theme),
    language: app.language,
    say: (key) => app.say(key),
    shown,
    choropleth: classes,
    valueLabels: valueLabels(classes),
    pick: app.pick,
    pickedPlace: picked.place,
    additions: Object.values(onScreen.additions),
  }
}
