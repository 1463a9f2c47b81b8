import type { components } from '../api/schema'
import { citeSource } from '../format/cite'
import { formatPeriods } from '../format/date'
import { formatMetres } from '../format/number'
import { app } from '../state/app.svelte'
import { data } from '../state/data.svelte'

export type SourceUsed = components['schemas']['SourceUsed']

/** What a source of an answer is called. */
export function titleOf({ title, layer, indicator }: SourceUsed): string {
  const known = title ?? (layer ? data.layer(layer)?.title : undefined)
  return known ? app.tell(known) : (layer ?? indicator ?? '')
}

/** The periods of figures and the accuracy of positions, where they are known. */
export function detailsOf({ periods, accuracy_m }: SourceUsed): string[] {
  return [
    ...(periods && periods.length > 0
      ? [app.say('source.periods', { periods: formatPeriods(periods, app.language) })]
      : []),
    ...(typeof accuracy_m === 'number'
      ? [app.say('source.accurateTo', { metres: formatMetres(accuracy_m, app.language) })]
      : []),
  ]
}

/** Whether any of what an answer rests on is made up. */
export function isAnyIllustrative(sources: readonly SourceUsed[]): boolean {
  return sources.some(({ is_illustrative }) => is_illustrative)
}

/** All sources in one line, for tables that are copied. */
export function toldSources(sources: readonly SourceUsed[]): string {
  return sources
    .map((source) => {
      const told = [titleOf(source), ...detailsOf(source)].join(', ')
      const mark = source.is_illustrative ? ` (${app.say('source.illustrative')})` : ''
      return `${told}: ${citeSource(source, app.language).text}${mark}`
    })
    .join('; ')
}
