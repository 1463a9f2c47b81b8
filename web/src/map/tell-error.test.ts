import { expect, it, vi } from 'vitest'
import { tellMapError } from './tell-error'

const written = vi.fn<(error: Error) => void>()
vi.stubGlobal('reportError', written)

it('says nothing more of requests that no answer came to', () => {
  tellMapError({ error: { message: 'Failed to fetch (0): http://localhost/tiles/rivers/8/1/2', status: 0 } })
  tellMapError({ error: { message: 'NetworkError when attempting to fetch resource.' } })
  expect(written).not.toHaveBeenCalled()
})

it('tells anything else with what it is of', () => {
  tellMapError({ error: { message: 'Internal Server Error (500)', status: 500 }, sourceId: 'rivers' })
  expect(written.mock.calls.map(([{ message }]) => message)).toEqual([
    'The map could not draw rivers: Internal Server Error (500)',
  ])
})
