// The data room, on a laptop, a wall and a phone: a spreadsheet checked, geodata placed, a figure approved with what it changes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { BASE, SCREENS, asAdministrator } from './support.mjs'
import { workbook } from './spreadsheet.mjs'
import { bringUp, endsWell, goTo, inSight, looksRight, setOut, sheet } from './walk.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
/** Years of which each walk alone has a figure: what is returned may be changed by nobody but who entered it. */
const FIRST = 1950 + (Math.floor(Date.now() / 1000) % 48)
const YEARS = { wall: String(FIRST), phone: String(FIRST + 1) }
const isExpected = (fault) => /401|422/.test(fault)
const folder = mkdtempSync(join(tmpdir(), 'nonnuoc-walk-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const { arrive, newContext, signInAs } = setOut()

const HOUSEHOLDS = workbook('households', [
  ['Kỳ báo cáo', '2023'],
  ['Mã', 'Tên đơn vị', 'Giá trị', 'Lý do không có', 'Nguồn', 'Chất lượng', 'Đơn vị tính'],
  ['01273', 'Phường Thục Phán', 'nhiều', '', 'Niên giám', '', ''],
  ['01279', 'Phường Nùng Trí Cao', '9.812', '', 'Niên giám', '', ''],
  ['99999', 'Xã Không Có', '12', '', 'Niên giám', '', ''],
])

/** Monuments in the middle of communes, as a zipped Shapefile that does not say its system. */
async function monuments() {
  const { units } = await (await fetch(`${BASE}/api/units`)).json()
  const features = units
    .filter(({ label_point }) => label_point)
    .slice(0, 14)
    .map(({ code, name, label_point }) => ({
      type: 'Feature',
      properties: { TEN: `Di tích ${name}`, MA_XA: code },
      geometry: { type: 'Point', coordinates: label_point },
    }))
  const stem = join(folder, 'di-tich')
  writeFileSync(`${stem}.geojson`, JSON.stringify({ type: 'FeatureCollection', features }))
  execFileSync('ogr2ogr', ['-overwrite', '-t_srs', 'EPSG:9210', '-lco', 'ENCODING=UTF-8', `${stem}.shp`, `${stem}.geojson`])
  rmSync(`${stem}.zip`, { force: true })
  execFileSync('zip', ['-jq', `${stem}.zip`, ...['shp', 'shx', 'dbf', 'cpg'].map((ending) => `${stem}.${ending}`)])
  return readFileSync(`${stem}.zip`)
}

/** Enters a figure as a new editor and submits it; gives its id. */
async function submit(name, figure) {
  const editor = await newContext()
  await signInAs(editor, 'editor', name)
  const data = { indicator: 'pci', subject: 'province', source: 'VCCI', is_confirmed: true, ...figure }
  const entered = await editor.request.post(`${BASE}/api/observations`, { data })
  assert.equal(entered.status(), 201, await entered.text())
  const { id } = (await entered.json()).observation
  assert.ok((await editor.request.post(`${BASE}/api/observations/${id}/steps`, { data: { step: 'submit' } })).ok())
  await editor.close()
  return id
}

// On a laptop data-room.test.mjs and layer-uploads.test.mjs walk further.
for (const screen of Object.keys(SCREENS).filter((screen) => screen !== 'laptop')) {
  describe(`on a ${screen}`, { skip: !ADMINISTRATOR }, () => {
    it('a spreadsheet: the template, and each row checked before anything is kept', async () => {
      const visit = await arrive(screen)
      const { page, context } = visit
      await signInAs(context, 'editor', screen)
      await page.goto(`${BASE}/?debug=map`)
      await goTo(page, 'Số liệu')
      await page.getByText('Kéo tệp .xlsx vào đây').waitFor()
      await looksRight(page, `walk-data-${screen}`)
      await sheet(page, 'full')
      await page.getByText('Biểu mẫu để thu thập số liệu').click()
      await page.getByRole('searchbox', { name: 'Lọc chỉ số' }).fill('so ho')
      await page.getByRole('list', { name: 'Chỉ số trong biểu mẫu' }).getByRole('checkbox').first().check()
      await bringUp(page.getByText('Biểu mẫu để thu thập số liệu'))
      await looksRight(page, `walk-template-${screen}`)
      await page.locator('input[type=file]').setInputFiles({ name: 'ho-dan.xlsx', mimeType: '', buffer: HOUSEHOLDS })
      await page.getByText('Chưa lưu gì').waitFor()
      await page.getByText('Cột C').first().waitFor()
      await bringUp(page.getByText(/dòng nhận được/).first())
      await looksRight(page, `walk-upload-${screen}`)
      await bringUp(page.getByText('Cột C').first())
      await looksRight(page, `walk-upload-rows-${screen}`)
      await page.getByRole('button', { name: 'Nhập số', exact: true }).click()
      await page.locator('form').getByLabel('Chỉ số').waitFor()
      await looksRight(page, `walk-enter-${screen}`)
      await endsWell(visit, { isExpected })
    })

    it('geodata: the system guessed, a wrong one told in metres, seen on the map, checked', async () => {
      const visit = await arrive(screen)
      const { page, context } = visit
      await asAdministrator(context)
      const { uploads } = await (await context.request.get(`${BASE}/api/layer-uploads`)).json()
      for (const { id } of uploads) await context.request.delete(`${BASE}/api/layer-uploads/${id}`)
      await page.goto(`${BASE}/?debug=map&mode=data&tab=layers&colour=none`)
      await page.locator('input[type=file]').setInputFiles({ name: 'di-tich.zip', mimeType: '', buffer: await monuments() })
      await page.getByText('Tệp không ghi hệ toạ độ').waitFor()
      assert.ok(await page.getByRole('radio', { name: /105°45′/ }).isChecked())
      await page.getByText(/14 đối tượng, 0 nằm ngoài tỉnh/).waitFor()
      assert.ok((await inSight(page, 'result-point/upload')) >= 10, 'the preview is hidden')
      await sheet(page, 'full')
      await bringUp(page.getByText('Tệp không ghi hệ toạ độ'))
      await page.getByText(/lệch 22[345]\sm/).waitFor()
      await looksRight(page, `walk-crs-${screen}`)
      await page.getByLabel('Dữ liệu này là').selectOption({ label: 'Di tích' })
      await bringUp(page.getByLabel('Dữ liệu này là'))
      await looksRight(page, `walk-columns-${screen}`)
      await page.getByRole('button', { name: 'Kiểm tra từng dòng' }).click()
      await page.getByText('14 dòng nhận được, 0 dòng bị loại.').waitFor()
      await bringUp(page.getByText('14 dòng nhận được, 0 dòng bị loại.'))
      await looksRight(page, `walk-rows-${screen}`)
      await page.getByRole('button', { name: 'Bỏ tệp này' }).click()
      await page.getByText('Kéo tệp vào đây').waitFor()
      await endsWell(visit, { isExpected })
    })

    it('a figure: read with what it changes, and approved', async () => {
      await submit(`${screen}-2`, { period: '2023', value: 64.5, note: screen })
      const visit = await arrive(screen)
      const { page, context } = visit
      await signInAs(context, 'approver', screen)
      await page.goto(`${BASE}/?debug=map&mode=data&tab=queue`)
      await page.getByRole('button', { name: /PCI\)\s+Tỉnh Cao Bằng · 2023/ }).first().waitFor()
      await sheet(page, 'full')
      await looksRight(page, `walk-queue-${screen}`)
      await page.getByRole('button', { name: /PCI\)\s+Tỉnh Cao Bằng · 2023/ }).first().click()
      await page.locator('tr.changed').first().waitFor()
      await looksRight(page, `walk-figure-${screen}`)
      await bringUp(page.getByRole('button', { name: 'Duyệt', exact: true }))
      await looksRight(page, `walk-figure-steps-${screen}`)
      await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
      await page.getByText(/Đã duyệt ·/).first().waitFor()
      await endsWell(visit, { isExpected })
    })

    it('a figure: returned, and not without a reason', async () => {
      const id = await submit(`${screen}-3`, { indicator: 'par-index', period: YEARS[screen], value: 81.2 })
      const visit = await arrive(screen)
      const { page, context } = visit
      await signInAs(context, 'approver', `${screen}-3`)
      await page.goto(`${BASE}/?debug=map&mode=data&tab=queue`)
      await sheet(page, 'full')
      const row = page.getByRole('button', { name: new RegExp(`\\(PAR-Index\\)\\s+Tỉnh Cao Bằng · ${YEARS[screen]}`) })
      await row.click()
      const back = page.getByRole('button', { name: 'Trả lại', exact: true })
      await back.waitFor()
      assert.ok(await back.isDisabled(), 'a figure is returned without a reason')
      await page.getByLabel('Lý do trả lại').fill('Thiếu trang nguồn')
      await bringUp(page.getByLabel('Lý do trả lại'))
      await looksRight(page, `walk-return-${screen}`)
      await back.click()
      await page.getByText(/^Trả lại ·/).first().waitFor()
      await page.locator('header').getByText('Thiếu trang nguồn').waitFor()
      await looksRight(page, `walk-returned-${screen}`)
      const { state, returned_because } = await (await context.request.get(`${BASE}/api/observations/${id}`)).json()
      assert.deepEqual([state, returned_because], ['returned', 'Thiếu trang nguồn'])
      await page.getByRole('button', { name: 'Quay lại' }).click()
      await back.waitFor({ state: 'detached' })
      await page.locator('section.panel select').filter({ hasText: 'Chờ duyệt' }).waitFor()
      assert.equal(await row.count(), 0, 'what was returned still waits')
      await endsWell(visit, { isExpected })
    })
  })
}
