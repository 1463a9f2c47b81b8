import '../../words/parts/decisions'
import type { Siting, SiteOutcome } from '../../api/decisions'
import { onScreen } from '../../state/map.svelte'
import type { Link } from '../../table/link'
import { say, type Language } from '../../words'
import type { Said } from '../decisions/differences'

function lookOf({ is_open, is_open_now }: SiteOutcome): 'new' | 'kept' | 'closed' | 'rejected' {
  if (is_open) return is_open_now ? 'kept' : 'new'
  return is_open_now ? 'closed' : 'rejected'
}

/** A site as the rows of tables point at it. */
export function siteLink({ id, kind, lon, lat, unit_code: unit }: SiteOutcome): Link {
  const isAt = typeof lon === 'number' && typeof lat === 'number'
  return {
    // A site that was only proposed in the question is on the map, but no place that is known.
    pick: kind !== 'candidate' ? { type: 'place', id } : isAt ? { type: 'point', lon, lat } : null,
    unit: unit ?? null,
    feature: { source: 'schools-marks', id },
    visit: () => isAt && onScreen.map?.fly(lon, lat, 12),
  }
}

/** What becomes of each site in an answer. */
export function saidOfSites({ sites }: Siting, language: Language): Map<string, Said> {
  return new Map(
    sites.map((site): [string, Said] => {
      const key = lookOf(site)
      const told = say(language, `decision.outcome.${key}`)
      return [site.id, { name: site.name, unit: site.unit_code ?? null, key, told, link: siteLink(site) }]
    }),
  )
}
