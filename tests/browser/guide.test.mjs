// The user's guide: its pictures are made here, on the screens that it tells of, and what it shows is held to exist.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, it } from 'node:test'
import { accessible, asAdministrator, BASE, drawn, hasNoRubbish, launch, open, screenshot } from './support.mjs'
import { workbook } from './spreadsheet.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
const GUIDE = resolve(import.meta.dirname, '../../docs/guide')
const LONG = { timeout: 240_000 }
let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** Screens that are shown as they open: the address, and what has to be there first. */
const SCREENS = {
  'guide-map': ['pick=unit:01447', 'complementary'],
  'guide-swipe': ['colour=health-insurance:2026&left=health-insurance:2025:today&divider=0.45', null],
  'guide-overview': ['mode=programme&tab=overview', null],
  'guide-target': ['mode=programme&target=health-insurance', null],
  'guide-corridor': ['mode=corridors&axes=logistics-phuc-hoa-nung-tri-cao&width=7&colour=none', null],
}

for (const [name, [query, role]] of Object.entries(SCREENS)) {
  it(`pictures ${name}`, async () => {
    const { page, faults, close } = await open(browser, query)
    if (role) await page.getByRole(role).getByRole('heading', { level: 2 }).waitFor()
    if (query.includes('mode')) await page.getByRole('heading', { level: 2 }).first().waitFor()
    if (query.includes('axes')) await page.getByText('%').first().waitFor()
    await drawn(page)
    await screenshot(page, name)
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })
}

it('pictures guide-schools', async () => {
  const { page, close } = await open(browser, 'mode=schools&colour=none')
  await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('2')
  await page.getByRole('button', { name: 'Tính', exact: true }).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  await drawn(page)
  await answer.evaluate((element) => element.scrollIntoView())
  await screenshot(page, 'guide-schools')
  await close()
})

it('pictures guide-relocation', async () => {
  const settings = encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))
  const { page, close } = await open(browser, `mode=relocation&colour=none&q=${settings}`)
  await page.getByRole('button', { name: 'Tính', exact: true }).click()
  const answer = page.locator('section.answer')
  await answer.getByText(/^Khu đất phù hợp/).waitFor(LONG)
  await drawn(page)
  await answer.evaluate((element) => element.scrollIntoView())
  await screenshot(page, 'guide-relocation')
  await close()
})

it('pictures guide-figures', { skip: !ADMINISTRATOR }, async () => {
  const { page, context, close } = await open(browser)
  await asAdministrator(context)
  await page.goto(`${BASE}/?debug=map&mode=data`)
  const sheet = workbook('households', [
    ['Kỳ báo cáo', '2025'],
    ['Mã', 'Tên đơn vị', 'Giá trị', 'Lý do không có', 'Nguồn', 'Chất lượng', 'Đơn vị tính'],
    ['01273', 'Phường Thục Phán', '9.812', '', 'Báo cáo phường', '', ''],
    ['01279', 'Phường Nùng Trí Cao', 'nhiều', '', 'Báo cáo phường', '', ''],
    ['99999', 'Xã Không Có', '12', '', 'Báo cáo xã', '', ''],
  ])
  await page.locator('input[type=file]').setInputFiles({ name: 'ho-dan-2025.xlsx', mimeType: '', buffer: sheet })
  await page.getByText('Chưa lưu gì').waitFor()
  await page.getByText('Cột C').first().waitFor()
  await page.getByRole('heading', { name: 'Tải bảng tính lên' }).evaluate((element) => element.scrollIntoView())
  await screenshot(page, 'guide-figures')
  await accessible(page)
  await close()
})

/** The pictures that a guide shows, with their descriptions. */
function pictures(language) {
  const text = readFileSync(join(GUIDE, `${language}.md`), 'utf8')
  return [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, alt, path]) => ({ alt, path }))
}

it('both guides show the same pictures, each described, small and made by a test', () => {
  const [vi, en] = ['vi', 'en'].map(pictures)
  assert.deepEqual(
    vi.map(({ path }) => path),
    en.map(({ path }) => path),
  )
  assert.ok(vi.length >= 8 && vi.length <= 15, `${vi.length} pictures`)
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n')
  for (const { alt, path } of [...vi, ...en]) {
    assert.ok(alt.length > 20, `${path} is not described`)
    const file = join(GUIDE, path)
    assert.ok(existsSync(file), `${path} is not there: make guide-pictures`)
    assert.ok(statSync(file).size <= 100 * 1024, `${path} is larger than 100 KB`)
    const name = path.replace(/^images\//, '').replace(/\.webp$/, '')
    assert.ok(tests.includes(`'${name}'`), `no test makes ${name}`)
  }
  const shown = new Set(vi.map(({ path }) => path.replace('images/', '')))
  assert.deepEqual(
    readdirSync(join(GUIDE, 'images')).filter((name) => !shown.has(name)),
    [],
    'pictures that no guide shows',
  )
})
