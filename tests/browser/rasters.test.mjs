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
  await hasNoRubbish(page)
  await screenshot(page, 'relief')
  await heights.uncheck()
  await page.getByText(/Bóng địa hình/).waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await close()
})
