// The workbenches for schools and relocation: a question with sliders, progress, an answer on the map, and stopping.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import {
  accessible,
  again,
  asAdministrator,
  BASE,
  drawn,
  hasNoRubbish,
  launch,
  open,
  pointOf,
  rendered,
  screenshot,
  smallText,
} from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const LONG = { timeout: 180_000 }
/** What the legend says of the marks of schools. */
const SCHOOLS = { new: 'Trường mở mới', kept: 'Trường giữ', closed: 'Trường đóng hoặc không mở' }
const legendOf = (page) => page.getByRole('region', { name: 'Chú giải' }).first()
const compute = (page) => page.getByRole('button', { name: 'Tính', exact: true })

/** Every look of the schools on the map has a row in the legend, and all marks and ways are on the printed sheet. */
async function explainedAndPrintedWhole(page) {
  const { looks, ways } = await page.evaluate(() => {
    const { sources } = globalThis.__nonnuoc_map.getStyle()
    const looks = {}
    for (const { properties } of sources['schools-marks'].data.features)
      looks[properties.look] = (looks[properties.look] ?? 0) + 1
    return { looks, ways: sources['schools-ways'].data.features.length }
  })
  const expected = Object.fromEntries(Object.entries(looks).map(([look, count]) => [SCHOOLS[look], count]))
  if (ways > 0) expected['Từ nơi ở tới trường'] = ways
  assert.ok(Object.keys(expected).length > 1, JSON.stringify(expected))
  for (const row of Object.keys(expected)) await legendOf(page).getByText(row, { exact: true }).waitFor()
  await screenshot(page, 'schools-laptop-light-legend')

  const sheets = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/maps')) sheets.push(request.postDataJSON())
  })
  await page.getByRole('button', { name: 'In bản đồ…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('img').waitFor(LONG)
  const shapes = sheets.at(-1).drawn
  const printed = Object.fromEntries(shapes.map(({ label, geometry }) => [label, geometry.coordinates.length]))
  assert.deepEqual(printed, expected)
  assert.equal(new Set(shapes.map(({ colour }) => colour)).size, shapes.length, 'two looks have one colour')
  await page.waitForFunction(() => document.querySelector('dialog .preview img')?.naturalWidth > 800)
  await screenshot(page, 'print-schools')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

it('schools: an aim and limits are answered, told why not, and set side by side', async () => {
  const { page, faults, close } = await open(browser, 'mode=schools&colour=none')
  await page.getByRole('combobox', { name: 'Mục tiêu' }).selectOption('lscp')
  await page.getByText('Mục tiêu này cần giới hạn thời gian đi học.').waitFor()
  await page.getByRole('combobox', { name: 'Mục tiêu' }).selectOption('p-median')
  await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('2')
  assert.match(decodeURIComponent(page.url()), /"fresh":2/)
  await compute(page).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  const proven = answer.locator('strong', { hasText: /Đã chứng minh.* theo mục tiêu và điều kiện|Đạt mọi điều kiện/ })
  await proven.waitFor()
  await answer.getByText('Số minh hoạ, không phải số thật').waitFor()
  // A goal that is reached by closing nearly everything says so, in words.
  const warned = answer.getByRole('region', { name: 'Xem kỹ trước khi dùng' })
  const [, closed, points] = (await warned.innerText()).match(/đóng (\d+) trong (\d+) điểm trường lẻ/) ?? []
  assert.ok(Number(closed) > Number(points) / 2, `${closed} of ${points}`)
  assert.match(await warned.innerText(), /chỉ biết nơi ở tại \d+ nơi/)
  assert.ok((await warned.boundingBox()).y < (await proven.boundingBox()).y, 'what is proven stands before its warnings')
  await answer.getByText(new RegExp(`^${closed}/${points}, hiện nay 0`)).waitFor()
  await drawn(page)
  await warned.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await screenshot(page, 'schools-warned-laptop-light')
  assert.ok((await rendered(page, 'result-point')).length > 50)
  await explainedAndPrintedWhole(page)
  await answer.getByText(/^Không chọn, và vì sao/).click()
  await answer.getByText(/Chọn nơi này|Bị loại|phá vỡ/).first().waitFor()
  await answer.getByText(/^Ai học ở đâu/).click()
  await answer.getByRole('region', { name: /^Ai học ở đâu/ }).getByRole('button', { name: /^Xóm gần|^Xã|^[A-ZĐ]/ }).first().waitFor()
  await answer.getByText('Đường tới trường theo xã').click()
  await answer.getByRole('region', { name: 'Đường tới trường theo xã' }).waitFor()
  await answer.getByText('Cách tính và nguồn').click()
  await answer.getByText(/^Thời gian đi lại: /).waitFor()
  // A site that is opened must not be: that is kept in the address, and Back lifts it.
  const opened = answer.locator('details', { has: page.getByText(/^Mở mới \(\d+\)$/) })
  const refusal = opened.getByRole('button', { name: /^Không chọn: / }).first()
  const site = (await refusal.getAttribute('aria-label')).replace('Không chọn: ', '')
  await refusal.click()
  const chips = page.getByRole('list', { name: 'Nơi phải giữ, phải mở hoặc không chọn' })
  await chips.getByText(`Không chọn: ${site}`).waitFor()
  assert.match(decodeURIComponent(page.url()), /"forbidden":\["[^"]+"\]/)
  assert.equal(await refusal.getAttribute('aria-pressed'), 'true')
  await page.getByText('Kết quả dưới đây là của những lựa chọn khác').waitFor()
  await page.goBack()
  await chips.waitFor({ state: 'detached' })
  await page.goForward()
  await chips.waitFor()
  await page.getByRole('combobox', { name: 'Cấp học' }).selectOption('primary')
  await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('4')
  assert.match(decodeURIComponent(page.url()), /"level":"primary"/)
  await compute(page).click()
  await page.getByRole('button', { name: 'Lần 2' }).waitFor(LONG)
  assert.ok(!(await opened.locator('tbody th').allInnerTexts()).some((text) => text.startsWith(`${site}\n`)), `${site} is opened`)
  await page.getByRole('row', { name: /Lần 2/ }).getByText(/^tiểu học; Mở mới nhiều nhất: 4 trường; Không chọn: 1$/).waitFor()
  await answer.getByText('chỉ tính cấp tiểu học').first().waitFor()
  await page.getByRole('button', { name: 'Lần 1' }).click()
  assert.equal(await answer.getByText(/^chỉ tính cấp/).count(), 0)
  // The boxes and sliders are those of the run that is shown.
  assert.equal(await page.getByRole('combobox', { name: 'Cấp học' }).inputValue(), 'all')
  assert.equal(await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).inputValue(), '2')
  assert.equal(await chips.count(), 0)
  assert.equal(await page.getByText('Kết quả dưới đây là của những lựa chọn khác').count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Lần 1' }).getAttribute('aria-pressed'), 'true')
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await answer.evaluate((element) => element.scrollIntoView())
  await screenshot(page, 'schools-laptop-light')
  assert.deepEqual(faults, [])
  await close()
})

it('relocation: weights as sliders lead to fit ground; long work can be stopped', async () => {
  const settings = encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))
  const { page, faults, close } = await open(browser, `mode=relocation&colour=none&q=${settings}`, { theme: 'dark' })
  await compute(page).click()
  await page.getByRole('button', { name: 'Dừng' }).click()
  await page.getByText('Đã dừng; các lựa chọn và kết quả trước vẫn còn.').waitFor()
  await page.getByRole('slider', { name: /^Gần đường/ }).fill('40')
  assert.match(decodeURIComponent(page.url()), /"road":40/)
  await compute(page).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  await answer.getByText(/^Khu đất phù hợp/).waitFor()
  await drawn(page)
  assert.ok((await rendered(page, 'result-point')).length > 0, 'no community is drawn')
  await legendOf(page).getByText('Cộng đồng cần di dời').waitFor()
  await answer.getByText(/^Đất bị loại/).click()
  await answer.getByText('đất quá dốc', { exact: true }).waitFor()
  await answer.getByText(/^tái định cư tập trung/).first().waitFor()
  await answer.getByText(/^Thứ hạng đổi khi trọng số/).click()
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'relocation-laptop-dark')
  assert.deepEqual(faults, [])
  await close()
})

