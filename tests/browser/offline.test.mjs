// Without a line: the viewer opens with what it showed last, says so, and forgets what was kept at signing out.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, drawn, hasNoRubbish, launch, open, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

it('opens without a line with the last figures, in any mode that was built', async () => {
  const { page, context, close } = await open(browser, '', { isKept: true })
  const manifest = await (await fetch(new URL('/manifest.webmanifest', page.url()))).json()
  assert.equal(manifest.display, 'standalone')
  for (const { src } of manifest.icons) assert.equal((await fetch(new URL(src, page.url()))).status, 200)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.waitForLoadState('networkidle')
  const kept = () =>
    page.evaluate(async () => {
      const names = {}
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        names[name] = (await cache.keys()).map(({ url }) => new URL(url).pathname)
      }
      return names
    })
  // Tiles come once more through the worker, however long this machine takes.
  const isEachThere = (tiles) => ['communes', 'commune-labels', 'commune-borders,province,rivers'].every((name) => tiles.some((path) => decodeURIComponent(path).startsWith(`/tiles/${name}/8/`)))
  // The whole view is kept once no tile has come for three seconds.
  for (let turn = 0, quiet = 0, many = 0; turn < 160 && quiet < 12; turn++) {
    const tiles = (await kept())['tiles-1'] ?? []
    quiet = isEachThere(tiles) && tiles.length === many ? quiet + 1 : 0
    many = tiles.length
    await page.waitForTimeout(250)
  }
  const before = await kept()
  assert.ok(before['answers-1'].includes('/api/units') && before['tiles-1'].length > 3, JSON.stringify(before))
  assert.ok(!Object.values(before).flat().some((path) => /^\/api\/(session|account|users|observations|uploads|scenarios)/.test(path)))

  await context.setOffline(true)
  await page.goto(`${page.url()}&debug=map`)
  await drawn(page)
  const communes = async () => new Set((await rendered(page, 'commune-hit')).map(({ code }) => code)).size
  for (let turn = 0; turn < 40 && (await communes()) < 56; turn++) await page.waitForTimeout(250)
  assert.equal(await communes(), 56)
  // An indicator that was never seen leaves the panel where it is, and comes by itself with the line.
  const indicator = page.getByRole('combobox', { name: 'Chỉ số', exact: true })
  await indicator.selectOption('area')
  await page.getByRole('alert').getByText(/Không tới được máy chủ/).waitFor()
  assert.equal(await indicator.isVisible(), true)
  await page.getByText(/^Ngoại tuyến – số liệu lúc \d\d:\d\d\./).waitFor()
  await page.getByRole('navigation').getByRole('button', { name: 'Truy vấn' }).click()
  await page.getByRole('button', { name: /Cửa khẩu cách hành lang/ }).click()
  await page.getByRole('alert').getByText(/Không tới được máy chủ/).waitFor()
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'offline-laptop-light')

  await context.setOffline(false)
  await page.getByRole('button', { name: 'Thử lại' }).last().click()
  await page.getByText(/^Ngoại tuyến/).waitFor({ state: 'detached' })
  await page.getByRole('navigation').getByRole('button', { name: 'Bản đồ' }).click()
  await page.getByText('56/56 xã, phường có số liệu').waitFor()

  // Signing out, even when nobody was signed in, empties what was kept of answers.
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }))
  const after = await kept()
  assert.deepEqual([after['answers-1'] ?? [], after['tiles-1'] ?? []], [[], []])
  await close()
})
