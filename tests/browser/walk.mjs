// Walking through the viewer as people do on a laptop, a wall and a phone: the same steps, and the same looks held to.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { misfits } from './fit.mjs'
import { BASE, CHOSEN, accessible, asAdministrator, drawn, hasNoRubbish, launch, open, pointOf, screenshot, smallText } from './support.mjs'

/** Both themes are walked in. */
const THEMES = { laptop: 'light', wall: 'dark', phone: 'light' }
/** Accounts are new each time, so that the walks can be gone again on one server. */
const RUN = Date.now().toString(36)

/** The browser of a file's walks: launched before the first of them, closed after the last. */
export function setOut() {
  let browser
  before(async () => {
    browser = await launch()
  })
  after(() => browser.close())
  return {
    /** Opens the viewer at a query string on a screen, in the theme of that screen. */
    arrive: (screen, query = '', how = {}) => open(browser, query, { screen, theme: THEMES[screen], ...how }),
    newContext: () => browser.newContext(),
    /** Signs a context in as somebody new. */
    signInAs: async (context, role, name) => {
      const administrator = await browser.newContext()
      await asAdministrator(administrator)
      const account = { name: `${role}-${name}-${RUN}`, display_name: `Người ${role}`, role, agencies: [], units: [] }
      const made = await administrator.request.post(`${BASE}/api/accounts`, { data: account })
      assert.equal(made.status(), 201, await made.text())
      const { one_time_password: old } = await made.json()
      await administrator.close()
      const signedIn = await context.request.post(`${BASE}/api/session`, { data: { name: account.name, password: old } })
      assert.ok(signedIn.ok(), await signedIn.text())
      const change = { data: { old, new: `${CHOSEN} ${account.name}` } }
      assert.ok((await context.request.put(`${BASE}/api/session/password`, change)).ok())
    },
  }
}

const HEIGHTS = ['peek', 'half', 'full']

/** Sets the sheet of a phone to a height; elsewhere the panel stands beside the map. */
export async function sheet(page, height) {
  const panel = page.locator('section.panel')
  if (!(await panel.locator('.grip').isVisible())) return
  for (;;) {
    const at = HEIGHTS.findIndex((one) => one === height)
    const now = await panel.evaluate((panel, heights) => heights.findIndex((one) => panel.classList.contains(one)), HEIGHTS)
    if (now === at) return
    await page.getByRole('button', { name: now < at ? 'Kéo bảng cao hơn' : 'Hạ bảng xuống' }).click()
  }
}

/** Goes to a mode by the rail. */
export async function goTo(page, mode) {
  await page.getByRole('navigation').getByRole('button', { name: mode, exact: true }).click()
}

/** Presses a position on the map, by finger where there is no mouse. */
export async function pressAt(page, lon, lat) {
  const { x, y } = await pointOf(page, lon, lat)
  const isFree = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.classList.contains('maplibregl-canvas'), [x, y])
  assert.ok(isFree, `${lon}, ${lat} is not free on the map`)
  if (page.viewportSize().width < 768) await page.touchscreen.tap(x, y)
  else await page.mouse.click(x, y)
}

/** How many of the features that layers draw are in sight: not under the panel, a legend or another card. */
export async function inSight(page, prefix) {
  await drawn(page)
  return page.evaluate((prefix) => {
    const map = globalThis.__nonnuoc_map
    const frame = map.getCanvas().getBoundingClientRect()
    const layers = map.getStyle().layers.map(({ id }) => id).filter((id) => id === prefix || id.startsWith(prefix + '/'))
    if (layers.length === 0) return 0
    const corners = ({ type, coordinates }) => (type === 'Point' ? [coordinates] : coordinates.flat(coordinates[0][0][0]?.length ? 2 : Array.isArray(coordinates[0][0]) ? 1 : 0))
    // All communes have an outline; that of the one picked is seen.
    const isSeen = ({ layer, state }) => layer.id !== 'commune-outline' || state.picked === true
    return map.queryRenderedFeatures({ layers }).filter(isSeen).filter(({ geometry }) =>
      corners(geometry).some((position) => {
        const { x, y } = map.project(position)
        return document.elementFromPoint(x + frame.left, y + frame.top) === map.getCanvas()
      }),
    ).length
  }, prefix)
}

/** Brings something to the top of what scrolls. */
export const bringUp = (locator) => locator.evaluate((element) => element.scrollIntoView())

/** Takes a picture and holds what it shows to what every page is held to. */
export async function looksRight(page, name) {
  await screenshot(page, name)
  assert.deepEqual(await misfits(page), [])
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
}

/** The end of a walk: nothing serious by axe, nothing said to the console. */
export async function endsWell({ page, faults, close }, { isExpected = () => false } = {}) {
  // A field half under the tabs would be measured as a small one.
  await page.locator('section.panel .content').evaluate((panel) => panel.scrollTo(0, 0))
  await accessible(page)
  assert.deepEqual(faults.filter((fault) => !isExpected(fault)), [])
  await close()
}

/** Whether nothing lies over the middle of something. */
export const isInFront = (locator) =>
  locator.evaluate((element) => {
    element.scrollIntoView({ block: 'nearest' })
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + Math.min(width / 2, 60), top + height / 2))
  })
