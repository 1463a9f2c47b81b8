import { loadWords, say, type Language, type WordKey } from '../words'
import {
  decodePermalink,
  encodePermalink,
  type Camera,
  type Choropleth,
  type LayerChoice,
  type LeftSide,
  type Permalink,
  type Pick,
} from './permalink'
import { type View } from './views'

export type Theme = 'light' | 'dark'

const FIRST_CHOROPLETH: Choropleth = { indicator: 'population-density', period: null, method: 'quantile' }

function storedTheme(): Theme {
  const stored = localStorage.getItem('theme')
  if (stored === 'light' || stored === 'dark') return stored
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function storedLanguage(): Language {
  return localStorage.getItem('language') === 'en' ? 'en' : 'vi'
}

/** What the user sees and has chosen. The address bar follows it; Back brings the step before. */
class App {
  view = $state<View>({ mode: 'map' })
  camera = $state.raw<Camera | null>(null)
  pick = $state<Pick | null>(null)
  layers = $state<Record<string, LayerChoice>>({})
  choropleth = $state<Choropleth | null>(FIRST_CHOROPLETH)
  /** The left half of the map while it is divided; `null` while it is whole. */
  left = $state<LeftSide | null>(null)
  language = $state<Language>(storedLanguage())
  theme = $state<Theme>(storedTheme())
  showsValues = $state(false)
  /** Layers that were put in another order, from the top down. */
  order = $state.raw<string[]>([])
  /** Whether the map stands alone, for a wall. */
  isStaged = $state(false)

  constructor() {
    this.read(true)
    addEventListener('popstate', () => this.read(false))
  }

  private defaults(): Permalink {
    return {
      view: { mode: 'map' },
      camera: null,
      pick: null,
      layers: {},
      order: [],
      showsValues: false,
      isStaged: false,
      choropleth: FIRST_CHOROPLETH,
      left: null,
      language: this.language,
    }
  }

  /** Takes over what the address says; the words of its language are loaded first by `main.ts`, later here. */
  private read(isFirst: boolean): void {
    const link = decodePermalink(location.search, this.defaults())
    this.view = link.view
    this.camera = link.camera
    this.pick = link.pick
    this.layers = link.layers
    this.order = link.order
    this.showsValues = link.showsValues
    this.isStaged = link.isStaged
    this.choropleth = link.choropleth
    this.left = link.left
    if (isFirst) this.language = link.language
    else void this.speak(link.language)
  }

  /** The address of what is on the screen. */
  link(): string {
    const { view, camera, pick, layers, order, choropleth, left, showsValues, isStaged, language } = this
    return encodePermalink({
      view,
      camera,
      pick,
      layers,
      order,
      choropleth,
      left,
      showsValues,
      isStaged,
      language,
    })
  }

  /** The whole address of what is on the screen, to be sent to somebody. */
  address(): string {
    return location.origin + location.pathname + this.link()
  }

  /** Notes a step that Back should undo. */
  private step(): void {
    const link = this.link()
    if (link !== location.search) history.pushState(null, '', link)
  }

  /** The words of a key in the language of the moment. */
  say(key: WordKey, fill?: Record<string, string | number>): string {
    return say(this.language, key, fill)
  }

  /** A text in the language of the moment. */
  tell(text: { vi: string; en: string }): string {
    return text[this.language]
  }

  go(view: View): void {
    this.view = view
    this.step()
  }

  /** What a view comes to know by itself: the address follows, but it is no step. */
  amend(view: View): void {
    this.view = view
    this.follow()
  }

  select(pick: Pick | null): void {
    this.pick = pick
    this.step()
  }

  colour(choropleth: Choropleth | null): void {
    this.choropleth = choropleth
    this.step()
  }

  /** Divides the map, changes what its left half shows, or makes it whole again. */
  divide(left: LeftSide | null): void {
    this.left = left
    this.step()
  }

  /** Something that moves while it is held, such as the divider: the address follows, but it is no step. */
  follow(): void {
    history.replaceState(null, '', this.link())
  }

  choose(layer: string, choice: LayerChoice): void {
    this.layers[layer] = choice
    this.step()
  }

  /** Puts layers in another order, told from the top down. */
  reorder(order: string[]): void {
    this.order = order
    this.step()
  }

  /** Brings every layer back to how it is at first: which are on, how strong, in which order. */
  resetLayers(): void {
    this.layers = {}
    this.order = []
    this.step()
  }

  writeValues(showsValues: boolean): void {
    this.showsValues = showsValues
    this.step()
  }

  /** Leaves nothing but the map and what explains it, or comes back from there. */
  stage(isStaged: boolean): void {
    this.isStaged = isStaged
    this.step()
  }

  /** The camera follows the map and replaces the address: panning is not a step. */
  moved(camera: Camera): void {
    this.camera = camera
    history.replaceState(null, '', this.link())
  }

  /** Changes the language as soon as its words are there; without a line to the server it stays as it is. */
  async speak(language: Language): Promise<void> {
    if (language === this.language) return
    await loadWords(language)
    this.language = language
    localStorage.setItem('language', language)
    history.replaceState(null, '', this.link())
  }

  dress(theme: Theme): void {
    this.theme = theme
    localStorage.setItem('theme', theme)
  }
}

export const app = new App()
