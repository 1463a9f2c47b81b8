/** How much the legend says: its head alone, what every colour and mark means, or also where each layer is from. */
export type LegendForm = 'closed' | 'compact' | 'full'

const KEY = 'legend'

function storedForm(): LegendForm {
  const stored = localStorage.getItem(KEY)
  if (stored === 'closed' || stored === 'compact' || stored === 'full') return stored
  return matchMedia('(max-width: 767px)').matches ? 'closed' : 'compact'
}

/** The form that the legend has; it is the same at the next visit. */
class LegendState {
  form = $state<LegendForm>(storedForm())

  take(form: LegendForm): void {
    this.form = form
    localStorage.setItem(KEY, form)
  }
}

export const legend = new LegendState()
