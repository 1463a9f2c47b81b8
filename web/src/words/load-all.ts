/** Runs before the unit tests, as `main.ts` does before the page: every language can then be spoken. */
import { loadWords } from './index'

await loadWords('en')
