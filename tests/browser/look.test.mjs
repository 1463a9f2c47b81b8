// How it looks, for people to check: one picture of each screen in both themes, and what axe says of it.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const VIEWS = {
  map: '',
  unit: 'pick=unit:01447',
  near: 'at=106.3200,22.7600,11&pick=unit:01447&colour=none',
  english: 'lang=en&pick=unit:01273',
}

for (const screen of ['laptop', 'wall', 'phone']) {
  for (const theme of ['light', 'dark']) {
    for (const [name, query] of Object.entries(VIEWS)) {
      it(`${name} on a ${screen}, ${theme}`, async () => {
        const { page, faults, close } = await open(browser, query, { screen, theme })
        if (query.includes('pick')) await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
        await screenshot(page, `${name}-${screen}-${theme}`)
        await hasNoRubbish(page)
        assert.deepEqual(await smallText(page), [])
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
        await accessible(page)
        assert.deepEqual(faults, [])
        await close()
      })
    }
  }
}
