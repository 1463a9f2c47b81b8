// Tables and charts: tied to the map both ways, sorted, filtered, copied and walked by keyboard, in each panel.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { BASE, accessible, drawn, hasNoRubbish, launch, open, outlined, pointOf, rendered, screenshot, smallText } from './support.mjs'

const CORRIDOR = 'mode=corridors&axes=dong-dang-tra-linh&colour=none'
const TARGET = 'mode=programme&target=health-insurance'
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** The codes of the communes whose outline is lifted on the map, as feature-state says. */
const lifted = (page) =>
  page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const all = map.querySourceFeatures('communes', { sourceLayer: 'communes' })
    const state = (id) => map.getFeatureState({ source: 'communes', sourceLayer: 'communes', id })
    return [...new Set(all.filter(({ id }) => state(id).hover).map(({ properties }) => properties.code))]
  })

const untilLifted = (page, count) =>
  page.waitForFunction((count) => {
    const map = globalThis.__nonnuoc_map
    const all = map.querySourceFeatures('communes', { sourceLayer: 'communes' })
    const state = (id) => map.getFeatureState({ source: 'communes', sourceLayer: 'communes', id })
    return new Set(all.filter(({ id }) => state(id).hover).map(({ id }) => id)).size === count
  }, count)

/** The table with a name, by its words. */
const tableOf = (page, name) => page.getByRole('table', { name })
const rowsOf = (table) => table.locator('tbody tr')

/** Whether an element lies within what the panel shows, under the head that stays. */
const isInView = (row) =>
  row.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    const panel = document.querySelector('.panel .content').getBoundingClientRect()
    return top >= panel.top && bottom <= panel.bottom + 1
  })

/** A spot of each commune on the page where a click meets no place: asked of the map in one pass. */
const spotsOf = (page) =>
  page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const box = map.getCanvas().getBoundingClientRect()
    const layers = map.getStyle().layers.map(({ id }) => id)
    const marks = layers.filter((id) => /^(border-gate|landslide-spot|point|place|corridor|area-fill|result)/.test(id))
    const spots = {}
    for (let y = 60; y < box.height - 60; y += 9) {
      for (let x = 30; x < box.width - 20; x += 9) {
        if (document.elementFromPoint(x + box.left, y + box.top) !== map.getCanvas()) continue
        const [at] = map.queryRenderedFeatures([x, y], { layers: ['commune-hit'] })
        if (!at || spots[at.properties.code]) continue
        const around = [[x - 6, y - 6], [x + 6, y + 6]]
        if (map.queryRenderedFeatures(around, { layers: marks }).length > 0) continue
        spots[at.properties.code] = { code: at.properties.code, x: x + box.left, y: y + box.top }
      }
    }
    return Object.values(spots)
  })

const PANELS = {
  corridors: { query: CORRIDOR, table: /^Theo xã/ },
  ranking: { query: 'colour=population-density::quantile', table: 'Xếp hạng xã, phường', open: 'Xếp hạng xã, phường' },
  target: { query: TARGET, table: 'Xếp hạng xã, phường' },
}

describe('a table of communes', () => {
  for (const [name, { query, table: title, open: opened }] of Object.entries(PANELS)) {
    it(`lifts, picks and is marked by the map: ${name}`, async () => {
      const { page, faults, close } = await open(browser, query, { screen: 'wall' })
      if (opened) await page.getByText(opened, { exact: true }).click()
      const table = tableOf(page, title)
      await rowsOf(table).first().waitFor()
      await drawn(page)
      // A row under the pointer lifts its commune, and none when it is left.
      const row = rowsOf(table).nth(2)
      await row.scrollIntoViewIfNeeded()
      await row.hover()
      await untilLifted(page, 1)
      const [code] = await lifted(page)
      // A click on the row picks that very commune.
      await row.getByRole('button').click()
      await page.waitForFunction((code) => location.search.includes(`pick=unit:${code}`), code)
      await drawn(page)
      assert.deepEqual(await outlined(page), [code])
      assert.equal(await row.getAttribute('aria-current'), 'true')
      await page.mouse.move(700, 5)
      await untilLifted(page, 0)
      // A click on the map marks the row of another commune and brings it into view.
      const keys = await rowsOf(table).evaluateAll((rows) => rows.map((row) => row.dataset.key))
      const spot = (await spotsOf(page)).find((one) => one.code !== code && keys.includes(one.code))
      assert.ok(spot, 'no commune of the table can be clicked')
      await page.locator('section.panel .content').evaluate((panel) => panel.scrollTo(0, 0))
      await page.mouse.click(spot.x, spot.y)
      await page.waitForFunction((code) => location.search.includes(`pick=unit:${code}`), spot.code)
      const marked = table.locator(`tr[aria-current][data-key="${spot.code}"]`)
      await marked.waitFor()
      await page.waitForTimeout(150)
      assert.ok(await isInView(marked), 'the row picked is out of view')
      // What is picked stays picked from mode to mode.
      const pick = new URL(page.url()).searchParams.get('pick')
      await page.getByRole('navigation').getByRole('button', { name: 'Bản đồ', exact: true }).click()
      assert.equal(new URL(page.url()).searchParams.get('pick'), pick)
      await hasNoRubbish(page)
      assert.deepEqual(faults, [])
      await close()
    })
  }

  it('is marked while the pointer is on the map', async () => {
    const { page, close } = await open(browser, CORRIDOR, { screen: 'wall' })
    const table = tableOf(page, /^Theo xã/)
    await rowsOf(table).first().waitFor()
    await drawn(page)
    const keys = await rowsOf(table).evaluateAll((rows) => rows.map((row) => row.dataset.key))
    const spot = (await spotsOf(page)).find(({ code }) => keys.includes(code))
    await page.mouse.move(spot.x, spot.y)
    await table.locator(`tr.lifted[data-key="${spot.code}"]`).waitFor()
    assert.equal(await table.locator('tr.lifted').count(), 1)
    await close()
  })
})

