import type { ApiError } from '../../api/client'
import { askWithProgress, type Progress } from '../../api/events'
import type { Scenario } from '../../api/spatial'
import { asApiError } from '../../state/data.svelte'
import { asksMore } from './asks-more'

/** An answer that was worked out or was saved, with its question; a few are kept to be set side by side. */
export interface Done<Request, Answer> {
  number: number
  /** The scenario it is kept as; `null` for a run of this sitting. */
  scenario: { id: string; name: string } | null
  /** The choices of the panel that ask the question. */
  request: Request
  /** The question as the server takes it. */
  body: unknown
  answer: Answer
}

const MOST_KEPT = 6
/** How an address tells an answer that is kept nowhere: the choices beside it bring it about again. */
export const OF_CHOICES = 'computed'

const areSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

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

  /** Works an answer out; tells whether it came. */
  start(request: Request): Promise<boolean> {
    const body = this.body(request)
    return this.work(async (signal) => {
      const answer = await askWithProgress<Answer>(this.path, body, signal, (progress) => {
        if (!signal.aborted) this.progress = progress
      })
      return () => this.take(null, request, body, answer)
    })
  }

  /** Shows the answer of a scenario; tells whether it came. */
  fetch(ask: (signal: AbortSignal) => Promise<Scenario>): Promise<boolean> {
    return this.work(async (signal) => {
      const scenario = await ask(signal)
      return () => void this.open(scenario)
    })
  }

  private async work(doing: (signal: AbortSignal) => Promise<() => void>): Promise<boolean> {
    this.controller?.abort()
    const own = new AbortController()
    this.controller = own
    this.stage = 'working'
    this.trouble = null
    this.progress = null
    try {
      const show = await doing(own.signal)
      if (own.signal.aborted) return false
      show()
      this.arrived = this.shown?.number ?? null
      this.stage = 'idle'
      return true
    } catch (cause) {
      if (own.signal.aborted) return false
      this.stage = 'idle'
      this.trouble = asApiError(cause)
      return false
    }
  }

  /** Shows an answer and sets it beside the others. */
  private take(scenario: Done<Request, Answer>['scenario'], request: Request, body: unknown, answer: Answer) {
    this.count += 1
    this.shown = { number: this.count, scenario, request, body, answer }
    this.done = [...this.done, this.shown].slice(-MOST_KEPT)
  }

  /** Shows a saved answer; gives the choices by which it was asked. */
  open({ id, name, request: body, result }: Scenario): Request {
    const kept = this.done.find(({ scenario }) => scenario?.id === id)
    const request = kept?.request ?? this.read(body)
    if (kept) this.shown = kept
    else this.take({ id, name }, request, body, result as Answer)
    return request
  }

  /** The answer to a question was kept as a scenario. */
  keptAs({ id, name }: Scenario, body: unknown): void {
    this.done = this.done.map((one) => (one.body === body ? { ...one, scenario: { id, name } } : one))
    this.shown = this.done.find(({ number }) => number === this.shown?.number) ?? this.shown
  }

  /** Shows one of the answers once more; gives the choices by which it was asked. */
  again(number: number): Request | null {
    this.shown = this.done.find((one) => one.number === number) ?? null
    return this.shown?.request ?? null
  }

  /** What an address with these choices tells of the answer shown; `null` where that is of other choices. */
  toldWith(chosen: Request): string | null {
    if (!this.shown || !areSame(this.shown.request, chosen)) return null
    return this.shown.scenario?.id ?? OF_CHOICES
  }

  /** Shows what an address tells, if it is among the answers. */
  recall(told: string, chosen: Request): boolean {
    const found = this.done.findLast(
      ({ scenario, request }) => scenario?.id === told || (told === OF_CHOICES && areSame(request, chosen)),
    )
    if (found) this.shown = found
    return found !== undefined
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
    if (this.stage !== 'working') return
    this.controller?.abort()
    this.stage = 'stopped'
  }
}
