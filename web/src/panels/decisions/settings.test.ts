import { describe, expect, it } from 'vitest'
import { eventsIn } from '../../api/server-events'
import { decodeSettings, encodeSettings } from './settings'

const USUAL = {
  minutes: 30 as number | null,
  model: 'p-median',
  goals: [] as string[],
  isWet: false,
  weights: { a: 1, b: 2 },
}

describe('settings', () => {
  it('are kept in the address where they differ, and come back', () => {
    const changed = { ...USUAL, minutes: null, goals: ['x'], weights: { a: 3, b: 0 } }
    const text = encodeSettings(changed, USUAL)
    expect(JSON.parse(text)).toEqual({ minutes: null, goals: ['x'], weights: { a: 3, b: 0 } })
    expect(decodeSettings(text, USUAL, ['minutes'])).toEqual(changed)
    expect(encodeSettings(USUAL, USUAL)).toBe('')
  })
  it('stay as usual where the address is of another kind', () => {
    const text = '{"minutes":"soon","model":4,"goals":[1],"isWet":"no","weights":{"a":1},"drop":1}'
    expect(decodeSettings(text, USUAL)).toEqual(USUAL)
    expect(decodeSettings('{"minutes":', USUAL)).toEqual(USUAL)
    expect(decodeSettings('{"minutes":null}', USUAL)).toEqual(USUAL)
  })
})

describe('server-sent events', () => {
  it('are read whole, the rest waits', () => {
    const text =
      'event: progress\ndata: {"fraction":0.5}\n\n: alive\n\nevent: result\ndata: {"a":\ndata: 1}\n\nevent: pro'
    expect(eventsIn(text)).toEqual({
      events: [
        { event: 'progress', data: '{"fraction":0.5}' },
        { event: 'result', data: '{"a":\n1}' },
      ],
      rest: 'event: pro',
    })
  })
})