for (const [screen, at] of [
  ['laptop', ''],
  // Lý Quốc lies under the sheet at first.
  ['phone', '&at=106.7600,22.9500,9.00'],
]) {
  it(`picks a commune where the inspector leaves it in sight, on a ${screen}`, async () => {
    const { page, faults, close } = await open(browser, TARGET + at, { screen })
    const table = tableOf(page, 'Xếp hạng xã, phường')
    await rowsOf(table).first().waitFor()
    await drawn(page)
    const { units } = await (await fetch(`${BASE}/api/units`)).json()
    const camera = () => page.evaluate(() => ({ at: globalThis.__nonnuoc_map.getCenter(), zoom: globalThis.__nonnuoc_map.getZoom() }))
    const first = await camera()
    const pick = async (code) => {
      await table.locator(`tr[data-key="${code}"]`).getByRole('button').click()
      await page.waitForFunction((code) => location.search.includes(`pick=unit:${code}`), code)
      const { name, label_point: at } = units.find((unit) => unit.code === code)
      await page.getByRole('complementary').getByRole('heading', { name, level: 2 }).waitFor()
      await drawn(page)
      const point = await pointOf(page, ...at)
      const isFree = await page.evaluate(
        ({ x, y }) => document.elementFromPoint(x, y) === globalThis.__nonnuoc_map.getCanvas(),
        point,
      )
      assert.ok(isFree, `something lies over ${name} at ${JSON.stringify(point)}`)
    }
    // Lý Quốc lies in the far east, where the inspector opens.
    await pick('01537')
    const second = await camera()
    assert.ok(second.at.lng > first.at.lng || second.at.lat < first.at.lat, 'the map was not moved')
    assert.ok(Math.abs(second.zoom - first.zoom) < 1e-6, 'the map was zoomed')
    await screenshot(page, `tables-revealed-${screen}-light`)
    // Its neighbour in the west lies free already, so the map stays. On a phone the inspector lies over the table.
    if (screen === 'laptop') {
      await pick('01552')
      assert.deepEqual(await camera(), second)
    }
    assert.deepEqual(faults, [])
    await close()
  })
}

