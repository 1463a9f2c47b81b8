// Time and status on the map: communes by the status of their own target, the time slider, and two periods or layers side by side.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { BASE, accessible, again, drawn, hasNoRubbish, launch, open, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** The features drawn on the left half. */
function renderedLeft(page, id) {
  return page.evaluate((id) => {
    const map = globalThis.__nonnuoc_map_left
    return map.queryRenderedFeatures({ layers: [id] }).map(({ properties }) => properties)
  }, id)
}

async function leftDrawn(page, id) {
  await page.waitForFunction((id) => {
    const map = globalThis.__nonnuoc_map_left
    return map?.loaded() && map.areTilesLoaded() && map.getLayer(id) !== undefined
  }, id)
}

it('colours communes by status from a target, with a shape for each status', async () => {
  const { page, faults, close } = await open(browser, 'mode=programme&target=health-insurance')
  await page.getByRole('button', { name: 'Xem trạng thái từng xã trên bản đồ' }).click()
  await page.waitForFunction(() => location.search.includes(':status'))
  await drawn(page)
  const legend = page.getByRole('region', { name: 'Chú giải' }).first()
  const told = await legend.locator('li', { hasText: /xã$/ }).allInnerTexts()
  const counts = told.map((text) => Number(/(\d+) xã/.exec(text)?.[1]))
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    56,
    `the classes hold every commune once: ${told}`,
  )
  for (const status of ['Đạt', 'Đúng tiến độ', 'Có nguy cơ chậm', 'Chậm']) {
    assert.ok(
      told.some((text) => text.includes(status)),
      `the legend names ${status}`,
    )
  }
  const icons = await page.evaluate(() =>
    JSON.stringify(globalThis.__nonnuoc_map.getLayoutProperty('status-mark', 'icon-image')),
  )
  assert.match(icons, /mark\|triangle\|/)
  assert.match(icons, /mark\|square\|/)
  await screenshot(page, 'status-laptop-light')

  // An indicator without a target for each commune says so instead of colouring by guess.
  await page.getByRole('combobox', { name: 'Chỉ số' }).last().selectOption('population')
  await page.getByText('không có chỉ tiêu riêng cho từng xã').waitFor()
  await hasNoRubbish(page)
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('goes through the periods with the time slider, by keyboard and by itself', async () => {
  const { page, faults, close } = await open(browser, 'colour=population:2023:quantile')
  const slider = page.getByRole('slider', { name: 'Kỳ trên bản đồ' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(() => location.search.includes('population:2024'))
  assert.equal(await slider.getAttribute('aria-valuetext'), '2024')
  await page.getByRole('button', { name: 'Chạy lần lượt các kỳ' }).click()
  await page.waitForFunction(() => location.search.includes('population:2026'), null, { timeout: 15_000 })
  assert.deepEqual(faults, [])
  await close()
})

it('divides the map into before and after the merger, with a divider that keys move', async () => {
  const { page, faults, close } = await open(browser, 'colour=population:2026:quantile')
  await page.getByRole('button', { name: 'Chia đôi bản đồ để so sánh' }).click()
  const side = page.getByRole('group', { name: 'Bên trái' })
  await side.getByLabel('Kỳ').selectOption('2024')
  await side.getByRole('checkbox').check()
  await leftDrawn(page, 'former-unit')
  await page.waitForTimeout(300)
  const former = new Set((await renderedLeft(page, 'former-unit')).map(({ code }) => code))
  const { units } = await (await fetch(`${BASE}/api/units?on=2025-06-30`)).json()
  const placed = units.filter((unit) => unit.label_point)
  assert.equal(units.length, 161)
  assert.equal(former.size, placed.length)
  assert.equal(new Set((await rendered(page, 'choropleth')).map(({ code }) => code)).size, 56)
  await page.getByText(`${units.length - placed.length} đơn vị chưa biết vị trí`).waitFor()

  // Both halves look at the same place, also after a move.
  await page.evaluate(() => globalThis.__nonnuoc_map.jumpTo({ center: [106.2, 22.7], zoom: 10.4 }))
  const centres = await page.evaluate(() =>
    [globalThis.__nonnuoc_map, globalThis.__nonnuoc_map_left].map((map) => {
      const { lng, lat } = map.getCenter()
      return [lng.toFixed(6), lat.toFixed(6), map.getZoom().toFixed(4)]
    }),
  )
  assert.deepEqual(centres[0], centres[1])

  const divider = page.getByRole('slider', { name: /Vạch chia/ })
  await divider.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  assert.equal(await divider.getAttribute('aria-valuenow'), '40')
  assert.match(page.url(), /left=population:2024:former&divider=0\.40/)
  const box = await divider.boundingBox()
  await page.mouse.move(box.x + 12, box.y + 300)
  await page.mouse.down()
  await page.mouse.move(box.x + 112, box.y + 300, { steps: 4 })
  await page.mouse.up()
  assert.ok(Number(await divider.getAttribute('aria-valuenow')) > 45)
  await hasNoRubbish(page)
  await screenshot(page, 'swipe-laptop-light')
  await accessible(page)

  await page.getByRole('button', { name: 'Thôi so sánh' }).click()
  await divider.waitFor({ state: 'detached' })
  assert.ok(!page.url().includes('left='))
  assert.deepEqual(faults, [])
  await close()
})

it('comes back divided from its address, on a phone in the dark', async () => {
  const query = 'colour=health-insurance:2026:status&left=health-insurance:2025:today&divider=0.30'
  const { page, faults, close } = await open(browser, query, { screen: 'phone', theme: 'dark' })
  await leftDrawn(page, 'choropleth-no-data')
  assert.equal(await page.getByRole('slider', { name: /Vạch chia/ }).getAttribute('aria-valuenow'), '30')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  await screenshot(page, 'swipe-phone-dark')
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

/** Whether nothing else lies over the middle of an element. */
function isInFront(locator) {
  return locator.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const top = document.elementFromPoint(x + width / 2, y + height / 2)
    return top !== null && (element === top || element.contains(top) || top.closest('[role=slider]')?.contains(element))
  })
}

for (const screen of ['laptop', 'wall', 'phone']) {
  it(`keeps both halves to be compared while something is picked, on a ${screen}`, async () => {
    const query = 'colour=health-insurance:2026&left=health-insurance:2025:today&divider=0.50'
    const { page, faults, close } = await open(browser, query, { screen })
    await leftDrawn(page, 'choropleth')
    // A commune in the east, which the inspector opens over while the map is whole.
    const east = await page.evaluate(() => {
      const { x, y } = globalThis.__nonnuoc_map.project([106.62, 22.8])
      const box = globalThis.__nonnuoc_map.getCanvas().getBoundingClientRect()
      return { x: x + box.left, y: y + box.top }
    })
    await page.mouse.click(east.x, east.y)
    const inspector = page.getByRole('complementary')
    await inspector.getByRole('heading', { level: 2 }).waitFor()
    await page.waitForTimeout(600)
    await drawn(page)
    const { maps, over, sheet } = await page.evaluate(() => {
      const boxOf = (map) => map.getContainer().getBoundingClientRect().toJSON()
      return {
        maps: [globalThis.__nonnuoc_map, globalThis.__nonnuoc_map_left].map(boxOf),
        over: document.querySelector('aside').getBoundingClientRect().toJSON(),
        sheet: innerWidth < 768,
      }
    })
    assert.equal(maps[0].width, maps[1].width)
    if (!sheet) assert.ok(maps[0].right <= over.left, `the map reaches ${maps[0].right}, what is picked begins at ${over.left}`)
    const divider = page.getByRole('slider', { name: /Vạch chia/ })
    assert.equal(await divider.getAttribute('aria-valuenow'), '50')
    const middle = await divider.boundingBox()
    assert.ok(Math.abs(middle.x + 12 - (maps[0].left + maps[0].width / 2)) < 2, 'the divider is not in the middle of the map')
    for (const tag of ['2025', '2026']) assert.ok(await isInFront(divider.getByText(tag, { exact: true })), `${tag} is covered`)
    // What was picked is on the narrower map, which both halves show at the same place.
    const spot = await page.evaluate(() => {
      const maps = [globalThis.__nonnuoc_map, globalThis.__nonnuoc_map_left]
      return maps.map((map) => map.project([106.62, 22.8])).map(({ x, y }) => ({ x, y }))
    })
    assert.ok(spot[0].x > 0 && spot[0].x < maps[0].width, `what was picked is at ${spot[0].x} of ${maps[0].width}`)
    assert.ok(Math.abs(spot[0].x - spot[1].x) < 1 && Math.abs(spot[0].y - spot[1].y) < 1, 'the halves show different places')
    await screenshot(page, `swipe-picked-${screen}-light`)

    // At the right end the words of that half have no room, and are not drawn over the map's buttons.
    await divider.focus()
    await page.keyboard.press('End')
    assert.equal(await divider.getByText('2026', { exact: true }).count(), 0)
    assert.ok(await isInFront(divider.getByText('2025', { exact: true })))
    await inspector.getByRole('button', { name: 'Đóng' }).click()
    if (!sheet) await page.waitForFunction((width) => globalThis.__nonnuoc_map.getContainer().clientWidth > width + 300, maps[0].width)
    assert.deepEqual(faults, [])
    await close()
  })
}

const ZONES = 'illustrative-landslide-zones'
const FLOODS = 'illustrative-flash-flood-zones'
const HEIGHTS = 'illustrative-elevation'

/** The layers of the style that a half draws from a data layer, without those that only count as hits. */
function layersOn(page, half, layer) {
  return page.evaluate(
    ([half, layer]) =>
      globalThis[half]
        .getStyle()
        .layers.filter(({ source }) => source === layer)
        .map(({ id }) => id),
    [half, layer],
  )
}
const LEFT = '__nonnuoc_map_left'
const RIGHT = '__nonnuoc_map'

it('sets two layers side by side: what each half shows is chosen in the list, drawn, explained and kept', async () => {
  const { page, faults, close } = await open(browser, 'colour=none')
  await page.getByRole('button', { name: 'Chia đôi bản đồ để so sánh' }).click()
  const onHalf = (title, half) => page.getByRole('switch', { name: new RegExp(`^Hiện lớp ${title}.* – ${half}$`) })
  await onHalf('Vùng lũ quét', 'Bên trái').check()
  await onHalf('Vùng nguy cơ sạt lở', 'Bên trái').uncheck()
  await onHalf('Độ cao', 'Bên phải').check()
  await onHalf('Độ cao', 'Bên trái').focus()
  await page.keyboard.press('Space')
  await page.waitForFunction(() => location.search.includes('left-layers='))
  await leftDrawn(page, `area-fill/${FLOODS}`)
  await drawn(page)
  assert.ok((await renderedLeft(page, `area-fill/${FLOODS}`)).length > 0, 'no flash flood zone is drawn on the left')
  assert.deepEqual(await layersOn(page, LEFT, ZONES), [])
  assert.deepEqual(await layersOn(page, RIGHT, FLOODS), [])
  assert.ok((await rendered(page, 'area-fill')).length > 0, 'no landslide zone is drawn on the right')
  assert.deepEqual(await layersOn(page, RIGHT, HEIGHTS), [`relief/${HEIGHTS}`])
  assert.deepEqual(await layersOn(page, LEFT, HEIGHTS), [], 'a key switched the left half off')

  const legend = page.getByRole('region', { name: 'Chú giải' }).first()
  const told = (await legend.innerText()).split('\n').map((line) => line.trim())
  const at = (text) => told.findIndex((line) => line.startsWith(text))
  assert.ok(at('Bên trái') < at('Vùng lũ quét') && at('Vùng lũ quét') < at('Bên phải'), told.join(' | '))
  assert.ok(at('Bên phải') < at('Vùng nguy cơ sạt lở') && at('Vùng nguy cơ sạt lở') < at('Cả hai bên'), told.join(' | '))
  const divider = page.getByRole('slider', { name: /Vạch chia/ })
  assert.match(await divider.getAttribute('aria-valuetext'), /Bên trái: Vùng lũ quét.*Bên phải: .*(Độ cao|Vùng nguy cơ)/)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'swipe-layers-laptop-light')

  await again(page)
  await leftDrawn(page, `area-fill/${FLOODS}`)
  assert.ok(await onHalf('Vùng lũ quét', 'Bên trái').isChecked())
  assert.ok(!(await onHalf('Vùng lũ quét', 'Bên phải').isChecked()))
  await page.getByRole('button', { name: 'Thôi so sánh' }).click()
  await divider.waitFor({ state: 'detached' })
  assert.ok(!page.url().includes('left-layers='))
  assert.equal(await page.getByRole('switch', { name: 'Hiện lớp Vùng lũ quét (minh hoạ)', exact: true }).isChecked(), false)
  assert.deepEqual(faults, [])
  await close()
})

it("sets the former units against today's without any figure, on a phone in the dark", async () => {
  const query = `colour=none&left=none::former&left-layers=${FLOODS}:on`
  const { page, faults, close } = await open(browser, query, { screen: 'phone', theme: 'dark' })
  await leftDrawn(page, 'former-unit')
  await page.waitForTimeout(300)
  const names = new Set((await renderedLeft(page, 'former-unit')).map(({ code }) => code))
  const { units } = await (await fetch(`${BASE}/api/units?on=2025-06-30`)).json()
  assert.equal(names.size, units.filter((unit) => unit.label_point).length)
  assert.equal((await rendered(page, 'former-unit')).length, 0, "today's half shows former units")
  await page.getByRole('button', { name: 'Hiện chú giải' }).click()
  await page.getByText('Điểm giữa đơn vị trước sáp nhập').waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  assert.deepEqual(await smallText(page), [])
  await screenshot(page, 'swipe-former-phone-dark')
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})
