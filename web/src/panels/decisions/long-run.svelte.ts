import type { ApiError } from '../../api/client'
import { askWithProgress, type Progress } from '../../api/events'
import { asApiError } from '../../state/data.svelte'
import { asksMore } from './asks-more'

/** An answer that was worked out or was saved, with its question; a few are kept to be set side by side. */
export interface Done<Request, Answer> {
  number: number
  /** The name of a scenario; `null` for a run of this sitting. */
  name: string | null
  /** The choices of the panel that ask the question. */
  request: Request
  /** The question as the server takes it. */
  body: unknown
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
  /** The number of the answer just worked out, until its reader was led to it. */
  arrived: number | null = null
  private controller: AbortController | null = null
  private count = 0

  constructor(
    private readonly path: string,
    /** The body that asks the question. */
    private readonly body: (request: Request) => unknown,
    /** The choices by which a body comes about. */
    private readonly read: (body: unknown) => Request,
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
      this.take(null, request, body, answer)
      this.arrived = this.count
      this.stage = 'idle'
    } catch (cause) {
      if (own.signal.aborted) return
      this.stage = 'idle'
      this.trouble = asApiError(cause)
    }
  }

  /** Shows an answer and sets it beside the others. */
  private take(name: string | null, request: Request, body: unknown, answer: Answer): Request {
    this.count += 1
    this.shown = { number: this.count, name, request, body, answer }
    this.done = [...this.done, this.shown].slice(-MOST_KEPT)
    return request
  }

  /** Shows a saved answer; gives the choices by which it was asked. */
  open(name: string, body: unknown, answer: Answer): Request {
    return this.take(name, this.read(body), body, answer)
  }

  /** Shows one of the answers once more; gives the choices by which it was asked. */
  again(number: number): Request | null {
    this.shown = this.done.find((one) => one.number === number) ?? null
    return this.shown?.request ?? null
  }

  /** Puts the answer away; it stays beside the others. */
  close(): void {
    this.shown = null
  }

  /** Whether the question of the answer shown has conditions that the panel does not have. */
  get asksMore(): boolean {
    return this.shown !== null && asksMore(this.shown.body, this.body(this.shown.request))
  }

  stop(): void {
    this.controller?.abort()
    this.stage = 'stopped'
  }
}
