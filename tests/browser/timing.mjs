// Measures what a user waits for: the first usable map with nothing kept, in a browser just started and in one that is
// open, and how long the screen takes to answer.
//
//   node tests/browser/timing.mjs [path to nonnuoc] [how many runs]
//
// No test: a machine with other work on it says nothing. Run it on a calm one; it tells the load beside the medians.
// "First usable": from the request of the page until the communes are drawn in their colours and lie under the pointer.
// The browser has its own window ready by then: what it needs to open one is not the viewer's.
// An answer: from the event's own time until the frame that shows its effect has been drawn and the next may begin.
// Without a graphics card; with NONNUOC_PAGE_BY_GL=1 the page around the map is drawn by software GL, too, which no
// browser does by itself and which costs more.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const [binary = resolve(import.meta.dirname, '../../target/release/nonnuoc'), howMany = '7'] = process.argv.slice(2)
const RUNS = Number(howMany)

async function freePort() {
  return new Promise((done, refuse) => {
    const probe = createServer()
    probe.once('error', refuse)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

async function untilReady(url) {
  for (let attempt = 0; attempt < 150; attempt++) {
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((next) => setTimeout(next, 200))
  }
  throw new Error(`${binary} did not answer at ${url}/healthz within 30 seconds`)
}

const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)]
const median = (times) => quantile(times, 0.5)
const told = (ms) => `${Math.round(ms)} ms`
/** How long a browser takes at most to have its own window ready. */
const WINDOW_MS = 3000

/** Runs in the page before anything else: notes when the communes are first on the screen, with their colours. */
function watchForCommunes() {
  localStorage.setItem('tour', 'seen')
  globalThis.__communes_at = null
  const look = () => {
    const map = globalThis.__nonnuoc_map
    const isDrawn =
      map?.getLayer('choropleth') !== undefined &&
      new Set(map.queryRenderedFeatures({ layers: ['choropleth', 'choropleth-no-data'] }).map(({ properties }) => properties.code)).size >= 56
    if (isDrawn) globalThis.__communes_at = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function firstView(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' })
  await context.addInitScript(watchForCommunes)
  const page = await context.newPage()
  await page.waitForTimeout(WINDOW_MS)
  await page.goto(`${url}/?debug=map`)
  await page.waitForFunction(() => globalThis.__communes_at !== null, null, { timeout: 60_000 })
  const steps = await page.evaluate(() => ({
    communes: globalThis.__communes_at,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    requests: performance.getEntriesByType('resource').map(({ name, startTime, responseEnd, transferSize }) => ({
      name: name.replace(location.origin, ''),
      from: Math.round(startTime),
      to: Math.round(responseEnd),
      bytes: transferSize,
    })),
  }))
  await context.close()
  return steps
}

/** Every layer on. */
async function everythingOn(url) {
  const { layers } = await (await fetch(`${url}/api/layers`)).json()
  return layers.filter(({ content }) => content === 'places').map(({ id }) => `${id}:100`).join()
}

/** Times from an event in the page until the frame in which `isDone` holds has been drawn, as seen by the page itself. */
function timed(page, kind, act, isDone, argument) {
  return page.evaluate(
    ([kind, isDone, argument]) => {
      const holds = new Function('argument', `return (${isDone})(argument)`)
      globalThis.__answer = new Promise((done, refuse) => {
        setTimeout(() => refuse(new Error(`no answer to ${kind} within ten seconds: ${isDone}`)), 10_000)
        addEventListener(
          kind,
          (event) => {
            const map = globalThis.__nonnuoc_map
            let isShown = false
            const look = () => {
              if (isShown || !holds(argument)) return
              isShown = true
              map.off('render', look)
              requestAnimationFrame(() => done(performance.now() - event.timeStamp))
            }
            // The map draws after this listener's own frame callback would run; what is no map comes with any frame.
            map.on('render', look)
            const next = () => {
              look()
              if (!isShown) requestAnimationFrame(next)
            }
            requestAnimationFrame(next)
          },
          { capture: true, once: true },
        )
      })
    },
    [kind, isDone.toString(), argument],
  )
    .then(act)
    .then(() => page.evaluate(() => globalThis.__answer))
}

async function interactions(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' })
  await context.addInitScript(watchForCommunes)
  const page = await context.newPage()
  await page.goto(`${url}/?debug=map&layers=${await everythingOn(url)}`)
  await page.waitForFunction(() => globalThis.__communes_at !== null && globalThis.__nonnuoc_map.loaded())
  await page.waitForTimeout(2000)
  // Where communes are on the screen, with their codes.
  const places = await page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const box = map.getCanvas().getBoundingClientRect()
    const found = []
    for (let x = 420; x < box.width - 120; x += 13) {
      for (let y = 120; y < box.height - 40; y += 13) {
        const [commune] = map.queryRenderedFeatures([x, y], { layers: ['commune-hit'] })
        const isOpen = document.elementFromPoint(x + box.left, y + box.top) === map.getCanvas()
        // Layers of places are called kind/layer; where one of them lies under the pointer, it answers and not the commune.
        const around = [
          [x - 6, y - 6],
          [x + 6, y + 6],
        ]
        const isCommuneAlone = !map.queryRenderedFeatures(around).some(({ layer }) => layer.id.includes('/'))
        if (commune && isOpen && isCommuneAlone && found.every(({ code }) => code !== commune.properties.code)) {
          found.push({ x: x + box.left, y: y + box.top, code: commune.properties.code, id: commune.id })
        }
      }
    }
    return found.slice(0, 24)
  })
  const times = { hover: [], pick: [], 'switch a layer': [], pan: [] }
  for (const { x, y, id } of places) {
    times.hover.push(
      await timed(
        page,
        'mousemove',
        () => page.mouse.move(x, y),
        (id) => globalThis.__nonnuoc_map.getFeatureState({ source: 'communes', sourceLayer: 'communes', id })?.hover === true,
        id,
      ),
    )
  }
  for (const { x, y } of places.slice(0, 12)) {
    const before = page.url()
    times.pick.push(
      await timed(page, 'click', () => page.mouse.click(x, y), (before) => location.href !== before && document.querySelector('aside, [role=complementary]') !== null, before),
    )
    // The inspector lies over what is picked next.
    await page.getByRole('complementary').getByRole('button', { name: 'Đóng' }).click()
    await page.getByRole('complementary').waitFor({ state: 'detached' })
  }
  const gates = page.getByRole('switch', { name: /Cửa khẩu/ })
  for (let turn = 0; turn < 12; turn++) {
    times['switch a layer'].push(
      await timed(
        page,
        'change',
        () => gates.click(),
        (isOn) => (globalThis.__nonnuoc_map.getLayer('border-gate/border-gates') !== undefined) === isOn,
        turn % 2 === 1,
      ),
    )
    await page.waitForTimeout(150)
  }
  const [{ x, y }] = places
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= 24; step++) {
    const centre = await page.evaluate(() => globalThis.__nonnuoc_map.getCenter().lng)
    times.pan.push(
      await timed(page, 'mousemove', () => page.mouse.move(x + step * 6, y), (was) => globalThis.__nonnuoc_map.getCenter().lng !== was, centre),
    )
  }
  await page.mouse.up()
  await context.close()
  return times
}

