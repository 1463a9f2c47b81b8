// The query builder, looking up positions, and coordinates in the search: three pages, many questions.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, it } from 'node:test'
import { accessible, again, drawn, hasNoRubbish, launch, open, pointOf, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const found = async (page, pattern) => Number((await page.getByText(pattern).first().innerText()).match(/\d+/)[0])

it('a question put together from boxes is answered in table, map, file and address', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&colour=none')
  await page.getByRole('button', { name: /Cửa khẩu cách hành lang/ }).click()
  await page.getByText('5 kết quả', { exact: true }).waitFor()
  await drawn(page)
  assert.equal((await rendered(page, 'result-point')).length, 5)
  const table = page.getByRole('table').first()
  assert.equal(await table.locator('tbody tr[data-key]').count(), 5)
  // Nothing of it is wider than the panel: words stand under their row, each after its title.
  const shade = () => page.locator('.edges').first().evaluate((frame) => getComputedStyle(frame, '::before').opacity)
  const region = page.locator('.edges [role=region]').first()
  assert.equal(await shade(), '0', 'the table is wider than the panel')
  assert.ok(await region.evaluate((frame) => frame.scrollWidth <= frame.clientWidth), 'the table is wider than the panel')
  const gate = table.locator('tbody tr', { hasText: 'Hạ Lang' }).first()
  const below = table.locator('tr.below').filter({ hasText: 'Khoa Giáp' })
  assert.match(await below.innerText(), /Loại cửa khẩu: .*song phương/)
  // Gates are known to 4 km, corridors to 5 km: no distance below that is told.
  await gate.getByText(/^trong ±5\skm$/).waitFor()
  const heads = await table.locator('thead th').evaluateAll((all) => all.map((head) => head.querySelector('button').clientHeight / 21))
  assert.ok(heads.every((lines) => lines < 4), JSON.stringify(heads))
  // The half that lies further away is the rest of the ten.
  await page.getByRole('combobox', { name: 'Khẳng định hay phủ định' }).selectOption('not')
  await page.getByText('5 kết quả', { exact: true }).waitFor()
  await table.getByText('Pò Peo').waitFor()
  await page.getByRole('button', { name: 'Thuộc tính', exact: true }).click()
  await page.getByText('Chọn nốt các ô còn trống').waitFor()
  await page.getByRole('combobox', { name: 'Thuộc tính' }).selectOption('gate_class')
  await page.getByRole('combobox', { name: 'Giá trị' }).selectOption('international')
  await page.waitForFunction(() => /[01] kết quả|Không có nơi nào/.test(document.querySelector('.panel .content').innerText))
  await page.getByText('Điều kiện dạng văn bản').click()
  await page.getByText("gate_class = 'international'", { exact: true }).waitFor()
  const address = page.url()
  await page.getByRole('button', { name: 'Bỏ điều kiện 1' }).click()
  await page.getByText('5 kết quả', { exact: true }).waitFor()
  await page.goBack()
  assert.equal(page.url(), address)
  await page.goForward()
  await page.getByRole('button', { name: 'Tên', exact: true }).click()
  const name = await table.locator('tbody tr').first().getByRole('button').innerText()
  await table.locator('tbody tr').first().getByRole('button').click()
  await page.getByRole('complementary').getByRole('heading', { name, level: 2 }).waitFor()
  // The whole circle in which the gate may lie is in sight.
  await page.waitForFunction(() => {
    const map = globalThis.__nonnuoc_map
    const ring = map.getStyle().sources['picked-accuracy']?.data.coordinates[0]
    return map.getZoom() > 9 && ring?.every((position) => map.getBounds().contains(position))
  })
  for (const [format, head] of [
    ['CSV', /id/],
    ['XLSX', /^PK/],
    ['GPKG', /^SQLite format 3/],
    ['GEOJSON', /FeatureCollection/],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: format, exact: true }).click(),
    ])
    assert.match(readFileSync(await download.path(), 'latin1').slice(0, 400), head)
  }
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'query-laptop-light')
  assert.deepEqual(faults, [])
  await close()
})