describe('any table', () => {
  it('is sorted, filtered without accents and copied with head and source', async () => {
    const { page, context, faults, close } = await open(browser, CORRIDOR)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const table = tableOf(page, /^Theo xã/)
    await rowsOf(table).first().waitFor()
    const names = () => rowsOf(table).locator('th button').allInnerTexts()
    await table.getByRole('button', { name: 'Xã', exact: false }).first().click()
    const head = table.getByRole('columnheader').first()
    assert.equal(await head.getAttribute('aria-sort'), 'ascending')
    const ascending = await names()
    assert.deepEqual(ascending, [...ascending].sort(new Intl.Collator('vi', { numeric: true }).compare))
    await head.getByRole('button').click()
    assert.equal(await head.getAttribute('aria-sort'), 'descending')
    assert.deepEqual(await names(), ascending.reverse())
    const filter = page.getByRole('searchbox', { name: /Lọc bảng: Theo xã/ })
    await filter.fill('phuc hoa')
    assert.deepEqual(await names(), ['Phục Hòa'])
    await page.getByRole('button', { name: /Chép bảng: Theo xã/ }).click()
    await page.getByText('Đã chép 1 dòng').waitFor()
    const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
    assert.equal(copied[0].split('\t').length, 5)
    const cells = copied[1].split('\t')
    assert.equal(cells[0], 'Phục Hòa')
    assert.match(cells[1], /^\d+(,\d+)?$/)
    assert.match(copied.at(-2), /^Nguồn: .*Đồng Đăng.*5 km/)
    await filter.fill('không có xã này')
    await page.getByText('Không dòng nào có “không có xã này”.').waitFor()
    await page.getByRole('button', { name: 'Bỏ lọc' }).click()
    assert.ok((await names()).length > 10)
    assert.deepEqual(faults, [])
    await close()
  })

  it('is walked by keyboard alone', async () => {
    const { page, faults, close } = await open(browser, CORRIDOR)
    const table = tableOf(page, /^Theo xã/)
    await rowsOf(table).first().waitFor()
    await drawn(page)
    const buttons = rowsOf(table).locator('th button')
    const names = await buttons.allInnerTexts()
    await buttons.first().focus()
    const focused = () => page.evaluate(() => document.activeElement.innerText.trim())
    await page.keyboard.press('ArrowDown')
    assert.equal(await focused(), names[1])
    await untilLifted(page, 1)
    await page.keyboard.press('End')
    assert.equal(await focused(), names.at(-1))
    assert.ok(await isInView(rowsOf(table).last()), 'the focused row is out of view')
    await page.keyboard.press('ArrowDown')
    assert.equal(await focused(), names.at(-1))
    await page.keyboard.press('Home')
    assert.equal(await focused(), names[0])
    assert.equal(await table.locator('tbody button[tabindex="0"]').count(), 1)
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByRole('heading', { name: names[0], level: 2 }).waitFor()
    assert.deepEqual(faults, [])
    await close()
  })

  it('tells no data from nought, and puts it last', async () => {
    const { page, faults, close } = await open(browser, TARGET)
    const table = tableOf(page, 'Xếp hạng xã, phường')
    await rowsOf(table).first().waitFor()
    assert.equal(await rowsOf(table).count(), 56)
    const head = table.getByRole('columnheader').nth(1).getByRole('button')
    for (const _ of [1, 2]) {
      await head.click()
      const hatched = await rowsOf(table).evaluateAll((rows) =>
        rows.map((row) => row.children[1].classList.contains('hatch')),
      )
      assert.deepEqual(hatched, [...hatched].sort(), 'what is missing is not last')
    }
    assert.deepEqual(faults, [])
    await close()
  })
})

