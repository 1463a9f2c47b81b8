import type { Task, TaskLocation } from '../../../api/programme'
import type { MapColours } from '../../../layers/colours'
import { SEMIBOLD, type Addition } from '../../../layers/scene'
import { colourOf, worstOf } from './look'

const SOURCE = 'tasks'

/** A place or unit with the tasks that are carried out there. */
export interface Site {
  location: TaskLocation
  position: [lon: number, lat: number]
  tasks: Task[]
}

/** Where the tasks are, each place once; what has no position is left out. */
export function sitesOf(tasks: readonly Task[]): Site[] {
  const sites = new Map<string, Site>()
  for (const task of tasks) {
    for (const location of task.locations) {
      const [lon, lat] = location.position ?? []
      if (lon === undefined || lat === undefined) continue
      const site = sites.get(location.subject)
      if (site) site.tasks.push(task)
      else sites.set(location.subject, { location, position: [lon, lat], tasks: [task] })
    }
  }
  return [...sites.values()]
}

/** A dot for each place of a task in the colour of what is latest there; those of the picked task are larger. */
export function drawTasks(
  tasks: readonly Task[],
  picked: string | null,
  colours: MapColours,
  tell: (site: Site) => string,
): Addition {
  const features = sitesOf(tasks).map((site): GeoJSON.Feature => {
    const { location, position, tasks: here } = site
    return {
      type: 'Feature',
      properties: {
        // Units are picked by the commune below the dot.
        ...(location.place_id ? { id: location.place_id } : {}),
        name: tell(site),
        label: location.name,
        colour: colourOf(worstOf(here.map(({ state }) => state)), colours),
        picked: here.some(({ id }) => id === picked),
      },
      geometry: { type: 'Point', coordinates: position },
    }
  })
  return {
    sources: { [SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [
      {
        id: 'task-place',
        type: 'circle',
        source: SOURCE,
        paint: {
          'circle-radius': ['case', ['get', 'picked'], 11, 7],
          'circle-color': ['get', 'colour'],
          'circle-stroke-color': ['case', ['get', 'picked'], colours.picked, colours.halo],
          'circle-stroke-width': ['case', ['get', 'picked'], 3, 2],
        },
      },
      {
        id: 'task-label',
        type: 'symbol',
        source: SOURCE,
        filter: ['get', 'picked'],
        layout: {
          'text-field': ['get', 'label'],
          'text-font': SEMIBOLD,
          'text-size': 14,
          'text-anchor': 'top',
          'text-offset': [0, 1],
        },
        paint: { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 2 },
      },
    ],
  }
}

/** The box around the places of a task (west, south, east, north), with a little room; nothing without a place. */
export function extentOf(locations: readonly TaskLocation[]): [number, number, number, number] | null {
  const known = locations.flatMap(({ position }) => (position ? [position] : []))
  if (known.length === 0) return null
  const ROOM = 0.04
  const lon = known.map(([one = 0]) => one)
  const lat = known.map(([, one = 0]) => one)
  return [Math.min(...lon) - ROOM, Math.min(...lat) - ROOM, Math.max(...lon) + ROOM, Math.max(...lat) + ROOM]
}
