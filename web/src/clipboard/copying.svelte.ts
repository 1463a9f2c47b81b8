import { copyText } from './copy'

/** How long it is told that something was copied, in milliseconds; why it was not takes longer to read. */
const TOLD_MS = { copied: 2000, refused: 8000 }

/** A button that copies, and what came of it. */
export class Copying {
  outcome = $state<keyof typeof TOLD_MS | null>(null)
  private timer: ReturnType<typeof setTimeout> | undefined

  async copy(text: string): Promise<void> {
    const outcome = (await copyText(text)) ? 'copied' : 'refused'
    this.outcome = outcome
    clearTimeout(this.timer)
    this.timer = setTimeout(() => (this.outcome = null), TOLD_MS[outcome])
  }
}
