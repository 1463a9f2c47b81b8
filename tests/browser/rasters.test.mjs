// Relief shading: made-up heights are there to be switched on, never unasked, and then change the picture.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { drawn, hasNoRubbish, launch, open, screenshot } from './support.mjs'

let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

const picture = async (page) => {
  await drawn(page)
  return page.locator('.map canvas').first().screenshot()
}

it('shades the ground by the heights when their layer is switched on', async () => {
  const { page, faults, close } = await open(browser)
  const heights = page.getByRole('switch', { name: /Độ cao/ })
  assert.equal(await heights.isChecked(), false, 'made-up heights are shaded unasked')
  const flat = await picture(page)
  await heights.check()
  await page.waitForFunction(() => globalThis.performance.getEntriesByType('resource').some(({ name }) => /\/tiles\/[^/]*elevation\/\d/.test(name)))
  await page.waitForTimeout(300)
  const shaded = await picture(page)
  assert.ok(Buffer.compare(flat, shaded) !== 0, 'nothing is shaded')
  await page.getByText(/Bóng địa hình, cao \d/).waitFor()
  // What is not the province is covered: no edge is seen where the heights end.
  await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('outside') !== undefined)
  await drawn(page)
  const coveredAt = (lon, lat) =>
    page.evaluate(([lon, lat]) => {
      const map = globalThis.__nonnuoc_map
      return map.queryRenderedFeatures(map.project([lon, lat]), { layers: ['outside'] }).length > 0
    }, [lon, lat])
  assert.equal(await coveredAt(106.24, 22.67), false, 'the city is covered')
  assert.equal(await coveredAt(106.75, 23.05), true, 'ground beyond the border is shaded')
  await hasNoRubbish(page)
  await screenshot(page, 'relief')
  await heights.uncheck()
  await page.getByText(/Bóng địa hình/).waitFor({ state: 'detached' })
  await drawn(page)
  assert.equal(await page.evaluate(() => globalThis.__nonnuoc_map.getLayer('outside') === undefined), true)
  assert.deepEqual(faults, [])
  await close()
})
