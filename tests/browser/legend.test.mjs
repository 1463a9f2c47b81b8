// The legend: what it says of each layer, how little of the map it covers, and that it stays as it was left.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { BASE, accessible, again, english, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'

/** The most of the map that a legend nobody has touched may cover. */
const MOST = 0.16
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

const legendOf = (page) => page.getByRole('region', { name: 'Chú giải' }).first()

/** Which share of the map the legend covers, and whether it lies wholly on it. */
async function covered(page) {
  const [legend, map] = await Promise.all([page.locator('.legend').boundingBox(), page.locator('main').boundingBox()])
  assert.ok(legend.x >= map.x && legend.x + legend.width <= map.x + map.width, 'the legend hangs over the side of the map')
  assert.ok(legend.y >= map.y && legend.y + legend.height <= map.y + map.height, 'the legend hangs over the map')
  return (legend.width * legend.height) / (map.width * map.height)
}

for (const [screen, theme] of [
  ['laptop', 'light'],
  ['laptop', 'dark'],
  ['wall', 'light'],
]) {
  it(`covers little of the map on a ${screen}, ${theme}, and hides no commune and cuts no name at first`, async () => {
    const { page, faults, close } = await open(browser, '', { screen, theme })
    const share = await covered(page)
    assert.ok(share <= MOST, `the legend covers ${(share * 100).toFixed(1)} % of the map`)
    const box = await page.locator('.legend').boundingBox()
    const { units } = await (await fetch(`${BASE}/api/units`)).json()
    const hidden = await page.evaluate(
      ([units, box]) => {
        const map = globalThis.__nonnuoc_map
        const { left, top } = map.getCanvas().getBoundingClientRect()
        // As much to each side of its place as the longest of the names there takes.
        const [across, down] = [44, 9]
        return units.filter(({ label_point: at }) => {
          const { x, y } = map.project(at)
          const isBeside = x + left + across <= box.x || x + left - across >= box.x + box.width
          return !isBeside && y + top + down > box.y
        })
      },
      [units.map(({ full_name, label_point }) => ({ full_name, label_point })), box],
    )
    assert.deepEqual(hidden, [])
    await screenshot(page, `legend-${screen}-${theme}`)
    assert.deepEqual(faults, [])
    await close()
  })
}

for (const theme of ['light', 'dark']) {
  it(`shows in its swatches the very colours that communes have on the map, ${theme}`, async () => {
    const { page, faults, close } = await open(browser, `colour=population-density:2024:quantile`, { theme })
    const swatches = await legendOf(page)
      .locator('li .class:not(.hatch)')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor.match(/\d+/g).slice(0, 3).map(Number)))
    assert.equal(swatches.length, 5)
    const shot = await page.screenshot()
    const pixels = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
      pen.drawImage(picture, 0, 0)
      const map = globalThis.__nonnuoc_map
      const canvas = map.getCanvas().getBoundingClientRect()
      const found = []
      for (let x = 20; x < canvas.width; x += 9) {
        for (let y = 20; y < canvas.height; y += 9) {
          const at = [canvas.left + x, canvas.top + y]
          if (document.elementFromPoint(...at) !== map.getCanvas()) continue
          // Only where a commune is, and no border, name, mark or water.
          const near = map.queryRenderedFeatures([[x - 5, y - 5], [x + 5, y + 5]])
          const isPlain = near.every(({ layer }) => ['choropleth', 'commune-hit', 'land', 'commune-outline'].includes(layer.id))
          if (near.some(({ layer }) => layer.id === 'choropleth') && isPlain) found.push([...pen.getImageData(...at, 1, 1).data].slice(0, 3))
        }
      }
      return found
    }, shot.toString('base64'))
    assert.ok(pixels.length > 30, `only ${pixels.length} spots show a class alone`)
    const isLike = (one, other) => one.every((level, at) => Math.abs(level - other[at]) <= 2)
    const foreign = pixels.filter((pixel) => !swatches.some((swatch) => isLike(swatch, pixel)))
    assert.deepEqual(foreign.slice(0, 3), [], `${foreign.length} of ${pixels.length} spots have a colour that is not in the legend: ${swatches.join(' | ')}`)
    for (const swatch of swatches) assert.ok(pixels.some((pixel) => isLike(swatch, pixel)), `nothing on the map has the colour ${swatch}`)
    assert.deepEqual(faults, [])
    await close()
  })
}

