// The first view must come over a weak line: at most 500 KB gzipped, apart from tiles.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { launch, open } from './support.mjs'

const BUDGET_BYTES = 500_000
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** What was asked for before the map stood; the inspector and what it needs come afterwards, while nobody waits. */
function firstOf(urls) {
  const later = urls.findIndex((url) => url.includes('/Inspector-'))
  return later < 0 ? urls : urls.slice(0, later)
}

it(`fetches at most ${BUDGET_BYTES} bytes (gzipped) before the map stands`, async (context) => {
  const sizes = new Map()
  const { page, close } = await open(browser)
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const worker = page.workers().map((one) => one.url())
  for (const url of new Set([page.url(), ...firstOf(urls), ...worker])) {
    if (new URL(url).pathname.startsWith('/tiles/')) continue
    const body = Buffer.from(await (await fetch(url)).arrayBuffer())
    const isPacked = url.endsWith('.woff2')
    sizes.set(url, isPacked ? body.length : gzipSync(body, { level: 6 }).length)
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  context.diagnostic(`first view: ${total} bytes gzipped in ${sizes.size} files`)
  assert.ok(total <= BUDGET_BYTES, [...sizes].map(([url, size]) => `${size} ${url}`).join('\n'))
  await close()
})

it('sends scripts and styles packed when the viewer was built, the same bytes once unpacked', async (context) => {
  const { page, close } = await open(browser)
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const files = [...new Set(urls)].filter((url) => /\/assets\/.*\.(js|css)$/.test(url))
  const first = firstOf(files)
  context.diagnostic(`${first.length} scripts and styles in the first view, ${files.length} in all`)
  assert.ok(first.length <= 16, `too many files for six connections:\n${first.join('\n')}`)
  let packed = 0
  for (const url of files) {
    const [small, plain] = await Promise.all([
      fetch(url, { headers: { 'accept-encoding': 'br' } }),
      fetch(url, { headers: { 'accept-encoding': 'identity' } }),
    ])
    assert.equal(plain.headers.get('content-encoding'), null)
    if (small.headers.get('content-encoding') === 'br') packed++
    assert.deepEqual(Buffer.from(await small.arrayBuffer()), Buffer.from(await plain.arrayBuffer()), url)
  }
  assert.ok(packed >= 4, `only ${packed} of ${files.length} came packed`)
  await close()
})
