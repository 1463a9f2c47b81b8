// Geodata from a dropped file to the map: seen before it is taken in, moved by the choice of the reference system, checked row by row.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, it } from 'node:test'
import { BASE, accessible, asAdministrator, drawn, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
const folder = mkdtempSync(join(tmpdir(), 'nonnuoc-layers-'))
let browser
before(async () => {
  browser = await launch()
})
after(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Monuments at the points where the names of communes stand, as a zipped Shapefile in a system, made by ogr2ogr. */
async function monuments(crs, hasPrj) {
  const { units } = await (await fetch(`${BASE}/api/units`)).json()
  const features = units
    .filter(({ label_point }) => label_point)
    .slice(0, 14)
    .map(({ code, name, label_point: [lon, lat] }) => ({
      type: 'Feature',
      properties: { TEN: `Di tích ${name}`, MA_XA: code, GHI_CHU: 'kiểm kê 2026' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }))
  const stem = join(folder, 'di-tich')
  writeFileSync(`${stem}.geojson`, JSON.stringify({ type: 'FeatureCollection', features }))
  execFileSync('ogr2ogr', ['-overwrite', '-t_srs', crs, '-lco', 'ENCODING=UTF-8', `${stem}.shp`, `${stem}.geojson`])
  const endings = ['shp', 'shx', 'dbf', 'cpg', ...(hasPrj ? ['prj'] : [])]
  rmSync(`${stem}.zip`, { force: true })
  execFileSync('zip', ['-jq', `${stem}.zip`, ...endings.map((ending) => `${stem}.${ending}`)])
  return { name: 'di-tich.zip', bytes: readFileSync(`${stem}.zip`), features }
}

/** What earlier runs left waiting would count against the account. */
async function removeWaiting(context) {
  const { uploads } = await (await context.request.get(`${BASE}/api/layer-uploads`)).json()
  for (const { id } of uploads) await context.request.delete(`${BASE}/api/layer-uploads/${id}`)
}

/** Drops a file on the panel as a mouse would. */
async function dropFile(page, name, bytes) {
  const transfer = await page.evaluateHandle(
    ([name, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name))
      return transfer
    },
    [name, Buffer.from(bytes).toString('base64')],
  )
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer })
}

/** Where the previewed features are really drawn, by name. */
async function previewed(page) {
  await drawn(page)
  return page.evaluate(() => {
    const found = globalThis.__nonnuoc_map.queryRenderedFeatures({ layers: ['result-point/upload'] })
    return Object.fromEntries(found.map(({ properties, geometry }) => [properties.name, geometry.coordinates]))
  })
}

