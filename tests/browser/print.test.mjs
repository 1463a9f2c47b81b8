// Printing the map and the catalogue of layers, as a user goes about it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { accessible, again, english, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'

let browser
before(async () => (browser = await launch()))
after(() => browser.close())

/** The choices whose words do not fit into their boxes, with room for the arrow. */
const cut = (dialog) =>
  dialog.locator('select').evaluateAll((selects) => {
    const ARROW = 20
    const pen = document.createElement('canvas').getContext('2d')
    return selects.flatMap((select) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(select)
      pen.font = font
      const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW
      return [...select.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room)
    })
  })

test('the map on the screen is previewed and downloaded as a sheet', async () => {
  const { page, faults, close } = await open(browser, 'colour=population-density:2024:natural&pick=unit:01273')
  const asked = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/maps')) asked.push(request.postDataJSON())
  })
  await page.getByRole('button', { name: 'In bản đồ…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('img', { name: 'Xem trước tờ bản đồ' }).waitFor()
  await page.waitForFunction(() => document.querySelector('dialog .preview img')?.naturalWidth > 800)
  assert.deepEqual(await cut(dialog), [])
  await dialog.getByLabel('Tiêu đề').fill('Mật độ dân số')
  const tick = dialog.getByRole('checkbox')
  const [box, words] = await Promise.all([tick.boundingBox(), dialog.getByText('Ghi giá trị dưới tên xã').boundingBox()])
  const apart = Math.abs(box.y + box.height / 2 - words.y - words.height / 2)
  assert.ok(apart < 4 && words.x > box.x + box.width, `the tick box is not beside its words: ${JSON.stringify({ box, words })}`)
  await dialog.getByLabel(/^Khổ giấy/).selectOption('a3')
  await accessible(page)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Tải bản đồ' }).click()
  const file = await coming
  assert.equal(file.suggestedFilename(), 'Mật độ dân số - 2024 - A3 ngang.pdf')
  assert.equal(readFileSync(await file.path()).subarray(0, 5).toString(), '%PDF-')
  const { paper, colour, picked, layers, title } = asked.findLast(({ format }) => format === 'pdf')
  assert.deepEqual(
    { paper, colour, picked, title },
    {
      paper: 'a3',
      colour: { indicator: 'population-density', period: '2024', method: 'natural' },
      picked: '01273',
      title: 'Mật độ dân số',
    },
  )
  assert.ok(layers.includes('border-gates') && !layers.includes('towns'), layers.join())
  // A picture, upright: as many dots as the paper has at so many to the inch.
  await dialog.getByLabel(/^Khổ giấy/).selectOption('a4')
  await dialog.getByLabel(/^Chiều giấy/).selectOption('portrait')
  await dialog.getByLabel(/^Tệp/).selectOption('png')
  const picture = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Tải bản đồ' }).click()
  const png = await picture
  assert.equal(png.suggestedFilename(), 'Mật độ dân số - 2024 - A4 dọc.png')
  const bytes = readFileSync(await png.path())
  const { dpi } = asked.findLast(({ format, orientation, dpi }) => format === 'png' && orientation === 'portrait' && dpi > 72)
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
  const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const dots = [210, 297].map((mm) => Math.round((mm / 25.4) * dpi))
  assert.ok(size.every((pixels, axis) => Math.abs(pixels - dots[axis]) <= 1), `${size} at ${dpi} dpi`)
  await page.waitForTimeout(1200)
  await screenshot(page, 'print')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await close()
})

test('a grid that colours the map is not printed as another map, and the dialog says so', async () => {
  const { page, faults, close } = await open(
    browser,
    'colour=population-density:2024:natural&layers=illustrative-elevation:100',
  )
  // Heights are only shaded; told as slopes, they colour the map cell by cell.
  await page.route('**/api/layers', async (route) => {
    const response = await route.fetch()
    const body = await response.json()
    const layers = body.layers.map((layer) =>
      layer.id === 'illustrative-elevation' ? { ...layer, raster: { ...layer.raster, kind: 'slope' } } : layer,
    )
    await route.fulfill({ response, json: { ...body, layers } })
  })
  await again(page)
  const asked = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/maps')) asked.push(request.postDataJSON())
  })
  await page.getByRole('button', { name: 'In bản đồ…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Lớp lưới ô đang tô màu bản đồ không in được, nên tờ bản đồ không tô màu xã.').waitFor()
  await dialog.getByText(/^Không in được: \p{L}/u).waitFor()
  await dialog.locator('img').waitFor()
  const { colour, shading, layers } = asked.at(-1)
  assert.deepEqual([colour, shading], [undefined, undefined])
  assert.ok(!layers.includes('illustrative-elevation'), layers.join())
  await hasNoRubbish(page)
  await screenshot(page, 'print-grid')
  assert.deepEqual(faults, [])
  await close()
})

test('the catalogue tells of every layer, shows it and gives it away', async () => {
  const { page, faults, close } = await open(browser)
  await page.getByRole('button', { name: 'Danh mục lớp…' }).click()
  const dialog = page.getByRole('dialog')
  const gates = dialog.getByRole('listitem').filter({ hasText: 'Cửa khẩu, lối mở' })
  await gates.getByRole('img').scrollIntoViewIfNeeded()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('dialog li img')].some((img) => img.alt.includes('Cửa khẩu') && img.naturalWidth === 320),
  )
  await accessible(page)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  assert.deepEqual(await english(page), [])
  assert.match(await gates.innerText(), /Tổng hợp từ các công bố và tọa độ công khai/)
  await screenshot(page, 'catalogue')
  const coming = page.waitForEvent('download')
  await gates.getByRole('button', { name: 'GEOJSON' }).click()
  const { features } = JSON.parse(readFileSync(await (await coming).path(), 'utf8'))
  assert.equal(features.length, 10)
  await gates.getByRole('button', { name: 'Ẩn khỏi bản đồ' }).click()
  await gates.getByRole('button', { name: 'Hiện trên bản đồ' }).waitFor()
  assert.match(page.url(), /border-gates:off/)
  assert.deepEqual(faults, [])
  await close()
})
