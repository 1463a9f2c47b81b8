import type { Observation } from '../../api/figures'

/** The figure that is entered again: a draft to be changed, or one that was returned. */
class Again {
  figure = $state.raw<Observation | null>(null)

  /** Gives the figure once. */
  take(): Observation | null {
    const { figure } = this
    this.figure = null
    return figure
  }
}

export const again = new Again()