it('lays what it found on plain communes, which get their colours back without an answer', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&colour=population-density::quantile')
  const coloured = async () => {
    await drawn(page)
    return (await rendered(page, 'choropleth')).length
  }
  assert.ok((await coloured()) > 40)
  await page.getByRole('button', { name: /Cửa khẩu cách hành lang/ }).click()
  await page.getByText('5 kết quả', { exact: true }).waitFor()
  assert.equal(await coloured(), 0, 'two colours fight')
  await page.getByRole('button', { name: 'Tra toạ độ', exact: true }).click()
  assert.ok((await coloured()) > 40, 'leaving the question leaves the map bare')
  await page.locator('input[type=file]').setInputFiles({
    name: 'diem.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('ten,lon,lat\nA,106.2585,22.6657\n'),
  })
  const away = page.getByRole('button', { name: 'Bỏ danh sách này' })
  await away.waitFor()
  assert.equal(await coloured(), 0, 'points looked up lie on the colours')
  await away.click()
  // The map has gone near to the point: few communes are in sight.
  assert.ok((await coloured()) > 0, 'taking the points away leaves the map bare')
  assert.deepEqual(faults, [])
  await close()
})

it('counts per commune colour the map, and a drawn shape is asked about', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&colour=none', { theme: 'dark' })
  await page.getByRole('button', { name: /Số điểm quan tâm/ }).click()
  const all = await found(page, /^\d+ kết quả$/)
  await page.getByRole('checkbox', { name: /Tô màu xã/ }).check()
  await page.getByText('Số kết quả trong xã').waitFor()
  await drawn(page)
  assert.ok((await rendered(page, 'choropleth')).length > 20)
  await screenshot(page, 'query-counts-laptop-dark')
  await again(page)
  assert.ok(await page.getByRole('checkbox', { name: /Tô màu xã/ }).isChecked(), 'the link forgets the colours')
  await page.getByRole('button', { name: 'Vẽ hình' }).click()
  for (const [lon, lat] of [
    [106.1, 22.75],
    [106.4, 22.75],
  ]) {
    const { x, y } = await pointOf(page, lon, lat)
    await page.mouse.click(x, y)
  }
  // The third corner by keyboard, in metres of VN-2000.
  await page.getByRole('textbox', { name: 'Thêm điểm bằng toạ độ' }).fill('2490000 555000')
  await page.keyboard.press('Enter')
  await page.getByText('3 điểm').waitFor()
  await page.getByRole('button', { name: 'Xong' }).click()
  await page.getByRole('button', { name: 'Vị trí', exact: true }).click()
  await page.getByRole('combobox', { name: 'Quan hệ vị trí' }).selectOption('within')
  await page.getByRole('combobox', { name: 'So với' }).selectOption('drawn')
  await page.waitForFunction((was) => {
    const [text] = document.querySelector('.panel .content').innerText.match(/\d+ kết quả/) ?? []
    return text && parseInt(text) < was
  }, all)
  assert.ok((await found(page, /^\d+ kết quả$/)) > 10)
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('coordinates are found by the search and told in VN-2000, with what lies there', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=locate&colour=none', { screen: 'phone' })
  await screenshot(page, 'locate-phone-light')
  await page.getByRole('combobox', { name: /Tìm/ }).fill('22°40′N 106°15′E')
  await page.getByRole('option', { name: /Tới điểm|tới điểm/ }).waitFor()
  await page.keyboard.press('Enter')
  const inspector = page.getByRole('complementary')
  await inspector.getByRole('heading', { name: '22,66667; 106,25000' }).waitFor()
  await inspector.getByRole('combobox', { name: 'Hệ toạ độ' }).selectOption('epsg:9210')
  // cs2cs EPSG:4326 EPSG:9210 for 22.6666667 106.25: 551185.6 2507567.6.
  await inspector.getByRole('heading', { name: /^X 2\.507\.56\d,\d · Y 551\.185,\d m$/ }).waitFor()
  await inspector.getByRole('button', { name: /^(Xã|Phường) / }).waitFor()
  await inspector.getByText('Cửa khẩu gần nhất', { exact: true }).waitFor()
  assert.match(page.url(), /pick=point:106\.250000,22\.666667/)
  await hasNoRubbish(page)
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('exposure and a query say how they were worked out, in the language of the viewer', async () => {
  for (const [language, screen, sources, range, near] of [
    ['vi', 'laptop', 'Nguồn và cách tính', /Khoảng thấp nhất – cao nhất của một cấp/, /trong số đó cách lớp «.+» nhiều nhất 5\.000 m/],
    ['en', 'phone', 'Sources and method', /The range of a class: at least/, /of them lie at most 5000 m from the layer “.+”/],
  ]) {
    const { page, faults, close } = await open(browser, `mode=query&tab=exposure&colour=none&lang=${language}`, { screen })
    const summary = page.getByText(sources, { exact: true })
    await summary.click()
    await page.getByText(range).waitFor()
    // No illustrative zone is low: nothing, at most too.
    const matrix = page.getByRole('table', { name: language === 'vi' ? 'Cả tỉnh theo cấp nguy cơ' : 'The province by hazard class' })
    assert.match(await matrix.getByRole('columnheader').last().innerText(), /^(Thấp|Low)/)
    const figures = await matrix.locator('tbody td:last-child').allInnerTexts()
    assert.ok(figures.length === 6 && figures.every((text) => /^0([,.]0)?$/.test(text)), figures.join())
    const worst = await matrix.locator('tbody tr').last().locator('td').first().innerText()
    assert.match(worst, /^[1-9]\d*[,.]\d\s+\d+[,.]\d–\u200b\d+[,.]\d$/)
    await page.getByText(range).scrollIntoViewIfNeeded()
    await screenshot(page, `exposure-method-${screen}-${language}`)
    await page.getByRole('button', { name: language === 'vi' ? 'Hỏi' : 'Ask', exact: true }).click()
    await page.getByRole('button', { name: language === 'vi' ? /Cửa khẩu cách hành lang/ : /Border gates at most 5 km/ }).click()
    await page.getByText(sources, { exact: true }).click()
    await page.getByText(near).waitFor()
    await hasNoRubbish(page)
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  }
})

it('what is asked of exposure and travel times is in the address, and Back undoes it', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=exposure&colour=none')
  const slides = page.getByRole('checkbox', { name: 'Sạt lở', exact: true })
  await slides.uncheck()
  assert.match(page.url(), /hazards=flash-flood-zone/)
  await again(page)
  await slides.waitFor()
  assert.deepEqual([await slides.isChecked(), await page.getByRole('checkbox', { name: 'Lũ quét' }).isChecked()], [false, true])
  await page.getByRole('button', { name: 'Đi lại', exact: true }).click()
  await page.getByRole('combobox', { name: 'Tới', exact: true }).selectOption('border-gate')
  await again(page)
  const to = page.getByRole('combobox', { name: 'Tới', exact: true })
  assert.equal(await to.inputValue(), 'border-gate')
  await to.selectOption('school')
  await page.goBack()
  assert.equal(await to.inputValue(), 'border-gate')
  assert.deepEqual(faults, [])
  await close()
})

it('a list of a Vietnamese spreadsheet comes back with what was found, and the answer names its sources', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=locate&colour=none')
  const rows = Array.from({ length: 2000 }, (_, row) => `Điểm ${row};106,2585;22,6657`)
  const list = ['\ufeffTên;Kinh độ;Vĩ độ', ...rows].join('\r\n')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('input[type=file]').setInputFiles({ name: 'diem.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  assert.equal(text.trim().split('\n').length, 2001)
  assert.match(text, /\nĐiểm 0;106,2585;22,6657;01273;Phường Thục Phán;/)
  await page.getByText(/Đã tra 2.?000 điểm/).waitFor()
  // Hazards are mapped in some communes only: a point in none of their zones is not safe for that.
  await page.getByText(/^Có bản đồ nguy cơ ở \d+\/56 xã, phường; nơi khác là chưa biết, không phải an toàn\.$/).waitFor()
  await page.getByText('Số minh hoạ, không phải số thật').first().waitFor()
  await page.getByText(/^Nguồn \(\d+\)$/).click()
  await page.getByText('Hành lang', { exact: false }).first().waitFor()
  await screenshot(page, 'locate-list-laptop-light')
  await page.locator('input[type=file]').setInputFiles({
    name: 'diem.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('ten;x\nA;106,3\n'),
  })
  await page.getByRole('alert').getByText(/Không có cột vĩ độ/).waitFor()
  await hasNoRubbish(page)
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('a row that holds no place is told of with how to mend it, and the list stays when another tab is opened', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=locate&colour=none')
  const list = 'ten;x;y\nA;106,2585;22,6657\nB;106,3;abc\nC;22,6657;106,2585\nD;106,05;22,7\n'
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('input[type=file]').setInputFiles({ name: 'diem.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }),
  ])
  assert.equal(readFileSync(await download.path(), 'utf8').trim().split('\n').length, 5)
  const refused = page.getByRole('table', { name: /^2 dòng chưa tra được/ })
  await refused.waitFor()
  const told = (await refused.innerText()).replace(/\s+/g, ' ')
  assert.match(told, /2 abc không phải vĩ độ.*Ghi vĩ độ bằng độ thập phân, như 22,6657\./)
  assert.match(told, /3 106,2585 không có vĩ độ nào như vậy.*đổi chỗ/)
  const found = page.getByRole('table', { name: '2 điểm đã tra' })
  await found.waitFor()
  await screenshot(page, 'locate-refused-laptop-light')
  await hasNoRubbish(page)
  await accessible(page)
  assert.deepEqual(await smallText(page), [])
  const names = async () => (await rendered(page, 'result-point')).map(({ name }) => name).sort()
  await drawn(page)
  assert.deepEqual(await names(), ['A', 'D'])
  await page.getByRole('button', { name: 'Đi lại', exact: true }).click()
  await found.waitFor({ state: 'detached' })
  await page.goBack()
  await found.waitFor()
  await refused.waitFor()
  await drawn(page)
  assert.deepEqual(await names(), ['A', 'D'])
  await page.getByRole('button', { name: 'Bỏ danh sách này' }).click()
  await found.waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await close()
})

it('the points of a list are on the map and in a table, each the other', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=locate&colour=population-density::quantile')
  const list = 'ten,lon,lat\nA,106.2585,22.6657\n"B, bản",106.05,22.7\n,105.6,22.85\nNgoài,107.2,22.5\n'
  await Promise.all([
    page.waitForEvent('download'),
    page.locator('input[type=file]').setInputFiles({ name: 'diem.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }),
  ])
  const table = page.getByRole('table', { name: '4 điểm đã tra' })
  await table.waitFor()
  await drawn(page)
  const points = await rendered(page, 'result-point')
  assert.deepEqual(points.map(({ name, look }) => `${name}: ${look}`).sort(), ['A: inside', 'B, bản: inside', 'Dòng 3: inside', 'Ngoài: outside'])
  const legend = page.getByRole('region', { name: 'Chú giải' }).first()
  await legend.getByText('Điểm đã tra', { exact: true }).waitFor()
  await legend.getByText('Điểm đã tra, ngoài tỉnh', { exact: true }).waitFor()
  const row = (number) => table.locator(`tr[data-key="${number}"]`)
  assert.match(await row(4).innerText(), /ngoài tỉnh/)
  assert.match(await row(1).innerText(), /Phường Thục Phán/)
  const isMarked = (id) => page.evaluate((id) => globalThis.__nonnuoc_map.getFeatureState({ source: 'located', id }).hover === true, id)
  // A row marks its point, and a point its row.
  await row(2).hover()
  assert.ok(await isMarked('2'), 'the point of the row is not marked')
  const at = await pointOf(page, 106.2585, 22.6657)
  await page.mouse.move(at.x - 60, at.y - 60)
  await page.mouse.move(at.x, at.y)
  await page.waitForFunction(() => document.querySelector('tr.lifted[data-key="1"]'))
  assert.equal(await isMarked('2'), false)
  // A click on the point picks just where the list says, and its row is the one that is picked.
  await page.mouse.click(at.x + 2, at.y + 2)
  await page.waitForFunction(() => location.search.includes('pick=point:106.258500,22.665700'))
  await page.locator('tr[aria-current="true"][data-key="1"]').waitFor()
  await page.locator('canvas').first().hover({ position: { x: 5, y: 5 } })
  assert.equal(await isMarked('1'), false, 'the mark stays behind')
  await screenshot(page, 'locate-points-laptop-light')
  // A row that is clicked is brought out from under the inspector.
  await row(4).getByRole('button').click()
  await page.getByRole('complementary').getByRole('heading', { name: '22,50000; 107,20000' }).waitFor()
  await drawn(page)
  const far = await pointOf(page, 107.2, 22.5)
  const beside = await page.getByRole('complementary').boundingBox()
  assert.ok(far.x < beside.x, `the point is covered: ${far.x} under ${beside.x}`)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await page.getByRole('button', { name: 'Bỏ danh sách này' }).click()
  await table.waitFor({ state: 'detached' })
  await drawn(page)
  assert.deepEqual(await rendered(page, 'result-point'), [])
  assert.deepEqual(faults, [])
  await close()
})

it('exposure colours the communes by who is in the worst zones, unknown ones hatched, linked to the table', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=exposure&colour=population-density::quantile')
  const legend = page.getByRole('region', { name: 'Chú giải' }).first()
  await legend.getByText('Người trong vùng nguy cơ cao và rất cao').waitFor()
  assert.equal(await legend.getByText('Mật độ dân số').count(), 0, 'two colours are explained')
  await drawn(page)
  const codes = (features) => new Set(features.map(({ code }) => code)).size
  const [mapped, of] = (await page.getByText(/^Có bản đồ nguy cơ ở \d+\/\d+/).innerText()).match(/\d+/g).map(Number)
  const unknown = Number((await legend.getByRole('listitem').filter({ hasText: 'chưa biết' }).innerText()).match(/(\d+) xã/)[1])
  assert.equal(unknown, of - mapped)
  assert.equal(codes(await rendered(page, 'choropleth-no-data')), unknown)
  const lines = await legend.locator('.classes li').allInnerTexts()
  const told = lines.map((line) => Number(/(\d+) xã/.exec(line)[1])).reduce((sum, units) => sum + units, 0)
  assert.equal(told, of, lines.join(' | '))
  // The worst commune of the table is lifted on the map by its row, and picked by it.
  const first = page.getByRole('table', { name: /^Theo xã, phường/ }).locator('tbody tr').first()
  await first.hover()
  const code = await first.getAttribute('data-key')
  const isLifted = (id) =>
    page.evaluate((id) => globalThis.__nonnuoc_map.getFeatureState({ source: 'communes', sourceLayer: 'communes', id }).hover === true, id)
  assert.ok(await isLifted(Number(code)))
  await first.getByRole('button').click()
  await page.waitForFunction((code) => location.search.includes(`pick=${code}`) || location.search.includes(code), code)
  await screenshot(page, 'exposure-map-laptop-light')
  await accessible(page)
  for (const kind of ['Sạt lở', 'Lũ quét']) await page.getByRole('checkbox', { name: kind, exact: true }).uncheck()
  await legend.getByText('Mật độ dân số').waitFor()
  await drawn(page)
  assert.ok((await rendered(page, 'choropleth')).length > 40, 'the colours of the indicator do not come back')
  assert.deepEqual(faults, [])
  await close()
})

it('what has no known position is counted apart, and illustrative targets mark the answer', async () => {
  const { page, faults, close } = await open(
    browser,
    `mode=query&colour=none&q=${encodeURIComponent(
      JSON.stringify({
        from: 'kind:industrial-cluster',
        positions: [{ op: 'within_distance', isNot: true, to: 'layer:illustrative-landslide-zones', km: 5, count: 5 }],
      }),
    )}`,
  )
  await page.getByText('5 nơi chưa rõ vị trí nên không xét được').waitFor()
  await page.getByText('Số minh hoạ, không phải số thật').first().waitFor()
  assert.deepEqual(faults, [])
  await close()
})
