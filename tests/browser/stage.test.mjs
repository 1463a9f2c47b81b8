// The map alone on a wall: what is left, what is stepped through, how it is left.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { SCREENS, accessible, again, drawn, hasNoRubbish, launch, open, pointOf, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

for (const screen of ['laptop', 'wall']) {
  for (const theme of ['light', 'dark']) {
    it(`shows the map, a title and the legend, and steps by keys on a ${screen}, ${theme}`, async () => {
      const { page, faults, close } = await open(browser, 'colour=population:2024:quantile', { screen, theme })
      await page.getByRole('button', { name: 'Trình chiếu' }).click()
      const title = page.getByRole('heading', { level: 1 })
      await page.getByRole('navigation').waitFor({ state: 'detached' })
      await title.filter({ hasText: /dân số/i }).waitFor()
      await drawn(page)
      assert.equal(await page.getByRole('search').count(), 0)
      assert.equal(new Set((await rendered(page, 'choropleth')).map(({ code }) => code)).size, 56)
      const size = await title.evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize))
      assert.ok(size >= 28, `the title is ${size} px high`)
      // The gate in the far east has room for its name, which stands at its right.
      const { x } = await pointOf(page, 106.8206, 22.815)
      assert.ok(x + 70 <= SCREENS[screen].width, `Lý Vạn lies at ${x}`)
      await screenshot(page, `stage-${screen}-${theme}`)
      await hasNoRubbish(page)
      assert.deepEqual(await smallText(page), [])
      await accessible(page)

      await page.keyboard.press('ArrowLeft')
      await page.waitForFunction(() => location.search.includes('population:2023'))
      await page.getByRole('status').filter({ hasText: '2023' }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.waitForFunction(() => !location.search.includes('colour=population:'))
      await again(page)
      await page.getByRole('button', { name: /^Thôi trình chiếu/ }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('navigation').waitFor()
      assert.ok(!page.url().includes('stage='))
      assert.deepEqual(faults, [])
      await close()
    })
  }
}

it('fills the screen and gives it back', async () => {
  const { page, faults, close } = await open(browser)
  await page.getByRole('button', { name: 'Toàn màn hình' }).click()
  await page.waitForFunction(() => document.fullscreenElement !== null)
  await page.getByRole('button', { name: 'Toàn màn hình' }).click()
  await page.waitForFunction(() => document.fullscreenElement === null)
  assert.deepEqual(faults, [])
  await close()
})
