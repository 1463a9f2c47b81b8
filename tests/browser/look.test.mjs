// How it looks, for people to check: one picture of each screen in both themes, and what axe says of it.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { BASE, accessible, drawn, english, hasNoRubbish, launch, open, rendered, screenshot, smallText } from './support.mjs'

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
  programme: 'mode=programme',
  target: 'mode=programme&target=health-insurance',
  tasks: 'mode=programme&tab=tasks',
  task: 'mode=programme&tab=tasks&task=smart-gates',
  corridors: 'mode=corridors&axes=logistics-phuc-hoa-nung-tri-cao&width=7&colour=none',
  overview: 'mode=programme&tab=overview',
  schools: 'mode=schools&colour=none',
  relocation: 'mode=relocation&colour=none',
  query: 'mode=query&colour=none',
  data: 'mode=data',
}

/** Every view on a laptop; on a phone in the dark: in the light, and on a wall, the walks look at every one. */
const ON_SCREEN = [
  ['laptop', ['light', 'dark'], Object.keys(VIEWS)],
  ['phone', ['dark'], ['map', 'unit', 'target', 'tasks', 'overview', 'corridors', 'schools', 'query', 'data']],
]

for (const [screen, themes, names] of ON_SCREEN) {
  for (const theme of themes) {
    for (const name of names) {
      it(`${name} on a ${screen}, ${theme}`, async () => {
        const query = VIEWS[name]
        const { page, faults, close } = await open(browser, query, { screen, theme })
        if (query.includes('mode')) await page.getByRole('heading', { level: 2 }).first().waitFor()
        if (query.includes('axes')) await page.getByText('%').first().waitFor()
        if (query.includes('pick')) await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
        await drawn(page)
        await screenshot(page, `${name}-${screen}-${theme}`)
        // A task is shown where it is, so its map is nearer.
        const isWhole = name !== 'near' && name !== 'task' && !query.includes('pick')
        const communes = new Set((await rendered(page, 'commune-hit')).map(({ code }) => code)).size
        assert.ok(isWhole ? communes === 56 : communes > 3, `${communes} communes are drawn`)
        await hasNoRubbish(page)
        assert.deepEqual(await smallText(page), [])
        if (!query.includes('lang=en')) assert.deepEqual(await english(page), [])
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
        await accessible(page)
        assert.deepEqual(faults, [])
        await close()
      })
    }
  }
}

/** What is pressed to see where data come from, in each language. */
const ORIGINS = {
  vi: { area: 'Nguồn gốc của Diện tích đo trên bản đồ', legend: 'Nguồn, ngày, độ chính xác', map: 'Nguồn dữ liệu' },
  en: { area: 'Where Area measured on the map comes from', legend: 'Source, date, accuracy', map: 'Data sources' },
}

for (const [language, names] of Object.entries(ORIGINS)) {
  it(`inspector, legend and map tell sources and terms in the language of the reader: ${language}`, async () => {
    const { page, faults, close } = await open(browser, `pick=unit:01447&lang=${language}`)
    const inspector = page.getByRole('complementary')
    await inspector.getByRole('button', { name: names.area }).click()
    const { layers } = await (await fetch(`${BASE}/api/layers`)).json()
    const { source, source_vi, licence, licence_vi } = layers.find(({ id }) => id === 'communes').provenance
    const [expected, other] = language === 'vi' ? [[source_vi, licence_vi], [source, licence]] : [[source, licence], [source_vi, licence_vi]]
    await inspector.getByText(expected[0]).waitFor()
    await page.getByRole('button', { name: names.legend }).click()
    await page.locator('.legend').getByText(expected[0]).waitFor()
    await page.getByRole('button', { name: names.map, exact: true }).click()
    const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ')
    for (const words of expected) assert.ok(text.includes(words), `"${words}" is not told`)
    for (const words of other) assert.ok(!text.includes(words), `"${words}" is told`)
    if (language === 'vi') {
      const untold = layers.map(({ provenance }) => provenance).filter((one) => one.source_vi && text.includes(one.source))
      assert.deepEqual(untold, [], 'a source is told in English')
      assert.deepEqual(await english(page), [])
    }
    await screenshot(page, `origins-laptop-light-${language}`)
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  })
}
