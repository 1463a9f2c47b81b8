import { connection } from '../offline/connection.svelte'
import { ApiError, refusal } from './client'
import { eventsIn } from './server-events'

/** How far long work has come, in words for who waits. */
export interface Progress {
  /** From 0 to 1; `null` where it cannot be foreseen. */
  fraction: number | null
  doing: { vi: string; en: string }
  /** The best found so far and what nothing can be better than, where something is optimised. */
  best?: number | null
  bound?: number
}

/**
 * Asks for long work with a JSON body or a CSV file, told of its progress on the way. Aborting the signal closes the connection, which stops the
 * work on the server.
 */
export async function askWithProgress<T>(
  path: string,
  body: unknown,
  signal: AbortSignal,
  told: (progress: Progress) => void,
): Promise<T> {
  const response = await begin(path, body, signal)
  if (!response.ok || !response.body) throw await refusal(response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let waiting = ''
  // An answer of many megabytes comes in hundreds of pieces: they are put together once, when an event has ended.
  let pieces: string[] = []
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      if (signal.aborted) throw cause
      throw new ApiError('network', 0, '')
    })
    if (done) throw new ApiError('network', 0, '')
    const before = pieces.at(-1) ?? waiting
    pieces.push(value)
    if (!/\n\r?\n/.test(before.slice(-2) + value)) continue
    const { events, rest } = eventsIn(waiting + pieces.join(''))
    waiting = rest
    pieces = []
    for (const { event, data } of events) {
      if (event === 'progress') told(JSON.parse(data) as Progress)
      if (event === 'result') return JSON.parse(data) as T
      if (event === 'error') throw await refusal(new Response(data, { status: 400 }))
    }
  }
}

async function begin(path: string, body: unknown, signal: AbortSignal): Promise<Response> {
  const isFile = body instanceof Blob
  const headers = { accept: 'text/event-stream', 'content-type': isFile ? 'text/csv' : 'application/json' }
  try {
    const sent = isFile ? body : JSON.stringify(body)
    const response = await fetch(path, { method: 'POST', headers, body: sent, signal })
    connection.heard(response)
    return response
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    connection.lost()
    throw new ApiError('network', 0, '')
  }
}