it('goes from a dropped Shapefile to a layer that everybody sees', { skip: !ADMINISTRATOR }, async () => {
  const { page, faults, context, close } = await open(browser)
  await asAdministrator(context)
  await removeWaiting(context)
  await page.goto(`${BASE}/?debug=map&mode=data&tab=layers`)
  await page.getByText('Kéo tệp vào đây').waitFor()
  const layersNow = async () => (await fetch(`${BASE}/api/layers`)).json()
  const before = await layersNow()
  const { name, bytes, features } = await monuments('EPSG:9210', false)
  await dropFile(page, name, bytes)

  // The file states no system: the communes in it tell the zone, and the wrong one is said in metres.
  await page.getByText('Tệp không ghi hệ toạ độ').waitFor()
  const home = page.getByRole('radio', { name: /105°45′/ })
  assert.equal(await home.isChecked(), true)
  await page.getByText(/bỏ qua bước chuyển hệ VN-2000 → WGS 84: lệch 22[345]\sm/).waitFor()
  await page.getByText(/14 đối tượng, 0 nằm ngoài tỉnh/).waitFor()
  const right = await previewed(page)
  const [first] = features
  assert.ok(Math.abs(right[first.properties.TEN][0] - first.geometry.coordinates[0]) < 1e-3)
  await screenshot(page, 'layer-upload-preview')
  await accessible(page)
  assert.deepEqual(await smallText(page), [])

  // Another zone moves the preview by a quarter of a degree.
  await page.getByRole('radio', { name: /106°00′/ }).check()
  await page.waitForFunction(
    ([name, lon]) => {
      const map = globalThis.__nonnuoc_map
      const found = map.getLayer('result-point/upload')
        ? map.queryRenderedFeatures({ layers: ['result-point/upload'] })
        : []
      const moved = found.find(({ properties }) => properties.name === name)
      return moved && Math.abs(moved.geometry.coordinates[0] - lon - 0.25) < 0.01
    },
    [first.properties.TEN, first.geometry.coordinates[0]],
  )
  await page.getByText(/105°45′: lệch 2[0-9],\d\skm/).waitFor()
  const costs = await page.getByRole('radio').locator('xpath=..').allInnerTexts()
  assert.ok(costs.length > 1 && costs.some((card) => /Chọn sai thì lệch tới \d+,\d\skm/.test(card)), costs.join('\n'))
  await screenshot(page, 'layer-upload-wrong-zone')
  await home.check()

  await page.getByLabel('Dữ liệu này là').selectOption({ label: 'Di tích' })
  await page.getByLabel('GHI_CHU').selectOption({ label: 'Ghi chú' })
  // A column is left out by choice: then the monuments have no name, which the check says before anything is kept.
  await page.getByLabel('TEN', { exact: true }).selectOption({ label: 'Bỏ qua, không lấy' })
  await page.getByRole('button', { name: 'Kiểm tra từng dòng' }).click()
  await page.getByText(/không cột nào ghi «Tên»/).waitFor()
  await page.getByLabel('TEN', { exact: true }).selectOption('')
  await page.getByRole('button', { name: 'Kiểm tra từng dòng' }).click()
  await page.getByText('14 dòng nhận được, 0 dòng bị loại.').waitFor()
  assert.deepEqual(await layersNow(), before, 'a check saves nothing')
  assert.equal(await page.getByRole('button', { name: 'Nạp vào bản đồ' }).isDisabled(), true)
  await page.getByLabel(/^Nguồn/).fill('Sở Văn hoá, Thể thao và Du lịch')
  // Days are day first whatever the browser speaks; one that cannot be is said to be wrong, and nothing is taken in with it.
  const day = page.getByLabel('Ngày nhận')
  assert.match(await day.inputValue(), /^\d{2}\/\d{2}\/\d{4}$/)
  await day.fill('11/27/2026')
  await day.press('Tab')
  await page.getByText(/^Tháng chỉ từ 1 đến 12/).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Nạp vào bản đồ' }).isDisabled(), true)
  await day.fill('2026-11-27')
  await day.press('Tab')
  assert.equal(await day.inputValue(), '27/11/2026')
  await day.press('ArrowUp')
  assert.equal(await day.inputValue(), '28/11/2026')
  await day.press('ArrowDown')
  await screenshot(page, 'layer-upload-check')
  await hasNoRubbish(page)
  // A field half under the tabs would be measured as a small one.
  await page.getByRole('button', { name: 'Bỏ tệp này' }).scrollIntoViewIfNeeded()
  await accessible(page)
  await page.getByRole('button', { name: 'Nạp vào bản đồ' }).click()
  await page.getByText('Đã nạp «Di tích»: 14 dòng').waitFor()

  await page.getByRole('button', { name: 'Xem trên bản đồ' }).click()
  await page.waitForFunction(() => {
    const map = globalThis.__nonnuoc_map
    const layers = map.getStyle().layers.map(({ id }) => id).filter((id) => id.startsWith('point/monuments'))
    return layers.length > 0 && map.queryRenderedFeatures({ layers }).length >= 10
  })
  await screenshot(page, 'layer-upload-on-the-map')
  assert.deepEqual(faults.filter((fault) => !fault.includes('401')), [])
  await close()
})

it('tells on a phone which rows are refused and leaves the data as they are', { skip: !ADMINISTRATOR }, async () => {
  const { page, context, close } = await open(browser, '', { screen: 'phone', theme: 'dark' })
  await asAdministrator(context)
  await page.goto(`${BASE}/?debug=map&mode=data&tab=layers`)
  const square = (lon, flip) => [[[lon, 22.6], [lon + 0.01, flip ? 22.61 : 22.6], [lon + 0.01, flip ? 22.6 : 22.61], [lon, 22.61], [lon, 22.6]]]
  const zone = (ten, hazard_class, coordinates) => ({
    type: 'Feature',
    properties: { ten, hazard_class },
    geometry: { type: 'Polygon', coordinates },
  })
  const zones = { type: 'FeatureCollection', features: [zone('A', 'high', square(106.2, false)), zone('B', 'high', square(106.3, true)), zone('C', 'rất to', square(106.4, false))] }
  await page.locator('input[type=file]').setInputFiles({ name: 'vung.geojson', mimeType: '', buffer: Buffer.from(JSON.stringify(zones)) })
  await page.getByLabel('Dữ liệu này là').selectOption({ label: 'Vùng nguy cơ sạt lở' })
  await page.getByRole('button', { name: 'Kiểm tra từng dòng' }).click()
  await page.getByText('1 dòng nhận được, 2 dòng bị loại.').waitFor()
  await page.getByText('hình bị lỗi').waitFor()
  await page.getByText('Ghi một trong: rất cao, cao, trung bình, thấp.').waitFor()
  await screenshot(page, 'layer-upload-phone-dark')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  await page.getByRole('button', { name: 'Bỏ tệp này' }).scrollIntoViewIfNeeded()
  await accessible(page)
  await page.getByRole('button', { name: 'Bỏ tệp này' }).click()
  await page.getByText('Kéo tệp vào đây').waitFor()

  // What is no layer is told in words; nothing waits afterwards.
  await page.locator('input[type=file]').setInputFiles({ name: 'hong.gpkg', mimeType: '', buffer: Buffer.from('no database') })
  await page.getByText(/không đọc được tệp theo định dạng GPKG/).waitFor()
  await screenshot(page, 'layer-upload-refused-phone')
  const { uploads } = await (await context.request.get(`${BASE}/api/layer-uploads`)).json()
  assert.deepEqual(uploads.filter(({ file }) => file === 'hong.gpkg'), [])
  await close()
})