it('opens a long source to the whole, and shades its edge where there is more', async () => {
  const { page, faults, close } = await open(browser, 'colour=population-density:2024:quantile')
  const legend = legendOf(page)
  const { values } = await (await fetch(`${BASE}/api/indicators/population-density/values?period=2024`)).json()
  const [source] = values.flatMap(({ sources }) => sources)
  const line = legend.getByRole('button', { name: source })
  assert.equal(await line.getAttribute('aria-expanded'), 'false')
  const isCut = () => line.locator('.text').evaluate((text) => text.scrollWidth > text.clientWidth + 1)
  assert.ok(await isCut())
  await line.click()
  assert.equal(await line.getAttribute('aria-expanded'), 'true')
  assert.ok(!(await isCut()))
  const content = legend.locator('.content')
  const isMore = () => content.evaluate((element) => element.scrollTop + element.clientHeight < element.scrollHeight - 1)
  const isShaded = () => content.evaluate((element) => getComputedStyle(element).boxShadow.includes('inset'))
  await page.waitForTimeout(100)
  assert.ok(await isMore(), 'the legend does not scroll')
  assert.ok(await isShaded())
  await content.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await page.waitForTimeout(100)
  assert.ok(!(await isMore()) && !(await isShaded()))
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('says unit, period, class breaks and no data, and in full source, date and accuracy of every layer', async () => {
  const { page, faults, close } = await open(browser, 'colour=health-insurance:2025:natural&layers=towns:100,illustrative-elevation:100')
  const legend = legendOf(page)
  assert.match(await legend.innerText(), /% · Kỳ 2025 · Ngắt tự nhiên/)
  const details = page.getByRole('button', { name: 'Nguồn, ngày, độ chính xác' })
  assert.equal(await details.getAttribute('aria-pressed'), 'false')
  await details.focus()
  await page.keyboard.press('Enter')
  const { layers } = await (await fetch(`${BASE}/api/layers`)).json()
  const text = (await legend.innerText()).replace(/\s+/g, ' ')
  const shown = ['communes', 'border-gates', 'corridors', 'landslide-spots', 'illustrative-landslide-zones', 'rivers', 'towns', 'illustrative-elevation']
  for (const id of shown) {
    const { provenance } = layers.find((layer) => layer.id === id)
    const [year, month, day] = provenance.retrieved.split('-')
    const accuracy = provenance.accuracy_m
      ? `± ${provenance.accuracy_m >= 1000 ? `${provenance.accuracy_m / 1000} km` : `${provenance.accuracy_m} m`}`
      : 'chưa ghi'
    const facts = `${provenance.source_vi ?? provenance.source} · Ngày lấy: ${day}/${month}/${year} · Độ chính xác: ${accuracy}`.replace(/\s+/g, ' ')
    assert.ok(text.includes(facts), `the legend does not say "${facts}": ${text}`)
  }
  assert.match(text, /Quốc tế Song phương/)
  // What has no figure stands apart from the classes.
  const apart = legend.locator('li.apart')
  if ((await apart.count()) > 0) assert.match(await apart.first().innerText(), /chưa có số liệu/)
  await hasNoRubbish(page)
  assert.deepEqual(await english(page), [])
  assert.deepEqual(await smallText(page), [])
  await screenshot(page, 'legend-full-laptop-light')
  await accessible(page)

  // It scrolls within itself, and comes back as it was left.
  const content = page.locator('.legend .content')
  assert.ok(await content.evaluate((box) => box.scrollHeight > box.clientHeight), 'nothing is left to scroll')
  await again(page)
  assert.equal(await details.getAttribute('aria-pressed'), 'true')
  await page.getByRole('button', { name: 'Ẩn chú giải' }).click()
  await again(page)
  await page.getByRole('button', { name: 'Hiện chú giải' }).waitFor()
  assert.equal(await content.count(), 0)
  assert.ok((await covered(page)) < 0.03)
  assert.deepEqual(faults, [])
  await close()
})

for (const theme of ['light', 'dark']) {
  it(`is closed at first on a phone, and opened fits it, ${theme}`, async () => {
    const { page, faults, close } = await open(browser, 'lang=en', { screen: 'phone', theme })
    assert.equal(await page.locator('.legend .content').count(), 0)
    await page.getByRole('button', { name: 'Show the legend' }).click()
    assert.ok((await covered(page)) < 0.5)
    await page.getByRole('button', { name: 'Source, date, accuracy' }).click()
    assert.ok((await covered(page)) < 0.5)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
    assert.deepEqual(await smallText(page), [])
    await screenshot(page, `legend-phone-${theme}`)
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  })
}