describe('a chart', () => {
  it('has bars that lift and pick, by pointer and by keyboard', async () => {
    const { page, faults, close } = await open(browser, TARGET)
    const bar = page.locator('g.bar').nth(4)
    await bar.waitFor()
    await drawn(page)
    await bar.scrollIntoViewIfNeeded()
    await bar.hover()
    await untilLifted(page, 1)
    const code = await bar.getAttribute('data-key')
    assert.deepEqual(await lifted(page), [code])
    const table = tableOf(page, 'Xếp hạng xã, phường')
    assert.equal(await table.locator('tr.lifted').count(), 1)
    await bar.click()
    await page.waitForFunction((code) => location.search.includes(`pick=unit:${code}`), code)
    assert.equal(await bar.getAttribute('aria-pressed'), 'true')
    await table.locator('tr[aria-current]').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const next = await page.locator('g.bar').nth(5).getAttribute('data-key')
    await page.waitForFunction((code) => location.search.includes(`pick=unit:${code}`), next)
    assert.deepEqual(faults, [])
    await close()
  })

  it('tells figures close together apart by dots on a part of the axis, and never cuts a bar off', async () => {
    const { page, faults, close } = await open(browser, 'colour=health-insurance:2025:quantile')
    await page.getByText('Xếp hạng xã, phường', { exact: true }).click()
    const chart = page.locator('figure', { has: page.locator('g.bar') })
    await chart.getByText(/^Mỗi chấm là một số; trục chỉ từ [\d,]+ đến [\d,]+ %, không bắt đầu từ 0\.$/).waitFor()
    assert.equal(await chart.locator('rect.value').count(), 0, 'a bar is cut off')
    const heights = await chart.locator('circle.value').evaluateAll((dots) => dots.map((dot) => dot.cy.baseVal.value))
    assert.ok(heights.length > 40, `${heights.length} dots`)
    assert.deepEqual(heights, [...heights].sort((a, b) => a - b), 'dots are not in the order of their figures')
    assert.ok(heights.at(-1) - heights[0] > 50, `nobody sees a difference of ${heights.at(-1) - heights[0]} px`)
    assert.match(await chart.locator('svg').getAttribute('aria-label'), /không bắt đầu từ 0/)
    const table = tableOf(page, 'Xếp hạng xã, phường')
    assert.equal(await table.locator('.bar').count(), 0, 'bars of one length stand in the table')
    await chart.scrollIntoViewIfNeeded()
    await screenshot(page, 'chart-dots-laptop-light')
    await accessible(page)
    await page.getByRole('combobox', { name: 'Chỉ số', exact: true }).selectOption('population-density')
    await chart.locator('rect.value').first().waitFor()
    assert.equal(await chart.getByText(/không bắt đầu từ 0/).count(), 0)
    assert.ok((await table.locator('.bar').count()) > 20)
    assert.deepEqual(faults, [])
    await close()
  })

  it('of the kilometres leads to their width', async () => {
    const { page, faults, close } = await open(browser, CORRIDOR)
    await page.locator('g.bar[data-key="7"]').click()
    await page.waitForFunction(() => location.search.includes('width=7'))
    await page.locator('g.bar[data-key="7"][aria-pressed="true"]').waitFor()
    await tableOf(page, 'Theo bề rộng').locator('tr[aria-current]', { hasText: '7 km' }).waitFor()
    // Each share says of what it is one, and the source line parts what it rests on.
    const heads = await tableOf(page, 'Theo bề rộng').locator('thead th').allInnerTexts()
    assert.deepEqual(heads.map((head) => head.trim()).filter((head) => head.includes('%')), ['% diện tích', '% dân số'])
    await page.locator('section.panel').getByText(/ranh giới ngày \d\d\/\d\d\/\d{4}; \S/).first().waitFor()
    assert.deepEqual(faults, [])
    await close()
  })
})

it('a result of a query is marked by its row and picked by a click on it', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&colour=none')
  await page.getByRole('button', { name: /Cửa khẩu cách hành lang/ }).click()
  const table = tableOf(page, '5 kết quả')
  await rowsOf(table).first().waitFor()
  await drawn(page)
  await rowsOf(table).first().scrollIntoViewIfNeeded()
  await rowsOf(table).first().hover()
  await page.waitForFunction(() => {
    const map = globalThis.__nonnuoc_map
    return map.queryRenderedFeatures({ layers: ['result-point'] }).filter(({ state }) => state.hover).length === 1
  })
  await page.mouse.move(700, 5)
  const spot = await page.evaluate(() => {
    const [{ geometry, properties }] = globalThis.__nonnuoc_map.queryRenderedFeatures({ layers: ['result-point'] })
    return { id: properties.id, at: geometry.coordinates }
  })
  const { x, y } = await pointOf(page, ...spot.at)
  await page.mouse.click(x, y)
  await page.waitForFunction((id) => location.search.includes(`pick=place:${id}`), spot.id)
  await table.locator('tr[aria-current]').waitFor()
  assert.deepEqual(faults, [])
  await close()
})

for (const screen of ['laptop', 'wall', 'phone']) {
  for (const theme of ['light', 'dark']) {
    for (const [name, query] of [
      ['corridor', CORRIDOR],
      ['target', TARGET],
    ]) {
      it(`looks right: ${name} on a ${screen}, ${theme}`, async () => {
        const { page, faults, close } = await open(browser, query, { screen, theme })
        const table = name === 'corridor' ? tableOf(page, /^Theo xã/) : tableOf(page, 'Xếp hạng xã, phường')
        await rowsOf(table).first().waitFor()
        await drawn(page)
        const taller = page.getByRole('button', { name: 'Kéo bảng cao hơn' })
        if (await taller.isVisible()) await taller.click()
        await rowsOf(table).nth(3).getByRole('button').click()
        await page.locator('g.bar').first().scrollIntoViewIfNeeded()
        await screenshot(page, `tables-${name}-chart-${screen}-${theme}`)
        await rowsOf(table).nth(8).scrollIntoViewIfNeeded()
        await screenshot(page, `tables-${name}-${screen}-${theme}`)
        await hasNoRubbish(page)
        assert.deepEqual(await smallText(page), [])
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
        assert.equal(
          await page.locator('section.panel .content').evaluate((panel) => panel.scrollWidth > panel.clientWidth),
          false,
          'the panel scrolls sideways',
        )
        await accessible(page)
        assert.deepEqual(faults, [])
        await close()
      })
    }
  }
}
