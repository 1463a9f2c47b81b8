// The layers' order and strength, as they are really drawn, explained by the legend and kept in the address.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, again, drawn, hasNoRubbish, launch, open, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** The data layers whose marks are on the map, from the top down, as the map itself draws them. */
function marksFromTop(page) {
  return page.evaluate(() =>
    globalThis.__nonnuoc_map
      .getStyle()
      .layers.map(({ id }) => id)
      .filter((id) => /^(point|landslide-spot|place-symbol|border-gate)\//.test(id))
      .map((id) => id.split('/')[1])
      .reverse(),
  )
}

async function openOrder(page) {
  await page.getByText('Thứ tự vẽ', { exact: true }).click()
  await page.getByRole('button', { name: 'Đưa Điểm nguy cơ sạt lở xuống dưới' }).or(page.getByRole('button', { name: /^Đưa .* xuống dưới$/ })).first().waitFor()
}

it('moves a layer by button, by key and by dragging; Back, the address and the reset bring it back', async () => {
  const query = 'colour=none&layers=industrial-clusters:100,towns:100'
  const { page, faults, close } = await open(browser, query)
  const first = await marksFromTop(page)
  assert.equal(first[0], 'border-gates')
  await openOrder(page)
  const gatesDown = page.getByRole('button', { name: /^Đưa Cửa khẩu.* xuống dưới$/ })
  await gatesDown.click()
  await drawn(page)
  const second = await marksFromTop(page)
  assert.deepEqual(second, [first[1], first[0], ...first.slice(2)])
  assert.match(page.url(), /order=/)
  // The legend explains what lies on top first.
  const legend = await page.getByRole('region', { name: 'Chú giải' }).first().innerText()
  const [under, over] = [legend.indexOf('Cửa khẩu'), legend.indexOf('Điểm nguy cơ sạt lở')]
  assert.ok(over >= 0 && over < under, legend)

  await gatesDown.press('ArrowDown')
  await drawn(page)
  assert.equal((await marksFromTop(page))[2], 'border-gates')
  assert.ok(await gatesDown.evaluate((button) => button === document.activeElement), 'the key lost its button')

  const rows = page.locator('ol li[draggable=true]')
  await rows.filter({ hasText: 'Cửa khẩu' }).dragTo(rows.first())
  await drawn(page)
  assert.equal((await marksFromTop(page))[0], 'border-gates')
  await page.goBack()
  await drawn(page)
  assert.equal((await marksFromTop(page))[2], 'border-gates')
  await again(page)
  assert.equal(page.url().includes('order='), true)
  await screenshot(page, 'layer-order-laptop-light')
  await accessible(page)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await page.getByRole('button', { name: 'Đặt lại các lớp như ban đầu' }).click()
  await drawn(page)
  assert.deepEqual(
    await marksFromTop(page),
    first.filter((id) => !['industrial-clusters', 'towns'].includes(id)),
  )
  assert.ok(!/order=|layers=/.test(page.url()))
  assert.deepEqual(faults, [])
  await close()
})

it('draws a layer weaker as it is asked to, and keeps that in the address', async () => {
  const { page, faults, close } = await open(browser, 'colour=none')
  await page.getByRole('button', { name: /^Về lớp này: Cửa khẩu/ }).click()
  const strength = page.getByRole('slider', { name: /^Độ đậm của Cửa khẩu/ })
  await strength.focus()
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowLeft')
  await page.waitForFunction(() => location.search.includes('border-gates:60'))
  await drawn(page)
  const paint = await page.evaluate(() => globalThis.__nonnuoc_map.getPaintProperty('border-gate/border-gates', 'icon-opacity'))
  assert.equal(paint, 0.6)
  assert.ok((await rendered(page, 'border-gate')).length >= 8)
  assert.deepEqual(faults, [])
  await close()
})

it('keeps written values in the address', async () => {
  const { page, faults, close } = await open(browser, 'colour=population:2026:quantile')
  await page.getByRole('checkbox', { name: /giá trị/i }).check()
  await page.waitForFunction(() => location.search.includes('values=shown'))
  await again(page)
  assert.ok(await page.getByRole('checkbox', { name: /giá trị/i }).isChecked())
  const labels = await page.evaluate(() => JSON.stringify(globalThis.__nonnuoc_map.getLayoutProperty('commune-labels', 'text-field')))
  assert.match(labels, /\d\.\d{3}/)
  assert.deepEqual(faults, [])
  await close()
})

it('folds a group of layers, says how many of them are on, and still finds them by name', async () => {
  const { page, faults, close } = await open(browser)
  const group = page.locator('details', { has: page.getByRole('heading', { name: 'Thiên tai' }) })
  const summary = group.locator('summary').first()
  const switches = group.getByRole('switch')
  const [on, all] = [await group.getByRole('switch', { checked: true }).count(), await switches.count()]
  assert.ok(on > 0 && on <= all)
  assert.match(await summary.innerText(), new RegExp(`\\b${on}/${all} đang bật`))
  await group.getByRole('switch', { checked: true }).first().uncheck()
  await summary.getByText(`${on - 1}/${all} đang bật`).waitFor()
  // By keyboard, as by a click.
  await summary.focus()
  await page.keyboard.press('Enter')
  await switches.first().waitFor({ state: 'hidden' })
  await screenshot(page, 'layer-groups-laptop-light')
  await accessible(page)
  const filter = page.getByRole('searchbox', { name: 'Lọc lớp…' })
  await filter.fill('sat lo')
  await switches.first().waitFor()
  await filter.fill('')
  await switches.first().waitFor({ state: 'hidden' })
  await summary.click()
  await switches.first().waitFor()
  assert.deepEqual(await smallText(page), [])
  assert.deepEqual(faults, [])
  await close()
})
