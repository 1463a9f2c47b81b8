import type { ApiError } from '../../api/client'
import { askWithProgress, type Progress } from '../../api/events'
import { asApiError } from '../../state/data.svelte'

/** An answer that was worked out or was saved, with its question; a few are kept to be set side by side. */
export interface Done<Answer> {
  number: number
  /** The name of a scenario; `null` for a run of this sitting. */
  name: string | null
  /** The question as the server takes it. */
  body: unknown
  answer: Answer
}

const MOST_KEPT = 6

/** Long work on the server: one at a time, told of as it goes, stopped when asked. */
export class LongRun<Request, Answer> {
  done = $state.raw<Done<Answer>[]>([])
  shown = $state.raw<Done<Answer> | null>(null)
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
      const body = this.body(request)
      const answer = await askWithProgress<Answer>(this.path, body, own.signal, (progress) => {
        if (!own.signal.aborted) this.progress = progress
      })
      if (own.signal.aborted) return
      this.take(null, body, answer)
      this.stage = 'idle'
    } catch (cause) {
      if (own.signal.aborted) return
      this.stage = 'idle'
      this.trouble = asApiError(cause)
    }
  }

  /** Shows an answer and sets it beside the others. */
  take(name: string | null, body: unknown, answer: Answer): void {
    this.count += 1
    this.shown = { number: this.count, name, body, answer }
    this.done = [...this.done, this.shown].slice(-MOST_KEPT)
  }

  stop(): void {
    this.controller?.abort()
    this.stage = 'stopped'
  }
}