it('travel times: the area reached within any minutes is drawn, with shares, communes and what is not reached', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=travel&colour=none')
  await page.getByRole('combobox', { name: 'Tới', exact: true }).selectOption('health-facility')
  await page.getByRole('slider', { name: 'Vùng tới được trong' }).fill('59')
  await compute(page).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  await answer.getByText('Trong 59 phút').waitFor()
  await answer.getByText('Trong 90 phút', { exact: true }).waitFor()
  await answer.getByText('Số minh hoạ, không phải số thật').waitFor()
  await drawn(page)
  assert.ok((await rendered(page, 'result-area')).length > 0, 'no area is drawn')
  await legendOf(page).getByText('Vùng tới được trong 59 phút').waitFor()
  const worst = async () => await answer.getByText('Xa nhất', { exact: true }).first().locator('..').textContent()
  const dry = await worst()
  await page.getByRole('combobox', { name: 'Mùa' }).selectOption('rainy')
  await compute(page).click()
  await page.getByRole('button', { name: 'Lần 2' }).waitFor(LONG)
  assert.notEqual(await worst(), dry, 'rain changes nothing')
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'travel-laptop-light')
  assert.deepEqual(faults, [])
  await close()
})

it('while an answer is on the map no colours of the indicator are, and closing it or leaving brings them back', async () => {
  const modes = {
    'mode=query&tab=travel': 'Vùng tới được trong 30 phút',
    [`mode=relocation&q=${encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))}`]: 'Cộng đồng cần di dời',
    [`mode=schools&q=${encodeURIComponent(JSON.stringify({ level: 'upper-secondary', fresh: 1 }))}`]: SCHOOLS.kept,
  }
  for (const [mode, mark] of Object.entries(modes)) {
    const { page, faults, close } = await open(browser, `${mode}&colour=population-density::quantile`)
    const coloured = async () => (await rendered(page, 'choropleth')).length
    const isExplained = () => legendOf(page).getByText('Mật độ dân số').count()
    assert.ok((await coloured()) > 40, mode)
    await compute(page).press('Enter')
    await page.locator('section.answer').waitFor(LONG)
    await legendOf(page).getByText(mark, { exact: true }).waitFor()
    await drawn(page)
    assert.equal(await coloured(), 0, `${mode}: two colours fight`)
    assert.equal(await isExplained(), 0, `${mode}: the legend explains colours that are not there`)
    assert.match(page.url(), /colour=population-density::quantile/, 'the address forgets the indicator')
    await screenshot(page, `plain-${mode.match(/travel|relocation|schools/)[0]}`)
    // What the keyboard asked for is led to, and closing leads back to the button.
    const heading = page.getByRole('heading', { name: 'Kết quả', exact: true })
    assert.ok(await heading.evaluate((element) => element === document.activeElement), `${mode}: the focus is lost`)
    const { y } = await heading.boundingBox()
    assert.ok(y > 0 && y < page.viewportSize().height - 100, `${mode}: the answer is out of sight at ${y}`)
    await page.getByRole('button', { name: 'Đóng kết quả' }).press('Enter')
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Tính')
    await legendOf(page).getByText('Mật độ dân số').waitFor()
    // The map had gone to where the answer lies.
    await page.getByRole('button', { name: 'Về toàn tỉnh' }).click()
    await drawn(page)
    assert.ok((await coloured()) > 40, `${mode}: closing the answer leaves the map bare`)
    assert.equal(await legendOf(page).getByText(mark, { exact: true }).count(), 0)
    // What was closed is still among the runs.
    await page.getByRole('button', { name: 'Lần 1' }).click()
    assert.ok(!(await heading.evaluate((element) => element === document.activeElement)), `${mode}: takes the focus`)
    await legendOf(page).getByText(mark, { exact: true }).waitFor()
    assert.equal(await isExplained(), 0)
    await page.getByRole('button', { name: 'Bản đồ', exact: true }).click()
    await legendOf(page).getByText('Mật độ dân số').waitFor()
    await drawn(page)
    assert.ok((await coloured()) > 40, `${mode}: leaving leaves the map bare`)
    assert.deepEqual(faults, [])
    await close()
  }
})

