import '../../words/parts/decisions'
import type { Relocation } from '../../api/decisions'
import { say, type Language } from '../../words'
import type { Said } from '../decisions/differences'
import { communityLink } from './links'

/** A site of an answer in words; areas of ground have no name but their number there. */
export function tellSite(answer: Relocation, site: number | null | undefined, language: Language): string {
  const found = typeof site === 'number' ? answer.assignment?.sites[site] : undefined
  if (!found) return say(language, 'reloc.nowhere')
  return typeof found.area === 'number' ? say(language, 'reloc.area', { number: found.area }) : found.name
}

/** Where each community moves to in an answer: the same ground is the same, whatever number it has there. */
export function saidOfCommunities(answer: Relocation, language: Language): Map<string, Said> {
  return new Map(
    (answer.assignment?.moves ?? []).map(({ community, name, site }): [string, Said] => {
      const found = typeof site === 'number' ? answer.assignment?.sites[site] : undefined
      const key = found ? `${found.lon.toFixed(4)} ${found.lat.toFixed(4)}` : 'nowhere'
      const told = tellSite(answer, site, language)
      return [community, { name, unit: null, key, told, link: communityLink(community, null) }]
    }),
  )
}
