import type { ApiError } from '../../api/client'
import { askWithProgress, type Progress } from '../../api/events'
import { asApiError } from '../../state/data.svelte'

/** An answer that was worked out, with its question; a few are kept to be set side by side. */
export interface Done<Request, Answer> {
  number: number
  request: Request
  answer: Answer
}

const MOST_KEPT = 6

/** Long work on the server: one at a time, told of as it goes, stopped when asked. */
export class LongRun<Request, Answer> {
  done = $state.raw<Done<Request, Answer>[]>([])
  shown = $state.raw<Done<Request, Answer> | null>(null)
  progress = $state.raw<Progress | null>(null)
  trouble = $state.raw<ApiError | null>(null)
  stage = $state<'idle' | 'working' | 'stopped'>('idle')
  private controller: AbortController | null = null
  private count = 0

  constructor(
    private readonly path: string,
    /** The body that asks the question. */
    private readonly body: (request: Request) => unknown,
  ) {}

  async start(request: Request): Promise<void> {
    this.controller?.abort()
    const own = new AbortController()
    this.controller = own
    this.stage = 'working'
    this.trouble = null
    this.progress = null
    try {
      const answer = await askWithProgress<Answer>(this.path, this.body(request), own.signal, (progress) => {
        if (!own.signal.aborted) this.progress = progress
      })
      if (own.signal.aborted) return
      this.count += 1
      this.shown = { number: this.count, request, answer }
      this.done = [...this.done, this.shown].slice(-MOST_KEPT)
      this.stage = 'idle'
    } catch (cause) {
      if (own.signal.aborted) return
      this.stage = 'idle'
      this.trouble = asApiError(cause)
    }
  }

  stop(): void {
    this.controller?.abort()
    this.stage = 'stopped'
  }
}
