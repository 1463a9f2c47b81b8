import { api } from '../../api/client'
import { askWithProgress, type Progress } from '../../api/events'
import type { Exposure, LocatedList } from '../../api/spatial'
import { onScreen } from '../../state/map.svelte'
import { HAZARDS } from '../../state/views'
import { extentOf, readLocated } from './located'
import { Run } from './run.svelte'

/** The list of points that was looked up last; it stays while other tabs and modes are open, until it is closed. */
class LookedUp {
  readonly run = new Run<LocatedList>()
  /** Where hazards were mapped at all; without it the points are told all the same, in other words. */
  readonly mapping = new Run<Exposure>()
  progress = $state.raw<Progress | null>(null)
  readonly points = $derived(this.run.answer ? readLocated(this.run.answer.csv) : [])

  /** Looks up a list; `keep` is handed its rows with what was found. */
  async look(file: File, keep: (rows: Blob) => void): Promise<void> {
    this.progress = null
    await this.run.ask(async (signal) => {
      const looked = await askWithProgress<LocatedList>('/api/locate', file, signal, (told) => {
        if (!signal.aborted) this.progress = told
      })
      keep(new Blob([looked.csv], { type: 'text/csv;charset=utf-8' }))
      return looked
    })
    const extent = extentOf(this.points)
    if (!extent || this.run.stage !== 'idle' || this.run.trouble) return
    onScreen.map?.fit(extent, 12)
    await this.mapping.ask((signal) => api.exposure({ hazards: [...HAZARDS] }, signal))
  }

  close(): void {
    this.run.clear()
    this.mapping.clear()
  }
}

export const lookedUp = new LookedUp()