const data = mkdtempSync(join(tmpdir(), 'nonnuoc-timing-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const server = spawn(binary, ['serve', '--demo', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' })
process.env.NONNUOC_URL = url
try {
  await untilReady(url)
  const { launch } = await import('./support.mjs')
  console.log(`load ${loadavg()[0].toFixed(2)}, ${RUNS} runs`)
  const views = []
  for (let run = 0; run < RUNS; run++) {
    // A browser of its own each time: nothing is kept, neither files nor compiled code.
    const browser = await launch()
    views.push(await firstView(browser, url))
    await browser.close()
  }
  const at = views.map(({ communes }) => communes)
  console.log(`first usable map: median ${told(median(at))} (${at.map(Math.round).join(', ')}); first paint ${told(median(views.map(({ paint }) => paint)))}`)
  if (process.env.NONNUOC_REQUESTS) {
    for (const { name, from, to, bytes } of views.at(-1).requests) console.log(`  ${from}–${to} ms ${bytes} B ${name}`)
  }
  const browser = await launch()
  // A browser that is open already, with none of the viewer's files kept: each context has a cache of its own.
  await firstView(browser, url)
  const opened = []
  for (let run = 0; run < RUNS; run++) opened.push((await firstView(browser, url)).communes)
  console.log(`in an open browser: median ${told(median(opened))} (${opened.map(Math.round).join(', ')})`)
  const all = []
  for (const [kind, times] of Object.entries(await interactions(browser, url))) {
    all.push(...times)
    console.log(`${kind}: median ${told(median(times))}, p95 ${told(quantile(times, 0.95))} (${times.length})`)
  }
  console.log(`all interactions: p95 ${told(quantile(all, 0.95))}`)
  await browser.close()
} finally {
  server.kill('SIGTERM')
  await new Promise((gone) => (server.exitCode === null ? server.once('exit', gone) : gone()))
  rmSync(data, { recursive: true, force: true })
}