it('a saved scenario opens with the choices by which it was asked', { skip: !process.env.NONNUOC_ADMINISTRATOR }, async () => {
  const { page, faults, context, close } = await open(browser, 'mode=query&tab=travel&colour=none')
  await asAdministrator(context)
  const name = `Từ cửa khẩu, mùa mưa ${Date.now().toString(36)}`
  const request = {
    facilities: { kinds: ['border-gate'] },
    travel: { mode: 'road' },
    seasons: ['rainy'],
    directions: ['from-facility'],
    isochrone_minutes: [45],
  }
  const saved = await context.request.post(`${BASE}/api/scenarios`, {
    data: { name, kind: 'travel-times', request },
    ...LONG,
  })
  assert.ok(saved.ok(), await saved.text())
  await again(page)
  await page.getByText(/^Phương án đã lưu/).click()
  await page.getByRole('button', { name, exact: true }).click()
  await page.locator('section.answer').waitFor(LONG)
  assert.equal(await page.getByRole('combobox', { name: 'Tới', exact: true }).inputValue(), 'border-gate')
  assert.equal(await page.getByRole('combobox', { name: 'Mùa' }).inputValue(), 'rainy')
  assert.equal(await page.getByRole('combobox', { name: 'Cách đi' }).inputValue(), 'road')
  assert.equal(await page.getByRole('combobox', { name: 'Chiều đi' }).inputValue(), 'from-facility')
  assert.equal(await page.getByRole('slider', { name: 'Vùng tới được trong' }).inputValue(), '45')
  assert.match(decodeURIComponent(page.url()), /"to":"border-gate"/)
  await hasNoRubbish(page)
  assert.deepEqual(faults, [])
  await close()
})

