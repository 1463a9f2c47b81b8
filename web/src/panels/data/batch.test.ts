import { expect, it } from 'vitest'
import type { ApiError } from '../../api/client'
import type { Observation } from '../../api/figures'
import { stepEach, type Taken } from './batch'

const figures = ['a', 'b', 'c'].map((id) => ({ id }) as Observation)
const ids = (some: readonly Observation[]) => some.map(({ id }) => id)
const refusal = (code: string, status: number) => ({ code, status }) as ApiError

/** Takes the step on a server that refuses some figures; somebody stops it while one is on its way. */
async function take(refusals: Record<string, ApiError>, stopAt = '') {
  const sent: string[] = []
  const told: Taken[] = []
  const controller = new AbortController()
  const send = ({ id }: Observation) => {
    sent.push(id)
    if (id === stopAt) controller.abort()
    return Promise.resolve(refusals[id] ?? null)
  }
  await stepEach(figures, send, (one) => told.push(one), controller.signal)
  const taken = told.at(-1)
  if (!taken) throw new Error('Nothing was told.')
  return { sent, told, taken }
}

it('takes the step with each figure in turn and tells of each', async () => {
  const { sent, told, taken } = await take({})
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(told.map(({ done }) => done.length)).toEqual([1, 2, 3])
  expect([ids(taken.done), taken.refused, taken.left, taken.halt]).toEqual([['a', 'b', 'c'], [], [], null])
})

it('goes on past a figure that is refused, and says which and why', async () => {
  const changed = refusal('wrong_state', 409)
  const { taken } = await take({ b: changed })
  expect(ids(taken.done)).toEqual(['a', 'c'])
  expect(taken.refused).toEqual([{ figure: figures[1], error: changed }])
  expect([taken.left, taken.halt]).toEqual([[], null])
})

it.each([
  ['the line is gone', refusal('network', 0)],
  ['the session ended', refusal('unauthorised', 401)],
  ['the server is out of order', refusal('unexpected', 503)],
])('sends no more when %s; what was not decided is left', async (_, error) => {
  const { sent, taken } = await take({ b: error })
  expect(sent).toHaveLength(2)
  expect([ids(taken.done), ids(taken.left), taken.halt]).toEqual([['a'], ['b', 'c'], error])
})

it('stops between two figures when asked; the one on its way is counted', async () => {
  const { taken } = await take({}, 'a')
  expect([ids(taken.done), ids(taken.left), taken.halt]).toEqual([['a'], ['b', 'c'], null])
})
