// A planner's jobs, done as a user would: how far the programme is, and what a corridor reaches.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { again, BASE, drawn, hasNoRubbish, launch, open, pointOf, rendered } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

describe('the programme', () => {
  it('leads from the counts to a target, its series, its communes and back', async () => {
    const { page, faults, close } = await open(browser)
    await page.getByRole('navigation').getByRole('button', { name: 'Chương trình' }).click()
    await page.getByRole('heading', { name: 'Chỉ tiêu của Chương trình' }).waitFor()
    const all = await page.locator('.list > ul > li').count()
    assert.ok(all >= 28, `only ${all} targets`)
    await page.getByRole('button', { name: /Có nguy cơ chậm/ }).first().click()
    const atRisk = await page.locator('.list > ul > li').count()
    assert.ok(atRisk > 0 && atRisk < all, 'the filter by status does nothing')
    await page.getByRole('button', { name: /Có nguy cơ chậm/ }).first().click()
    await page.getByRole('button', { name: /bảo hiểm y tế/ }).first().click()
    await page.getByRole('heading', { name: /bảo hiểm y tế/, level: 2 }).waitFor()
    await page.getByText('Tốc độ cần đạt', { exact: true }).waitFor()
    await page.locator('table').first().waitFor()
    await page.getByRole('region', { name: 'Chú giải' }).first().getByText(/bảo hiểm y tế/).waitFor()
    await drawn(page)
    assert.equal(new Set((await rendered(page, 'choropleth')).map(({ code }) => code)).size, 56)
    await page.getByRole('table', { name: 'Xếp hạng xã, phường' }).waitFor()
    await page.getByRole('table', { name: 'Xếp hạng xã, phường' }).locator('tbody').getByRole('button').first().click()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    assert.match(page.url(), /target=health-insurance/)
    await hasNoRubbish(page)
    await page.goBack()
    await page.goBack()
    await page.getByRole('heading', { name: 'Chỉ tiêu của Chương trình' }).waitFor()
    assert.deepEqual(faults, [])
    await close()
  })

  it('marks illustrative figures', async () => {
    const { page, close } = await open(browser, 'mode=programme&target=health-insurance')
    await page.locator('article.illustrative').waitFor()
    await page.getByText('Số minh hoạ, không phải số thật').first().waitFor()
    await close()
  })

  it('lists the tasks by what is late, on the map too, and leads to one with its history', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme&tab=tasks')
    const items = page.locator('.tasks > ul > li')
    await items.first().waitFor()
    const all = await items.count()
    assert.ok(all > 40, `only ${all} tasks`)
    await page.getByText(/hạn \d\d\/\d\d\/\d{4}/).first().waitFor()
    await drawn(page)
    const spots = await rendered(page, 'task-place')
    assert.ok(spots.length >= 20, `only ${spots.length} places of tasks are drawn`)
    assert.ok(spots.some(({ exact }) => exact) && spots.some(({ exact }) => !exact), 'all are drawn alike')
    // Each status has its shape, which the legend explains; dashed where the spot is not known.
    const SHAPES = { overdue: 'triangle-down', 'at-risk': 'square', 'not-reported': 'circle', 'on-track': 'triangle', done: 'circle' }
    const marks = spots.map(({ mark, look, exact }) => ({ look, exact, parts: mark.split('|') }))
    for (const { look, exact, parts } of marks) {
      assert.equal(parts[5], exact ? 'solid' : 'dashed', parts.join())
      if (exact) assert.equal(parts[1], SHAPES[look], look)
    }
    const pictures = await page.evaluate(() => globalThis.__nonnuoc_map.listImages())
    for (const { parts } of marks) assert.ok(pictures.includes(parts.join('|')), `${parts.join('|')} is not drawn`)
    const looks = new Set(marks.filter(({ exact }) => exact).map(({ look }) => look))
    assert.ok(looks.size > 1, 'all tasks stand alike')
    const rows = page.getByRole('region', { name: 'Chú giải' }).first().locator('.added li')
    const outlines = await rows.filter({ hasText: 'Nhiệm vụ –' }).locator('path').evaluateAll((all) => all.map((path) => path.getAttribute('d')))
    assert.equal(new Set(outlines).size, outlines.length, 'two statuses have one shape in the legend')
    assert.ok(outlines.length >= looks.size)
    await rows.filter({ hasText: 'viền đứt' }).locator('path[stroke-dasharray]').waitFor()
    await page.getByRole('checkbox', { name: /vướng mắc/ }).check()
    const obstructed = await items.count()
    assert.ok(obstructed > 0 && obstructed < all, 'the filter by obstacles does nothing')
    // The link keeps the filters, and Back undoes them.
    await again(page)
    await items.first().waitFor()
    assert.equal(await items.count(), obstructed)
    await page.getByRole('checkbox', { name: /vướng mắc/ }).uncheck()
    const kind = page.getByRole('combobox', { name: 'Loại', exact: true })
    await kind.selectOption('project')
    await page.waitForFunction(() => location.search.includes('kind=project'))
    assert.ok((await items.count()) < all, 'the filter by sort does nothing')
    await page.goBack()
    await page.waitForFunction(() => !location.search.includes('kind='))
    assert.equal(await kind.inputValue(), '')
    assert.equal(await items.count(), all)
    await page.getByText('Chậm ở cơ quan nào').click()
    await page.getByRole('row', { name: /Sở Xây dựng/ }).getByRole('button').click()
    assert.ok((await items.count()) < all, 'the filter by agency does nothing')
    await page.getByRole('row', { name: /Sở Xây dựng/ }).getByRole('button').click()
    await page.getByRole('button', { name: /^Cửa khẩu số, cửa khẩu thông minh/ }).click()
    await page.getByRole('heading', { name: 'Cửa khẩu số, cửa khẩu thông minh' }).waitFor()
    assert.match(page.url(), /task=smart-gates/)
    await page.getByText('Đưa vào sổ nhiệm vụ').waitFor()
    await page.getByText(/đăng nhập để báo cáo tiến độ/).waitFor()
    await hasNoRubbish(page)
    await page.goBack()
    await items.first().waitFor()
    assert.deepEqual(faults, [])
    await close()
  })

  it('has the colours of the indicator step back while the tasks are on the map', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme&tab=tasks&colour=population:2024:quantile')
    await page.locator('.tasks > ul > li').first().waitFor()
    await drawn(page)
    assert.ok((await rendered(page, 'task-place')).length >= 20)
    assert.deepEqual(await rendered(page, 'choropleth'), [])
    assert.deepEqual(await rendered(page, 'choropleth-no-data'), [])
    const legend = page.getByRole('region', { name: 'Chú giải' }).first()
    const heading = legend.getByRole('heading', { name: /^Dân số/ })
    assert.equal(await heading.count(), 0)
    assert.equal(await page.getByRole('slider', { name: 'Kỳ trên bản đồ' }).count(), 0)
    // What was chosen stays in the address, and comes back in any other mode.
    await page.getByRole('navigation').getByRole('button', { name: 'Bản đồ', exact: true }).click()
    await heading.waitFor()
    await drawn(page)
    assert.ok((await rendered(page, 'choropleth')).length > 40)
    assert.match(page.url(), /colour=population:2024:quantile/)
    await page.goBack()
    await page.locator('.tasks > ul > li').first().waitFor()
    await drawn(page)
    assert.deepEqual(await rendered(page, 'choropleth'), [])
    assert.deepEqual(faults, [])
    await close()
  })

  it('says how exactly it is known where a task is, and lists what lies in a commune', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme&tab=tasks&task=green-clusters')
    await page.getByText('chỉ biết ở Xã Trà Lĩnh, chưa rõ chỗ nào trong đó').waitFor()
    await drawn(page)
    const ofTask = (await rendered(page, 'task-place')).filter(({ picked }) => picked)
    assert.deepEqual([...new Set(ofTask.map(({ exact }) => exact))], [false], 'a cluster is drawn as if its spot were known')
    assert.equal(new Set(ofTask.map(({ label }) => label)).size, 5)
    await page.goto(`${BASE}/?debug=map&mode=programme&tab=tasks&task=geopark-commitments`)
    await page.getByText('chưa biết vị trí nên không vẽ').waitFor()
    await page.goto(`${BASE}/?debug=map&mode=programme&tab=tasks&pick=unit:01447`)
    await page.getByText('Ở: Xã Trà Lĩnh').waitFor()
    await page.getByRole('button', { name: /^Cụm công nghiệp xanh ở năm vùng/ }).waitFor()
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('shows only the tasks of a place that is picked', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme&tab=tasks&pick=place:tra-linh')
    await page.getByText(/^Ở: /).waitFor()
    const items = page.locator('.tasks > ul > li')
    const here = await items.count()
    await page.getByRole('button', { name: 'Xem mọi nơi' }).click()
    await page.waitForFunction((few) => document.querySelectorAll('.tasks > ul > li').length > few, here)
    assert.deepEqual(faults, [])
    await close()
  })

  it('leads from a commune to its figure, its parts and who reported them', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme&target=health-insurance&pick=unit:01273')
    const figure = page.locator('.commune')
    await figure.getByText('Số này gồm').waitFor()
    await figure.getByText('Nguồn', { exact: true }).first().click()
    await figure.getByText(/Duyệt bởi/).waitFor()
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })
})