/** A GeoTIFF of two bands around the middle of the province, 300 and 700 m high, made by GDAL. */
function twoBands() {
  const grid = (name, value) => {
    const rows = Array.from({ length: 10 }, () => Array(10).fill(value).join(' ')).join('\n')
    writeFileSync(join(folder, name), `ncols 10\nnrows 10\nxllcorner 540000\nyllcorner 2500000\ncellsize 500\n${rows}\n`)
    return join(folder, name)
  }
  const [vrt, tif] = [join(folder, 'hai-kenh.vrt'), join(folder, 'hai-kenh.tif')]
  execFileSync('gdalbuildvrt', ['-q', '-separate', '-a_srs', 'EPSG:9210', vrt, grid('mot.asc', 300), grid('hai.asc', 700)])
  execFileSync('gdal_translate', ['-q', vrt, tif])
  return readFileSync(tif)
}

it('reads the band of a picture that is asked for, and says how many there are', { skip: !ADMINISTRATOR }, async () => {
  const { page, context, close } = await open(browser, '', { theme: 'dark' })
  await asAdministrator(context)
  await removeWaiting(context)
  await page.goto(`${BASE}/?debug=map&mode=data&tab=layers`)
  await page.locator('input[type=file]').setInputFiles({ name: 'hai-kenh.tif', mimeType: '', buffer: twoBands() })
  const band = page.getByLabel('Kênh của ảnh (đếm từ 1)')
  await page.getByLabel('Dữ liệu này là').selectOption({ label: 'Độ cao' })
  const check = page.getByRole('button', { name: 'Kiểm tra từng dòng' })
  await check.click()
  await page.getByText(/từ 300 đến 300 m|từ 300,0 đến 300,0 m/).waitFor()
  await band.fill('2')
  await band.press('Tab')
  await check.click()
  await page.getByText(/từ 700 đến 700 m|từ 700,0 đến 700,0 m/).waitFor()
  await band.fill('3')
  await band.press('Tab')
  await page.getByText(/không có kênh ảnh này/).waitFor()
  await page.getByText(/Tệp có 2 kênh/).waitFor()
  await hasNoRubbish(page)
  await screenshot(page, 'layer-upload-band-dark')
  // A field half under the tabs would be measured as a small one.
  await page.getByRole('button', { name: 'Bỏ tệp này' }).scrollIntoViewIfNeeded()
  await accessible(page)
  assert.deepEqual(await smallText(page), [])
  await page.getByRole('button', { name: 'Bỏ tệp này' }).click()
  await close()
})

it('lets borders move as far as is said, and no further', { skip: !ADMINISTRATOR }, async () => {
  const { page, context, close } = await open(browser)
  await asAdministrator(context)
  await removeWaiting(context)
  await page.goto(`${BASE}/?debug=map&mode=data&tab=layers`)
  const one = { type: 'Feature', properties: { ma_xa: '01273' }, geometry: { type: 'Polygon', coordinates: [[[106.2, 22.6], [106.3, 22.6], [106.3, 22.7], [106.2, 22.7], [106.2, 22.6]]] } }
  const file = JSON.stringify({ type: 'FeatureCollection', features: [one] })
  await page.locator('input[type=file]').setInputFiles({ name: 'xa.geojson', mimeType: '', buffer: Buffer.from(file) })
  await page.getByLabel('Dữ liệu này là').selectOption({ label: 'Ranh giới xã, phường' })
  const tolerance = page.getByLabel('Ranh giới lệch đường giữa nhiều nhất, mỗi bên (m)')
  assert.equal(await tolerance.getAttribute('placeholder'), '15')
  const asked = page.waitForRequest((request) => request.url().endsWith('/checks'))
  await tolerance.fill('2.5')
  await page.getByLabel('Nhận cả xã có tên khác với danh mục').check()
  await page.getByRole('button', { name: 'Kiểm tra từng dòng' }).click()
  const order = (await asked).postDataJSON()
  assert.deepEqual([order.tolerance_m, order.may_differ_in_name], [2.5, true])
  await page.getByText(/55\/56 xã|0 dòng nhận được/).first().waitFor()
  await page.getByRole('button', { name: 'Bỏ tệp này' }).click()
  await close()
})
