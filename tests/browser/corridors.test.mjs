// The corridor workbench: widths side by side, an alternative, an uploaded line, and what can go wrong.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { accessible, drawn, hasNoRubbish, launch, open, outlined, rendered, screenshot, smallText } from './support.mjs'

const CHOSEN = 'mode=corridors&axes=dong-dang-tra-linh&colour=none'
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

const widthRow = (page, width) => page.getByRole('row').filter({ has: page.getByRole('button', { name: width, exact: true }) })

describe('the corridor workbench', () => {
  it('sets widths side by side and shows any of them without asking again', async () => {
    const { page, faults, close } = await open(browser, CHOSEN)
    await widthRow(page, '10 km').waitFor()
    const shares = await page.locator('tr:has(button[aria-pressed]) td:nth-child(3)').allInnerTexts()
    const numbers = shares.map((text) => Number(text.replace(',', '.')))
    assert.equal(numbers.length, 4)
    assert.ok(numbers.every((share, index) => index === 0 || share > numbers[index - 1]), `not growing: ${shares}`)
    let asked = 0
    page.on('request', (request) => (asked += request.url().endsWith('/api/coverage') ? 1 : 0))
    await page.getByRole('button', { name: '10 km', exact: true }).click()
    await page.waitForFunction(() => location.search.includes('width=10'))
    await page.getByText(/Trong vòng 10 km/).waitFor()
    assert.equal(asked, 0)
    await page.getByRole('spinbutton', { name: /Bề rộng thêm/ }).fill('3.5')
    await page.keyboard.press('Enter')
    await widthRow(page, '3,5 km').waitFor()
    assert.equal(asked, 1)
    assert.match(page.url(), /widths=1,2,3\.5,5,10/)
    assert.deepEqual(faults, [])
    await close()
  })

  it('ties its table to the map: sorted by any column, a row picks the commune', async () => {
    const { page, faults, close } = await open(browser, CHOSEN)
    const head = page.getByRole('columnheader', { name: 'Người' }).last()
    await head.getByRole('button').click()
    assert.equal(await head.getAttribute('aria-sort'), 'descending')
    const table = page.getByRole('table').filter({ has: page.locator('th[aria-sort]') })
    const first = table.getByRole('row').nth(1).getByRole('button')
    const name = await first.innerText()
    await first.click()
    await page.getByRole('complementary').getByRole('heading', { name, level: 2 }).waitFor()
    await drawn(page)
    assert.equal((await outlined(page)).length, 1)
    assert.deepEqual(faults, [])
    await close()
  })

  it('has a curve whose points choose: the row, the strip on the map and the address follow', async () => {
    const { page, faults, close } = await open(browser, CHOSEN)
    const point = (km) => page.locator(`g.point[data-key="${km}"]`)
    await point(5).waitFor()
    assert.equal(await point(5).getAttribute('aria-pressed'), 'true')
    const reach = async () => {
      await drawn(page)
      return page.evaluate(() => {
        const { coordinates } = globalThis.__nonnuoc_map.getStyle().sources.reach.data
        const lats = coordinates.flat(4).filter((_, index) => index % 2 === 1)
        return Math.max(...lats) - Math.min(...lats)
      })
    }
    const narrow = await reach()
    await point(7).click()
    await page.waitForFunction(() => location.search.includes('width=7'))
    await widthRow(page, '7 km').waitFor()
    assert.match(await page.locator('tr[aria-current=true]').getByRole('button').first().innerText(), /^7\skm$/)
    assert.equal(await point(7).getAttribute('aria-pressed'), 'true')
    assert.ok((await reach()) > narrow, 'the strip on the map did not widen')
    await point(7).focus()
    await page.keyboard.press('ArrowRight')
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), '8')
    await page.keyboard.press('End')
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), '20')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('width=2'))
    await widthRow(page, '2 km').and(page.locator('[aria-current=true]')).waitFor()
    assert.equal(await point(2).getAttribute('aria-pressed'), 'true')
    assert.ok((await reach()) < narrow)
    // A row chooses the point in turn.
    await page.getByRole('button', { name: '10 km', exact: true }).click()
    await page.locator('g.point[data-key="10"][aria-pressed="true"]').waitFor()
    assert.deepEqual(faults, [])
    await close()
  })

  it('colours communes by the share covered and says so in the legend', async () => {
    const { page, faults, close } = await open(browser, `${CHOSEN}&shade=share`)
    await page.getByText('Phần diện tích xã nằm trong dải').waitFor()
    await drawn(page)
    assert.equal(new Set((await rendered(page, 'choropleth')).map(({ code }) => code)).size, 56)
    const classes = page.getByText(/^(trên )?\d+ – (dưới )?\d+ %$/)
    assert.deepEqual(await classes.allInnerTexts(), [
      'trên 0 – dưới 20 %',
      '20 – dưới 40 %',
      '40 – dưới 60 %',
      '60 – dưới 80 %',
      '80 – 100 %',
    ])
    await page.getByRole('button', { name: 'Bản đồ', exact: true }).click()
    await page.getByText('Phần diện tích xã nằm trong dải').waitFor({ state: 'detached' })
    assert.deepEqual(faults, [])
    await close()
  })

  it('lies on plain communes, which get their colours back when the axis or the mode is left', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=population-density::quantile')
    const coloured = async () => {
      await drawn(page)
      return (await rendered(page, 'choropleth')).length
    }
    const classes = page.getByRole('region', { name: 'Chú giải' }).first().getByText('Mật độ dân số')
    assert.ok((await coloured()) > 40)
    assert.equal(await classes.count(), 1)
    const axis = page.getByRole('checkbox', { name: /Đồng Đăng/ })
    await axis.check()
    await widthRow(page, '5 km').waitFor()
    assert.equal(await coloured(), 0, 'two colours fight')
    assert.ok((await rendered(page, 'reach-fill')).length > 0)
    assert.equal(await classes.count(), 0, 'the legend explains colours that are not there')
    await page.getByRole('checkbox', { name: /Tô màu xã/ }).check()
    await page.getByText('Phần diện tích xã nằm trong dải').waitFor()
    assert.ok((await coloured()) > 40, 'the shares are not shown')
    await page.getByRole('checkbox', { name: /Tô màu xã/ }).uncheck()
    assert.equal(await coloured(), 0)
    await axis.uncheck()
    assert.ok((await coloured()) > 40, 'taking the axis away leaves the map bare')
    await axis.check()
    await widthRow(page, '5 km').waitFor()
    assert.equal(await coloured(), 0)
    await page.getByRole('button', { name: 'Bản đồ', exact: true }).click()
    assert.ok((await coloured()) > 40, 'leaving leaves the map bare')
    assert.deepEqual(faults, [])
    await close()
  })

  it('compares with another corridor and flies to a place out of reach', async () => {
    const { page, faults, close } = await open(browser, `${CHOSEN}&compare=ho-chi-minh-road`)
    await page.getByRole('heading', { name: 'So sánh', exact: true }).waitFor()
    // Figures of both lines, and what parts them.
    const numbers = (texts) => texts.map((text) => Number(text.split('\n')[0].replace('−', '-').replace(/[.+]/g, '')))
    for (const name of [/^So sánh diện tích/, /^So sánh dân số/]) {
      const rows = await page.getByRole('table', { name }).locator('tbody tr').all()
      assert.equal(rows.length, 4)
      const isWhole = await page.getByRole('table', { name }).evaluate(
        (table) => table.getBoundingClientRect().width <= table.parentElement.getBoundingClientRect().width + 1,
      )
      assert.ok(isWhole, `${name} is cut at the edge of the panel`)
      for (const row of rows) {
        const cells = await row.locator('td').allInnerTexts()
        const [own, other, more] = numbers(cells)
        assert.ok(own > 0 && other > 0 && Math.abs(other - own - more) <= 1, `${name}: ${cells}`)
        assert.match(cells[1], /\d,\d\s%/)
      }
    }
    const curves = await page.locator('figure polyline').evaluateAll((lines) => lines.map((line) => line.points.length))
    assert.deepEqual(curves, [21, 21])
    await page.locator('figure text.other').getByText('Tuyến so sánh').waitFor()
    await page.getByText(/^Chỉ tuyến so sánh tới được \(\d+\)$/).click()
    await page.getByRole('button', { name: /Sóc Giang/ }).first().waitFor()
    await drawn(page)
    assert.ok((await rendered(page, 'reach-outline/alternative')).length > 0, 'the alternative is not drawn')
    const before = await page.evaluate(() => globalThis.__nonnuoc_map.getZoom())
    const beyond = page.locator('details', { has: page.getByText(/^Ngoài tầm/) })
    await beyond.getByText(/^Ngoài tầm/).click()
    await beyond.getByRole('button', { name: /^Xem thêm/ }).click()
    await beyond.getByRole('button', { name: /Tà Lùng/ }).last().click()
    await page.getByRole('complementary').getByRole('heading', { name: 'Tà Lùng' }).waitFor()
    await page.waitForFunction((zoom) => globalThis.__nonnuoc_map.getZoom() > zoom, before)
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('says in the legend what the strips are, in a colour that no zone has', async () => {
    const { page, faults, close } = await open(browser, `${CHOSEN}&compare=ho-chi-minh-road`)
    const legend = page.getByRole('region', { name: 'Chú giải' }).first()
    const strip = legend.getByRole('listitem').filter({ hasText: 'Dải 5 km mỗi bên trục' })
    await strip.waitFor()
    await legend.getByText('Dải của tuyến so sánh').waitFor()
    await drawn(page)
    const [fill, ...zones] = await page.evaluate(() => {
      const map = globalThis.__nonnuoc_map
      const zones = map.getStyle().layers.filter(({ id }) => id.startsWith('area-fill/'))
      return ['reach-fill', ...zones.map(({ id }) => id)].map((id) => map.getPaintProperty(id, 'fill-color'))
    })
    assert.ok(zones.length > 0, 'no zone is drawn')
    assert.ok(!zones.includes(fill), `the strip is painted as a zone: ${fill}`)
    assert.equal(await strip.locator('rect').getAttribute('stroke'), fill)
    await page.getByRole('table', { name: 'Theo bề rộng' }).getByRole('button', { name: '10 km' }).click()
    await legend.getByText('Dải 10 km mỗi bên trục').waitFor()
    await hasNoRubbish(page)
    assert.deepEqual(await smallText(page), [])
    await screenshot(page, 'workbench-laptop-light-legend')
    await page.getByRole('button', { name: 'Bản đồ', exact: true }).click()
    await legend.getByText('Dải 10 km mỗi bên trục').waitFor({ state: 'detached' })
    assert.deepEqual(faults, [])
    await close()
  })

  it('compares two drawn lines, exchanges them and keeps both in the address', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none&line=105.90000:22.70000,106.40000:22.75000&width=5')
    const covered = async () => {
      await page.getByRole('heading', { name: 'So sánh', exact: true }).waitFor()
      await page.locator('[aria-busy=false]').waitFor()
      const row = page.getByRole('table', { name: /^So sánh diện tích/ }).locator('tbody tr').first()
      return (await row.locator('td').allInnerTexts()).slice(0, 2).map((text) => text.split('\n')[0])
    }
    await page.getByRole('button', { name: 'Giữ tuyến vẽ để so' }).click()
    await page.waitForFunction(() => location.search.includes('kept=') && !location.search.includes('&line='))
    await page.locator('input[type=file]').setInputFiles({
      name: 'tuyen.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify({ type: 'LineString', coordinates: [[106.3, 22.5], [106.7, 22.85]] })),
    })
    const [own, other] = await covered()
    assert.ok(own !== other, `${own} and ${other}`)
    await page.getByRole('combobox', { name: 'So với' }).getByText(/^Tuyến vẽ đã giữ: 2 điểm, 51,\d\skm$/).waitFor({ state: 'attached' })
    await drawn(page)
    assert.ok((await rendered(page, 'measure-line/kept')).length > 0, 'the kept line is not drawn')
    assert.ok((await rendered(page, 'reach-outline/alternative')).length > 0, 'its strip is not drawn')
    await screenshot(page, 'corridor-two-lines-laptop-light')
    await page.getByRole('button', { name: 'Đổi chỗ hai tuyến vẽ' }).click()
    await page.waitForFunction(() => location.search.includes('kept=106.30000'))
    assert.deepEqual(await covered(), [other, own])
    await page.reload()
    assert.deepEqual(await covered(), [other, own])
    await page.getByRole('combobox', { name: 'So với' }).selectOption({ label: 'Không so' })
    await page.waitForFunction(() => !location.search.includes('kept='))
    assert.deepEqual(faults, [])
    await close()
  })

  it('takes a line from a file, and says what is wrong with a bad one', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none')
    const upload = (line) =>
      page.locator('input[type=file]').setInputFiles({
        name: 'tuyen.geojson',
        mimeType: 'application/geo+json',
        buffer: Buffer.from(JSON.stringify({ type: 'LineString', coordinates: line })),
      })
    await upload([
      [559000, 2500000],
      [560000, 2510000],
    ])
    await page.getByRole('alert').getByText(/VN-2000/).waitFor()
    await upload([
      [105.9, 22.7],
      [106.4, 22.75],
    ])
    await page.getByText(/Tuyến riêng: 2 điểm/).waitFor()
    await widthRow(page, '5 km').waitFor()
    assert.equal(await page.getByRole('alert').count(), 0)
    assert.match(page.url(), /line=105\.90000:22\.70000,106\.40000:22\.75000/)
    assert.deepEqual(faults, [])
    await close()
  })

  it('can be stopped, and begins again', async () => {
    const { page, close } = await open(browser, 'mode=corridors&colour=none')
    let isHeld = true
    await page.route('**/api/coverage', async (route) => {
      while (isHeld) await new Promise((next) => setTimeout(next, 50))
      await route.continue().catch(() => undefined)
    })
    await page.getByRole('checkbox', { name: /Đồng Đăng/ }).check()
    await page.getByRole('button', { name: 'Dừng' }).click()
    await page.getByText('Đã dừng; chưa có kết quả.').waitFor()
    isHeld = false
    await page.getByRole('button', { name: 'Tính lại' }).click()
    await widthRow(page, '5 km').waitFor()
    await close()
  })

  it('says so when the server is out of reach, and tries again', async () => {
    const { page, close } = await open(browser, 'mode=corridors&colour=none')
    await page.route('**/api/coverage', (route) => route.abort())
    await page.getByRole('checkbox', { name: /Đồng Đăng/ }).check()
    await page.getByRole('alert').getByText(/Không tới được máy chủ/).waitFor()
    await page.unroute('**/api/coverage')
    await page.getByRole('alert').getByRole('button', { name: 'Thử lại' }).click()
    await widthRow(page, '5 km').waitFor()
    await close()
  })

  it('names its sources, the figures of people among them, and lists what has no known position', async () => {
    const { page, faults, close } = await open(browser, CHOSEN)
    await widthRow(page, '5 km').waitFor()
    await page.getByText('Số minh hoạ, không phải số thật').first().waitFor()
    await page.getByText(/^Nguồn \(\d+\)$/).click()
    const figures = page.getByRole('listitem').filter({ hasText: /^Dân số/ }).filter({ hasText: /kỳ 20\d\d/ })
    await figures.getByText('Minh hoạ').waitFor()
    await screenshot(page, 'workbench-laptop-light-sources')
    await page.getByText(/Mercator ngang trên WGS 84, tâm \d+,\d{4}° B, \d+,\d{4}° Đ, hệ số tỷ lệ 0,\d{7};/).waitFor()
    await page.getByText('Chưa rõ vị trí (10)').click()
    await page.getByText('chưa có toạ độ trong dữ liệu').waitFor()
    await hasNoRubbish(page)
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('gives its table as a file', async () => {
    const { page, faults, close } = await open(browser, CHOSEN)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'bao-phu-hanh-lang.csv')
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\n')
    assert.match(lines[0], /width_km,unit_code,unit_name/)
    assert.equal(lines.length, 1 + 4 * 57)
    assert.deepEqual(faults, [])
    await close()
  })

  for (const [name, options, query] of [
    ['laptop-light', {}, `${CHOSEN}&compare=ho-chi-minh-road`],
    ['laptop-dark-shaded', { theme: 'dark' }, `${CHOSEN}&shade=share&lang=en`],
    ['phone-light', { screen: 'phone' }, CHOSEN],
  ]) {
    it(`looks right: ${name}`, async () => {
      const { page, faults, close } = await open(browser, query, options)
      await page.locator('dd strong').first().waitFor()
      await drawn(page)
      await screenshot(page, `workbench-${name}`)
      await page.locator('dl').first().scrollIntoViewIfNeeded()
      await page.locator('section.panel .content').evaluate((panel) => panel.scrollTo(0, 620))
      await screenshot(page, `workbench-${name}-figures`)
      await page.locator('section.panel .content').evaluate((panel) => panel.scrollTo(0, panel.scrollHeight))
      await screenshot(page, `workbench-${name}-method`)
      await hasNoRubbish(page)
      assert.deepEqual(await smallText(page), [])
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
      await accessible(page)
      assert.deepEqual(faults, [])
      await close()
    })
  }
})
