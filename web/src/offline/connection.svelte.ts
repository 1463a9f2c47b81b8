/** Whether the server answers, and from when the figures on the screen are if it does not. */
class Connection {
  isOffline = $state(!navigator.onLine)
  /** When the oldest answer on the screen came. */
  asOf = $state.raw<Date | null>(null)

  constructor() {
    addEventListener('offline', () => this.lost())
  }

  /** Notes from where an answer came: the server itself, or what was kept of it. */
  heard(answer: Response): void {
    const kept = answer.headers.get('x-nonnuoc-kept-at')
    if (kept === null) {
      this.isOffline = false
      this.asOf = new Date()
      return
    }
    const at = new Date(kept)
    if (!this.isOffline || this.asOf === null || at < this.asOf) this.asOf = at
    this.isOffline = true
  }

  /** Notes that no answer came. */
  lost(): void {
    this.isOffline = true
  }
}

export const connection = new Connection()
