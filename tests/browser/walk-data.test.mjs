// The data room, on a laptop, a wall and a phone: a spreadsheet checked, geodata placed, a figure approved with what it changes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { BASE, CHOSEN, SCREENS, asAdministrator, launch, open } from './support.mjs'
import { workbook } from './spreadsheet.mjs'
import { THEMES, bringUp, endsWell, goTo, inSight, looksRight, sheet } from './walk.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
const RUN = Date.now().toString(36)
const isExpected = (fault) => /401|422/.test(fault)
const folder = mkdtempSync(join(tmpdir(), 'nonnuoc-walk-'))
let browser
before(async () => {
  browser = await launch()
})
after(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Signs a context in as somebody new. */
async function signInAs(context, role, screen) {
  const admin = await browser.newContext()
  await asAdministrator(admin)
  const name = `${role}-${screen}-${RUN}`
  const made = await admin.request.post(`${BASE}/api/accounts`, {
    data: { name, display_name: `Người ${role}`, role, agencies: [], units: [] },
  })
  assert.equal(made.status(), 201, await made.text())
  const { one_time_password: old } = await made.json()
  await admin.close()
  assert.ok((await context.request.post(`${BASE}/api/session`, { data: { name, password: old } })).ok())
  const change = { data: { old, new: `${CHOSEN} ${name}` } }
  assert.ok((await context.request.put(`${BASE}/api/session/password`, change)).ok())
}

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

// On a laptop data-room.test.mjs and layer-uploads.test.mjs walk further.
for (const screen of Object.keys(SCREENS).filter((screen) => screen !== 'laptop')) {
  describe(`on a ${screen}`, { skip: !ADMINISTRATOR }, () => {
    it('a spreadsheet: the template, and each row checked before anything is kept', async () => {
      const visit = await open(browser, '', { screen, theme: THEMES[screen] })
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
      const visit = await open(browser, '', { screen, theme: THEMES[screen] })
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
      const editor = await browser.newContext()
      await signInAs(editor, 'editor', `${screen}-2`)
      const data = { indicator: 'pci', subject: 'province', period: '2023', value: 64.5, source: 'VCCI', note: screen, is_confirmed: true }
      const entered = await editor.request.post(`${BASE}/api/observations`, { data })
      assert.equal(entered.status(), 201, await entered.text())
      const { id } = (await entered.json()).observation
      assert.ok((await editor.request.post(`${BASE}/api/observations/${id}/steps`, { data: { step: 'submit' } })).ok())
      await editor.close()
      const visit = await open(browser, '', { screen, theme: THEMES[screen] })
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
  })
}
