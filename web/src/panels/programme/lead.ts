import type { DashboardTarget } from '../../api/programme'
import type { Indicator } from '../../api/types'
import { app } from '../../state/app.svelte'
import type { ProgrammeView, TargetPart } from '../../state/views'

/** Whether the communes have targets of their own under the province's: others of its indicator than those listed. */
export function hasOwnTargets({ targets }: Indicator, listed: readonly DashboardTarget[]): boolean {
  const whole = new Set(listed.map(({ target }) => target.id))
  return targets.some((id) => !whole.has(id))
}

/** Leads to the map of a target: its communes by status where each has a target of its own, otherwise by figure. */
export function leadToMap(
  indicator: Indicator,
  view: ProgrammeView,
  listed: readonly DashboardTarget[],
): void {
  const shown = app.choropleth
  const usual = shown?.method ?? 'quantile'
  app.choropleth = {
    indicator: indicator.id,
    period: shown?.indicator === indicator.id ? shown.period : view.period,
    method: hasOwnTargets(indicator, listed) ? 'status' : usual === 'status' ? 'quantile' : usual,
  }
  app.go({ mode: 'map' })
}

/** Leads to a part of what is known of a target. */
export function leadTo(target: string, part: TargetPart, view: ProgrammeView): void {
  app.go({ ...view, target, part })
}
