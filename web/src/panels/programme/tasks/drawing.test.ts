import { describe, expect, it } from 'vitest'
import type { Task, TaskLocation, TaskState } from '../../../api/programme'
import { mapColours } from '../../../layers/colours'
import { drawTasks, extentOf, sitesOf } from './drawing'
import { TASK_MARKS, TASK_STATES, worstOf } from './look'

function at(id: string, position: [number, number] | null): TaskLocation {
  return { subject: `place.${id}`, place_id: id, unit_code: null, name: id, position }
}

function task(id: string, state: TaskState, locations: TaskLocation[]): Task {
  return { id, state, locations } as Task
}

const GATE = at('tra-linh', [106.32, 22.83])
const LOST = at('lost', null)
const TASKS = [
  task('a', 'on-track', [GATE]),
  task('b', 'overdue', [GATE, LOST, at('ta-lung', [106.57, 22.48])]),
]

describe('the places of tasks', () => {
  it('are each drawn once, those without a position not at all', () => {
    const sites = sitesOf(TASKS)
    expect(sites.map(({ location, tasks }) => [location.name, tasks.length])).toEqual([
      ['tra-linh', 2],
      ['ta-lung', 1],
    ])
  })
  it('have the colour of what is latest there', () => {
    const colours = mapColours('light')
    const { sources } = drawTasks(TASKS, 'b', colours, ({ location }) => location.name)
    const source = sources['tasks'] as { data: GeoJSON.FeatureCollection }
    const [gate] = source.data.features
    expect(gate?.properties).toMatchObject({
      id: 'tra-linh',
      colour: colours.status['off-track'],
      picked: true,
    })
  })
  it('span an extent, or none', () => {
    expect(extentOf([LOST])).toBeNull()
    const [west, south, east, north] = extentOf([GATE]) ?? []
    expect([west, south, east, north].map((one) => one?.toFixed(2))).toEqual([
      '106.28',
      '22.79',
      '106.36',
      '22.87',
    ])
  })
})

it('what needs most attention wins, and every state has a mark of its own', () => {
  expect(worstOf(['done', 'at-risk', 'on-track'])).toBe('at-risk')
  expect(new Set(TASK_STATES.map((state) => TASK_MARKS[state])).size).toBe(TASK_STATES.length)
})