describe('the corridor workbench', () => {
  it('shows what a corridor reaches, wider and wider', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none')
    await page.getByText('Chọn ít nhất một trục').waitFor()
    await page.getByRole('checkbox', { name: /Phục Hòa/ }).check()
    const share = page.locator('dd strong').first()
    await share.waitFor()
    const narrow = await share.innerText()
    await drawn(page)
    assert.ok((await rendered(page, 'reach-fill')).length > 0, 'the strip is not drawn')
    await page.getByRole('slider', { name: /Bề rộng/ }).fill('12')
    await page.waitForFunction((was) => document.querySelector('dd strong')?.textContent !== was, narrow)
    const percent = (text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.'))
    assert.ok(percent(await share.innerText()) > percent(narrow))
    assert.match(page.url(), /width=12/)
    assert.deepEqual(faults, [])
    await close()
  })

  it('takes a line drawn on the map', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none')
    await page.getByRole('button', { name: 'Vẽ tuyến mới' }).click()
    for (const [lon, lat] of [
      [106.0, 22.85],
      [106.25, 22.8],
    ]) {
      const { x, y } = await pointOf(page, lon, lat)
      await page.mouse.click(x, y)
    }
    await page.getByRole('button', { name: 'Xong' }).click()
    await page.locator('dd strong').first().waitFor()
    assert.match(page.url(), /line=10[56]\./)
    assert.deepEqual(faults, [])
    await close()
  })
})

