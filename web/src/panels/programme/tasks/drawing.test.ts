import { describe, expect, it } from 'vitest'
import type { Task, TaskLocation, TaskState } from '../../../api/programme'
import { mapColours } from '../../../layers/colours'
import { TASK_STATES } from '../../../state/views'
import { drawTasks, extentOf, sitesOf, type Site } from './drawing'
import { markName, parseMark } from '../../../layers/shapes'
import { markOfTask, TASK_MARKS, worstOf } from './look'

function at(
  id: string,
  position: [number, number] | null,
  level: TaskLocation['level'] = position ? 'position' : 'unknown',
): TaskLocation {
  return { subject: `place.${id}`, place_id: id, unit_code: null, name: id, position, level, within: null }
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

const nameOf = ({ locations }: Site) => locations.map(({ name }) => name).join(', ')

describe('the places of tasks', () => {
  it('are each drawn once, those without a position not at all', () => {
    const sites = sitesOf(TASKS)
    expect(sites.map(({ locations, tasks }) => [locations[0]?.name, tasks.length])).toEqual([
      ['tra-linh', 2],
      ['ta-lung', 1],
    ])
  })
  it('have the shape and the colour of what is latest there', () => {
    const colours = mapColours('light')
    const { sources } = drawTasks(TASKS, 'b', colours, nameOf, String)
    const source = sources['tasks'] as { data: GeoJSON.FeatureCollection }
    const [gate] = source.data.features
    expect(gate?.properties).toMatchObject({
      id: 'tra-linh',
      exact: true,
      picked: true,
    })
    expect(parseMark(gate?.properties?.['mark'] as string)).toMatchObject({
      shape: 'triangle-down',
      colour: colours.status['off-track'],
      isHollow: false,
      isDashed: false,
    })
  })
  it('that are known to the commune only share one dashed mark, which picks the commune', () => {
    const centre: [number, number] = [106.25, 22.66]
    const cluster = task('cluster', 'on-track', [at('cluster', centre, 'unit')])
    const hospital = task('hospital', 'overdue', [at('ward', centre, 'unit'), GATE])
    const [spot, gate, ...others] = sitesOf([cluster, hospital])
    expect(others).toEqual([])
    expect([spot?.isExact, gate?.isExact]).toEqual([false, true])
    const { sources, legend } = drawTasks(
      [cluster, hospital],
      'hospital',
      mapColours('light'),
      nameOf,
      String,
    )
    const source = sources['tasks'] as { data: GeoJSON.FeatureCollection }
    expect(source.data.features[0]?.properties).toEqual({
      name: 'cluster, ward',
      label: 'ward',
      look: 'in-unit',
      mark: markName(markOfTask('overdue', mapColours('light'), { isExact: false, isPicked: true })),
      rank: TASK_STATES.length,
      exact: false,
      picked: true,
    })
    // The gate is a spot, the ward is not: sheets show the former alone.
    expect(legend?.map(({ label, look }) => [label, look])).toEqual([
      ['overdue', 'overdue'],
      ['in-unit', undefined],
    ])
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

it.each(['light', 'dark'] as const)(
  'every state has a shape of its own on the map, exact or not: %s',
  (theme) => {
    const shapeOf = (state: TaskState, isExact: boolean) => {
      const { shape, isHollow, isDashed } = markOfTask(state, mapColours(theme), { isExact })
      return [shape, isHollow, isDashed].join()
    }
    const exact = new Set(TASK_STATES.map((state) => shapeOf(state, true)))
    expect(exact.size).toBe(TASK_STATES.length)
    // What is done and what nobody reported are both round; where only the commune is known the colour parts them.
    const vague = TASK_STATES.filter((state) => state !== 'not-reported').map((state) =>
      shapeOf(state, false),
    )
    expect(new Set(vague).size).toBe(TASK_STATES.length - 1)
    for (const shape of vague) expect(exact).not.toContain(shape)
  },
)
