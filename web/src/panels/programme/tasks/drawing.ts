import type { Task, TaskLocation, TaskState } from '../../../api/programme'
import type { MapColours } from '../../../layers/colours'
import { SEMIBOLD, type AddedRow, type Addition } from '../../../layers/scene'
import { markName } from '../../../layers/shapes'
import { TASK_STATES } from '../../../state/views'
import { markOfTask, worstOf } from './look'

const SOURCE = 'tasks'

/** A spot on the map with the tasks that are carried out there. */
export interface Site {
  /** What lies there; more than one only where no more than the commune is known of them. */
  locations: TaskLocation[]
  position: [lon: number, lat: number]
  tasks: Task[]
  /** Whether the spot is where it is, and not just somewhere in its commune. */
  isExact: boolean
}

/** Where the tasks are, each spot once; what has no position is left out. */
export function sitesOf(tasks: readonly Task[]): Site[] {
  const sites = new Map<string, Site>()
  for (const task of tasks) {
    for (const location of task.locations) {
      const [lon, lat] = location.position ?? []
      if (lon === undefined || lat === undefined) continue
      const isExact = location.level === 'position'
      const key = isExact ? location.subject : `${lon},${lat}`
      const site = sites.get(key) ?? { locations: [], position: [lon, lat], tasks: [], isExact }
      if (!site.locations.some(({ subject }) => subject === location.subject)) site.locations.push(location)
      if (!site.tasks.includes(task)) site.tasks.push(task)
      sites.set(key, site)
    }
  }
  return [...sites.values()]
}

/** What the marks mean; a sheet would show dashed ones as if they were spots, so it does without them. */
function explained(
  sites: readonly Site[],
  colours: MapColours,
  words: (look: TaskState | 'in-unit') => string,
): AddedRow[] {
  const states = sites.map(({ tasks }) => worstOf(tasks.map(({ state }) => state)))
  const rows = TASK_STATES.filter((state) => states.includes(state)).map((state): AddedRow => {
    const isAnywhere = sites.some(({ isExact }, at) => isExact && states[at] === state)
    return {
      label: words(state),
      swatch: { type: 'mark', mark: markOfTask(state, colours) },
      ...(isAnywhere ? { source: SOURCE, look: state } : {}),
    }
  })
  const vague = TASK_STATES.find((state) => sites.some(({ isExact }, at) => !isExact && states[at] === state))
  if (!vague) return rows
  const mark = markOfTask(vague, colours, { isExact: false })
  return [...rows, { label: words('in-unit'), swatch: { type: 'mark', mark } }]
}

/**
 * A mark for each spot in the shape and colour of what is latest there, dashed where only the commune is known; those
 * of the picked task are larger and lie on top.
 */
export function drawTasks(
  tasks: readonly Task[],
  picked: string | null,
  colours: MapColours,
  tell: (site: Site) => string,
  words: (look: TaskState | 'in-unit') => string,
): Addition {
  const sites = sitesOf(tasks)
  const features = sites.map((site): GeoJSON.Feature => {
    const { locations, position, tasks: here, isExact } = site
    const state = worstOf(here.map((one) => one.state))
    const [only] = locations
    const ofPicked = here
      .find(({ id }) => id === picked)
      ?.locations.find((one) => locations.some(({ subject }) => subject === one.subject))
    return {
      type: 'Feature',
      properties: {
        // Where only the commune is known, the commune below the dot is picked.
        ...(isExact && only?.place_id ? { id: only.place_id } : {}),
        name: tell(site),
        label: (ofPicked ?? only)?.name ?? '',
        look: isExact ? state : 'in-unit',
        mark: markName(markOfTask(state, colours, { isExact, isPicked: ofPicked !== undefined })),
        rank: ofPicked ? TASK_STATES.length : TASK_STATES.length - 1 - TASK_STATES.indexOf(state),
        exact: isExact,
        picked: ofPicked !== undefined,
      },
      geometry: { type: 'Point', coordinates: position },
    }
  })
  return {
    sources: { [SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    legend: explained(sites, colours, words),
    layers: [
      {
        id: 'task-place',
        type: 'symbol',
        source: SOURCE,
        layout: {
          'icon-image': ['get', 'mark'],
          'icon-allow-overlap': true,
          'icon-padding': 0,
          'symbol-sort-key': ['get', 'rank'],
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
