import { untrack } from 'svelte'
import { api, ApiError } from '../../api/client'
import type { ScenarioKind } from '../../api/spatial'
import { app } from '../../state/app.svelte'
import type { View } from '../../state/views'
import { OF_CHOICES, type Done, type LongRun } from './long-run.svelte'
import type { Settings } from './settings'

interface Addressed<Request, Answer> {
  kind: ScenarioKind
  /** The choices in the address. */
  chosen: () => Request
  /** What the address tells of the answer. */
  told: () => string | null
  /** Whether the choices can be asked as they are. */
  mayAsk?: () => boolean
  /** An answer came from the server: brings the map to it. */
  came?: (answer: Done<Request, Answer>) => void
  viewOf: (chosen: Request, told: string | null) => View
}

/**
 * Keeps the address and the answer shown in step while the component that calls this is on the page: an answer to the
 * choices in the address is told there, and one that an address tells of is shown again, be it kept as a scenario or
 * worked out once more.
 */
export function keepInAddress<Request extends Settings, Answer>(
  run: LongRun<Request, Answer>,
  { kind, chosen, told, mayAsk = () => true, came = () => undefined, viewOf }: Addressed<Request, Answer>,
) {
  async function start(choices: Request) {
    const isThere = await run.start(choices)
    if (isThere && run.shown) came(run.shown)
  }

  /** Shows what a link tells of; where the link says what the map looks at, that stands. */
  function look() {
    if (run.shown && app.camera === null) came(run.shown)
  }

  async function openScenario(id: string) {
    const isThere = await run.fetch(async (signal) => {
      const scenario = await api.scenario(id, signal)
      if (scenario.kind !== kind) throw new ApiError('unknown_scenario', 404, '')
      return scenario
    })
    if (!isThere || !run.shown) return
    app.amend(viewOf(run.shown.request, run.toldWith(run.shown.request)))
    look()
  }

  function show(wanted: string, choices: Request) {
    if (run.toldWith(choices) === wanted || run.recall(wanted, choices)) return
    if (wanted !== OF_CHOICES) void openScenario(wanted)
    else if (mayAsk()) void run.start(choices).then(look)
  }

  // What another view left is shown again only where the address says so; it stays among the runs.
  if (untrack(told) === null) run.close()

  // Only another address asks for anything, not one that says in other words what is shown already.
  const address = $derived(JSON.stringify([told(), chosen()]))
  $effect(() => {
    void address
    untrack(() => {
      const wanted = told()
      if (wanted !== null) show(wanted, $state.snapshot(chosen()) as Request)
    })
  })

  let before = untrack(() => run.shown)
  $effect(() => {
    const isOther = run.shown !== before || run.stage === 'stopped'
    before = run.shown
    if (isOther) untrack(() => app.amend(viewOf(chosen(), run.toldWith(chosen()))))
  })

  $effect(() => () => run.stop())

  return {
    /** Goes on with other choices. */
    choose: (choices: Request) => app.go(viewOf(choices, run.toldWith(choices))),
    /** Works out what is chosen. */
    start: () => start($state.snapshot(chosen()) as Request),
  }
}
