import type { ApiError } from '../../api/client'
import { asApiError } from '../../state/data.svelte'

/** One question under way at a time: asked anew it drops the one before, and it can be stopped. */
export class Run<Answer> {
  answer = $state.raw<Answer | null>(null)
  trouble = $state.raw<ApiError | null>(null)
  stage = $state<'idle' | 'working' | 'stopped'>('idle')
  private controller: AbortController | null = null

  /** Asks; the answer before stays to be seen until the new one is there. */
  async ask(question: (signal: AbortSignal) => Promise<Answer>): Promise<void> {
    this.controller?.abort()
    const own = new AbortController()
    this.controller = own
    this.stage = 'working'
    this.trouble = null
    try {
      const answer = await question(own.signal)
      if (own.signal.aborted) return
      this.answer = answer
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

  /** Drops the question and its answer. */
  clear(): void {
    this.controller?.abort()
    this.answer = null
    this.trouble = null
    this.stage = 'idle'
  }
}
