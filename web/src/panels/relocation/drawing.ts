import type { Relocation } from '../../api/decisions'
import { extentOf } from '../../inspector/extent'
import type { Mark, Way } from '../decisions/drawing'

/** The communities that are looked at, with where each moves to. */
export function movesOf({ priority, communities, assignment }: Relocation): { marks: Mark[]; ways: Way[] } {
  const chosen = priority.filter(({ id }) => communities.includes(id))
  const marks = chosen.map(({ id, lon, lat, name }) => ({
    lon,
    lat,
    name,
    key: id,
    place: id,
    look: 'community' as const,
  }))
  const ways = (assignment?.moves ?? []).flatMap(({ community, site }): Way[] => {
    const from = chosen.find(({ id }) => id === community)
    const to = typeof site === 'number' ? assignment?.sites[site] : undefined
    if (!from || !to) return []
    return [
      [
        [from.lon, from.lat],
        [to.lon, to.lat],
      ],
    ]
  })
  return { marks, ways }
}

/** Where an answer lies, all of it; `null` where it has nothing on the map. */
export function extentOfAnswer(answer: Relocation): [number, number, number, number] | null {
  const { marks, ways } = movesOf(answer)
  const coordinates = [...marks, ...answer.areas].map(({ lon, lat }) => [lon, lat]).concat(ways.flat())
  return coordinates.length === 0 ? null : extentOf({ type: 'MultiPoint', coordinates })
}