it('a plot drawn for relocation is checked, named and kept in the address', async () => {
  const settings = encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))
  const { page, faults, close } = await open(browser, `mode=relocation&colour=none&q=${settings}`)
  await page.getByText('Khu đất đề xuất', { exact: true }).click()
  await page.getByRole('button', { name: 'Vẽ khu đất' }).click()
  for (const [lon, lat] of [
    [106.05, 22.69],
    [106.13, 22.69],
    [106.13, 22.74],
  ]) {
    const { x, y } = await pointOf(page, lon, lat)
    await page.mouse.click(x, y)
  }
  await page.getByText('3 điểm').waitFor()
  await page.getByRole('button', { name: 'Xong' }).click()
  const name = page.getByRole('textbox', { name: 'Tên khu đất 1' })
  assert.equal(await name.inputValue(), 'Khu đề xuất 1')
  await name.fill('Nà Bó')
  await name.press('Enter')
  await page.waitForFunction(() => decodeURIComponent(location.search).includes('"plots":["Nà Bó|106.'))
  await again(page)
  assert.equal(await name.inputValue(), 'Nà Bó')
  assert.ok((await rendered(page, 'result-area')).length > 0, 'the plot is not drawn')
  await compute(page).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  await answer.getByText(/^Điểm đã đề xuất/).waitFor()
  const verdict = answer.getByRole('listitem').filter({ hasText: 'Nà Bó' })
  assert.match(await verdict.innerText(), /không có gì cản trở|bị loại vì: /)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'relocation-plot-laptop-light')
  await page.getByRole('button', { name: 'Bỏ Nà Bó' }).click()
  await name.waitFor({ state: 'detached' })
  await page.goBack()
  await name.waitFor()
  assert.deepEqual(faults, [])
  await close()
})