describe('measuring', () => {
  it('tells the length between two clicks and picks nothing', async () => {
    const { page, faults, close } = await open(browser)
    await page.getByRole('button', { name: 'Đo chiều dài' }).click()
    for (const [lon, lat] of [
      [105.8, 22.8],
      [106.3, 22.8],
    ]) {
      const { x, y } = await pointOf(page, lon, lat)
      await page.mouse.click(x, y)
    }
    // Half a degree of longitude at 22.8° north is 51.3 km (GeographicLib: 51 337 m); a pixel here is some 200 m.
    const text = await page.getByRole('region', { name: 'Đo chiều dài' }).locator('strong').innerText()
    const km = Number(text.replace(',', '.').replace(/[^\d.]/g, ''))
    assert.ok(Math.abs(km - 51.34) < 0.6, text)
    assert.ok(!page.url().includes('pick='))
    assert.deepEqual(faults, [])
    await close()
  })
})

describe('the account', () => {
  it('refuses a wrong password in plain words', async () => {
    const { page, close } = await open(browser)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await page.getByLabel('Tên đăng nhập').fill('nobody')
    await page.getByLabel('Mật khẩu').fill('not the password')
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng nhập' }).click()
    await page.getByText('Tên hoặc mật khẩu không đúng.').waitFor()
    await close()
  })
})
