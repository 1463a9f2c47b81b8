import { expect, it } from 'vitest'
import type { ApiError } from '../../api/client'
import type { Observation } from '../../api/figures'
import { PARCEL, stepInParcels, type Answered, type Taken } from './batch'

const figures = Array.from({ length: 2 * PARCEL + 3 }, (_, index) => ({ id: `f${index}` }) as Observation)
const refusal = (code: string, status: number) => Object.assign(new Error(code), { code, status }) as ApiError
const ids = (some: readonly Observation[]) => some.map(({ id }) => id)
const all = ids(figures)

/** Takes the step on a server that answers parcels so, the others with yes; somebody stops it while one is on its way. */
async function take(answers: Record<number, Answered> = {}, stopAt = -1) {
  const sent: string[][] = []
  const told: Taken[] = []
  const controller = new AbortController()
  const send = (parcel: readonly Observation[]) => {
    const index = sent.push(ids(parcel)) - 1
    if (index === stopAt) controller.abort()
    return Promise.resolve(answers[index] ?? new Map<string, ApiError>())
  }
  await stepInParcels(figures, send, (one) => told.push(one), controller.signal)
  const taken = told.at(-1)
  if (!taken) throw new Error('Nothing was told.')
  return { sent, told, taken }
}

it('sends every figure once, a parcel after the other, and tells of each parcel', async () => {
  const { sent, told, taken } = await take()
  expect(sent.flat()).toEqual(all)
  expect(sent.map((parcel) => parcel.length)).toEqual([PARCEL, PARCEL, 3])
  expect(told.map(({ done }) => done.length)).toEqual([PARCEL, 2 * PARCEL, all.length])
  expect([taken.refused, taken.left, taken.halt]).toEqual([[], [], null])
})

it('goes on past a figure that is refused, and says which and why', async () => {
  const error = refusal('not_now', 409)
  const { taken } = await take({ 0: new Map([['f1', error]]) })
  expect(ids(taken.done)).toEqual(all.filter((id) => id !== 'f1'))
  expect(taken.refused).toEqual([{ figure: figures[1], error }])
  expect([taken.left, taken.halt]).toEqual([[], null])
})

it('sends no more when a parcel is refused as a whole; what was not decided is left', async () => {
  const error = refusal('network', 0)
  const { sent, taken } = await take({ 1: error })
  expect(sent).toHaveLength(2)
  expect(ids(taken.done)).toEqual(all.slice(0, PARCEL))
  expect([ids(taken.left), taken.refused, taken.halt]).toEqual([all.slice(PARCEL), [], error])
})

it('stops between two parcels when asked; the one on its way is counted', async () => {
  const { sent, taken } = await take({}, 0)
  expect(sent).toHaveLength(1)
  expect(ids(taken.done)).toEqual(all.slice(0, PARCEL))
  expect([ids(taken.left), taken.halt]).toEqual([all.slice(PARCEL), null])
})
