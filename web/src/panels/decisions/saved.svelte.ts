import { api, type ApiError } from '../../api/client'
import type { Scenario, ScenarioKind, ScenarioSummary } from '../../api/spatial'
import { asApiError } from '../../state/data.svelte'

/** The scenarios that were saved, whoever shows or saves one: what is saved stands in every list at once. */
class SavedScenarios {
  private all = $state.raw<ScenarioSummary[]>([])
  trouble = $state.raw<ApiError | null>(null)

  of(kind: ScenarioKind): ScenarioSummary[] {
    return this.all.filter((one) => one.kind === kind)
  }

  async read(): Promise<void> {
    this.trouble = null
    try {
      this.all = (await api.scenarios()).scenarios
    } catch (cause) {
      this.trouble = asApiError(cause)
    }
  }

  /** Forgets a scenario. Throws what the server says against it. */
  async remove(id: string): Promise<void> {
    await api.removeScenario(id)
    this.all = this.all.filter((one) => one.id !== id)
  }

  /** Saves a question with its answer. Throws what the server says against it. */
  async keep(name: string, kind: ScenarioKind, request: unknown): Promise<Scenario> {
    const kept = await api.keepScenario({ name, kind, request })
    await this.read()
    return kept
  }
}

export const savedScenarios = new SavedScenarios()
