// What every browser test needs: a page that notices errors and foreign requests, and questions to the map itself.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const require = createRequire(resolve(import.meta.dirname, '../../web/package.json'))
const { chromium } = require('playwright-core')
const axePath = require.resolve('axe-core/axe.min.js')

export const BASE = process.env.NONNUOC_URL
if (!BASE) throw new Error('NONNUOC_URL is not set: start these tests with node tests/browser/run.mjs')

export const SCREENS = {
  laptop: { width: 1366, height: 768 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 360, height: 740 },
}

const SCREENSHOTS = resolve(import.meta.dirname, '../../target/screenshots')

/** The password that the tests give the first administrator. */
export const CHOSEN = 'một câu dài dễ nhớ'

/** Signs a page's context in as the first administrator, whose one-time password may have been changed by now. */
export async function asAdministrator(context) {
  const signIn = (password) =>
    context.request.post(`${BASE}/api/session`, { data: { name: 'admin', password } })
  if ((await signIn(CHOSEN)).ok()) return
  const old = process.env.NONNUOC_ADMINISTRATOR
  assert.ok((await signIn(old)).ok(), 'the one-time password of the administrator works')
  const change = { data: { old, new: CHOSEN } }
  assert.ok((await context.request.put(`${BASE}/api/session/password`, change)).ok())
}

/** A browser as on a machine without a graphics card: it draws the page itself, and WebGL by software. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      ...(process.env.NONNUOC_PAGE_BY_GL ? ['--use-angle=swiftshader'] : []),
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

/** Opens the viewer at a query string and waits until the map has drawn everything. */
export async function open(browser, query = '', { screen = 'laptop', theme = 'light', isKept = false, isNew = false } = {}) {
  const context = await browser.newContext({
    viewport: SCREENS[screen],
    colorScheme: theme,
    reducedMotion: 'reduce',
    hasTouch: screen === 'phone',
    // Only the tests of opening without a line want the viewer kept.
    serviceWorkers: isKept ? 'allow' : 'block',
  })
  // Only the tests of the tour are here for the first time.
  if (!isNew) await context.addInitScript(() => localStorage.setItem('tour', 'seen'))
  const page = await context.newPage()
  const faults = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(BASE).origin) faults.push(`foreign: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  await page.goto(`${BASE}/?debug=map${query === '' ? '' : '&' + query}`)
  await drawn(page)
  return { page, faults, context, close: () => context.close() }
}

/** Waits until the map is at rest with its own layers on it. */
export async function drawn(page) {
  await page.waitForFunction(
    () => {
      const map = globalThis.__nonnuoc_map
      return map?.loaded() && map.areTilesLoaded() && map.getLayer('commune-hit') !== undefined
    },
    null,
    { timeout: 60_000 },
  )
  await page.waitForTimeout(300)
}

/** Opens what the address of the page says once more, as a link sent to somebody does. */
export async function again(page) {
  await page.goto(`${page.url()}&debug=map`)
  await drawn(page)
}

/** The features that are really drawn by the style layers whose id begins with a name. */
export function rendered(page, prefix) {
  return page.evaluate((prefix) => {
    const map = globalThis.__nonnuoc_map
    const layers = map
      .getStyle()
      .layers.map(({ id }) => id)
      .filter((id) => id === prefix || id.startsWith(prefix + '/'))
    if (layers.length === 0) return []
    return map.queryRenderedFeatures({ layers }).map(({ properties }) => properties)
  }, prefix)
}

/** The communes whose outline is drawn as that of the one picked, by their codes. */
export function outlined(page) {
  return page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const drawn = map.queryRenderedFeatures({ layers: ['commune-outline'] })
    const isPicked = ({ state, layer }) => state.picked === true && layer.paint['line-width'] === 3
    return [...new Set(drawn.filter(isPicked).map(({ properties }) => properties.code))]
  })
}

/** Where a position is on the page, for clicking. */
export function pointOf(page, lon, lat) {
  return page.evaluate(
    ([lon, lat]) => {
      const map = globalThis.__nonnuoc_map
      const { x, y } = map.project([lon, lat])
      const box = map.getCanvas().getBoundingClientRect()
      return { x: x + box.left, y: y + box.top }
    },
    [lon, lat],
  )
}

/** Takes a picture; the page itself never scrolls, only what is in it. */
export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true })
  const scrolled = await page.evaluate(() => [document.scrollingElement.scrollTop, document.scrollingElement.scrollLeft])
  assert.deepEqual(scrolled, [0, 0], 'the page was scrolled away')
  await page.mouse.move(2, 2)
  await page.screenshot({ path: resolve(SCREENSHOTS, `${name}.png`) })
}

/** Fails with what axe finds that is serious or critical. */
export async function accessible(page) {
  await page.addScriptTag({ path: axePath })
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  )
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  assert.deepEqual(serious, [])
}

/** Text that must never be seen: what a programme says when it lost a value. */
export async function hasNoRubbish(page) {
  const text = await page.locator('body').innerText()
  for (const rubbish of ['undefined', 'NaN', '[object', 'null', 'Infinity']) {
    assert.ok(!text.includes(rubbish), `the page says "${rubbish}"`)
  }
}

/** Text smaller than 14 px anywhere on the page, apart from hidden helpers. */
export function smallText(page) {
  return page.evaluate(() => {
    const small = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const isText = node.textContent.trim() !== '' && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName)
      if (isText && parseFloat(getComputedStyle(element).fontSize) < 13.99) small.push(node.textContent.trim())
    }
    return small
  })
}

/** English left in the Vietnamese interface: texts with words that Vietnamese does not have; citations are marked as English. */
export function english(page) {
  return page.evaluate(() => {
    const words = /(?<![\p{L}-])(the|of|and|with|from|are|for|this|layer|layers|source|loading|none|unknown|error)(?![\p{L}-])/iu
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const isRead = !element.closest('[lang=en], script, style, noscript, kbd')
      if (isRead && words.test(node.textContent)) found.push(node.textContent.trim())
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest('[lang=en]')) continue
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const text = element.getAttribute(name) ?? ''
        if (words.test(text)) found.push(`${name}: ${text}`)
      }
    }
    return found
  })
}
