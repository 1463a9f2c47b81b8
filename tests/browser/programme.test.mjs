// The dashboard's cards: each leads to its map, its series, its communes ranked and its figures with their sources; what
// is chosen in the chart, the table or on the map is chosen in all three.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { BASE, CHOSEN, accessible, again, asAdministrator, drawn, english, hasNoRubbish, launch, open, outlined, rendered, screenshot, smallText } from './support.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
const INSURANCE = /bảo hiểm y tế/
let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** The card of a target in the list. */
const cardOf = (page, name) => page.locator('.list > ul > li', { hasText: name }).first()

/** The colours that the choropleth really paints, with how many communes have each. */
async function painted(page) {
  await drawn(page)
  return page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const features = map.queryRenderedFeatures({ layers: ['choropleth', 'choropleth-no-data'].filter((id) => map.getLayer(id)) })
    const byCode = new Map(features.map(({ properties, layer }) => [properties.code, JSON.stringify(layer.paint['fill-color'] ?? layer.paint['fill-pattern'])]))
    const counts = {}
    for (const colour of byCode.values()) counts[colour] = (counts[colour] ?? 0) + 1
    return { communes: byCode.size, colours: Object.keys(counts).length }
  })
}

/** Whether the heading of a part has the focus and is in view. */
const isLedTo = (page, part) =>
  page.waitForFunction((part) => {
    const heading = document.activeElement
    if (heading?.tagName !== 'H3' || heading.parentElement.dataset.part !== part) return false
    const { top, bottom } = heading.getBoundingClientRect()
    const panel = document.querySelector('.panel .content').getBoundingClientRect()
    return top >= panel.top - 1 && bottom <= panel.bottom
  }, part)

describe('a card', () => {
  it('tells status, figure, coverage, goal and what changed since the last review', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    await page.getByText(/^Bản trình diễn: có số liệu minh hoạ/).waitFor()
    const card = cardOf(page, INSURANCE)
    await card.getByText(/\d+\/56 xã đã báo cáo/).waitFor()
    await card.getByText(/so với (cuối năm|kỳ rà soát) \d{4}/).waitFor()
    await card.getByText(/Đích\s+= 100/).waitFor()
    await card.getByText('Minh hoạ', { exact: true }).waitFor()
    // Where some communes have not reported it says how many have, and is not judged.
    const partial = cardOf(page, /giấy chứng nhận/)
    const told = await partial.getByText(/(\d+)\/56 xã đã báo cáo/).innerText()
    assert.ok(Number(/^(\d+)\//.exec(told)[1]) < 56, told)
    await partial.getByText('Chưa có số liệu').waitFor()
    // A change is told in its own unit, the level behind it apart.
    const { targets } = await (await fetch(`${BASE}/api/dashboard`)).json()
    const cut = targets.find(({ target }) => target.id === 'satellite-schools-cut')
    const change = cut.series.findLast(({ value }) => value !== null).value
    const text = await cardOf(page, /điểm trường lẻ/).locator('.value').innerText()
    assert.ok(Math.abs(Number(text.replace(/[^\d,−]/g, '').replace('−', '-').replace(',', '.')) - change) < 0.06, `${text} for ${change}`)
    await hasNoRubbish(page)
    assert.deepEqual(await english(page), [])
    assert.deepEqual(await smallText(page), [])
    await card.scrollIntoViewIfNeeded()
    await screenshot(page, 'cards-laptop-light')
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('leads to its map, by status where each commune has a target of its own', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    await cardOf(page, INSURANCE).getByRole('button', { name: 'Bản đồ', exact: true }).click()
    await page.waitForFunction(() => location.search.includes('colour=health-insurance::status'))
    await page.getByRole('region', { name: 'Chú giải' }).first().getByText('So với chỉ tiêu của từng xã').waitFor()
    const byStatus = await painted(page)
    assert.equal(byStatus.communes, 56)
    assert.ok(byStatus.colours >= 3, `${byStatus.colours} colours`)
    // Back, and to a target whose communes have none: by its figures.
    await page.goBack()
    await cardOf(page, /đô thị hoá|đô thị hóa/).getByRole('button', { name: 'Bản đồ', exact: true }).click()
    await page.waitForFunction(() => /colour=urbanisation-rate::(quantile|equal|natural)/.test(location.search))
    await page.getByRole('region', { name: 'Chú giải' }).first().getByText(/đô thị/i).first().waitFor()
    const byFigure = await painted(page)
    assert.equal(byFigure.communes, 56)
    assert.ok(byFigure.colours >= 4, `${byFigure.colours} colours`)
    await screenshot(page, 'card-map-laptop-light')
    assert.deepEqual(faults, [])
    await close()
  })

  it('leads to its series with goal and required pace', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    await cardOf(page, INSURANCE).getByRole('button', { name: 'Diễn biến', exact: true }).click()
    assert.match(page.url(), /target=health-insurance&part=series/)
    await isLedTo(page, 'series')
    const chart = page.locator('[data-part="series"] svg').first()
    assert.equal(await chart.locator('line.goal').count(), 1, 'no line of the target')
    assert.equal(await chart.locator('polyline.required').count(), 1, 'no line of the required pace')
    assert.ok((await chart.locator('g.point').count()) >= 3)
    await page.getByText('Tốc độ cần đạt', { exact: true }).waitFor()
    // The link brings somebody else to the same part.
    await again(page)
    await isLedTo(page, 'series')
    await page.goBack()
    assert.deepEqual(faults, [])
    await close()
  })

  it('leads to its communes ranked, tied to the map', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    await cardOf(page, INSURANCE).getByRole('button', { name: 'Các xã', exact: true }).click()
    await isLedTo(page, 'communes')
    const table = page.getByRole('table', { name: 'Xếp hạng xã, phường' })
    await table.locator('tbody tr').first().waitFor()
    assert.equal(await table.locator('tbody tr').count(), 56)
    // How many communes stand where against their own target: as many as there are.
    const counts = await page.locator('.own strong').allInnerTexts()
    assert.equal(counts.reduce((sum, count) => sum + Number(count), 0), 56)
    await table.locator('tbody').getByRole('button').first().click()
    await page.waitForFunction(() => /pick=unit:\d{5}/.test(location.search))
    const code = /pick=unit:(\d{5})/.exec(page.url())[1]
    await drawn(page)
    assert.deepEqual(await outlined(page), [code])
    await page.getByText(/Chỉ tiêu của xã\s+= 100\s%/).waitFor()
    await screenshot(page, 'card-communes-laptop-light')
    assert.deepEqual(faults, [])
    await close()
  })

  it('leads to its figures, and from a figure to who reported and approved it', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    const card = cardOf(page, 'PCI')
    await card.getByText('Chỉ có số cấp tỉnh').waitFor()
    assert.equal(await card.getByRole('button', { name: 'Bản đồ', exact: true }).count(), 0)
    await card.getByRole('button', { name: 'Số liệu', exact: true }).click()
    await isLedTo(page, 'figures')
    const part = page.locator('[data-part="figures"]')
    await part.getByText('Nguồn', { exact: true }).first().click()
    await part.getByText(/Duyệt bởi/).waitFor()
    await part.getByRole('button', { name: 'Xem số liệu gốc' }).click()
    await page.waitForFunction(() => /mode=data.*figure=pci_province_/.test(location.search))
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('of what gates report leads to them as circles on the map', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    await cardOf(page, /xuất nhập khẩu/i).getByRole('button', { name: 'Bản đồ và các nơi' }).click()
    await isLedTo(page, 'communes')
    const rows = page.locator('[data-part="communes"] tbody tr')
    await rows.first().waitFor()
    await drawn(page)
    const circles = await rendered(page, 'place-figure')
    assert.ok(circles.length >= 5, `${circles.length} circles`)
    assert.deepEqual(await rendered(page, 'choropleth'), [], 'the communes are coloured beneath the circles')
    assert.doesNotMatch(page.url(), /colour=none/, 'a link would have no indicator')
    const [largest] = [...circles].sort((a, b) => b.radius - a.radius)
    assert.equal((await rows.first().locator('th').innerText()).trim(), largest.name.split(':')[0])
    await rows.first().getByRole('button').click()
    await page.waitForFunction(() => /pick=place:/.test(location.search))
    await screenshot(page, 'card-gates-laptop-light')
    await page.getByRole('button', { name: 'Mọi chỉ tiêu' }).click()
    await drawn(page)
    assert.deepEqual(await rendered(page, 'place-figure'), [], 'circles stay behind')
    assert.ok((await rendered(page, 'choropleth')).length > 40, 'the colours do not come back')
    assert.deepEqual(faults, [])
    await close()
  })

  it('is gone through by keyboard alone', async () => {
    const { page, faults, close } = await open(browser, 'mode=programme')
    const card = cardOf(page, INSURANCE)
    await card.locator('button').first().focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement.innerText.trim()), 'Diễn biến')
    await page.keyboard.press('Enter')
    await isLedTo(page, 'series')
    await page.keyboard.press('Tab')
    const at = () => page.evaluate(() => document.activeElement.dataset.period)
    const last = await at()
    await page.keyboard.press('ArrowLeft')
    assert.ok((await at()) < last, 'the arrow goes to the period before')
    assert.deepEqual(faults, [])
    await close()
  })
})

it('chooses a period in the chart, the table and on the map alike', async () => {
  const { page, faults, close } = await open(browser, 'mode=programme&target=health-insurance')
  const chart = page.locator('[data-part="series"]')
  const figures = page.locator('[data-part="figures"]')
  await chart.locator('g.point[data-period="2025"]').click()
  await page.waitForFunction(() => location.search.includes('colour=health-insurance:2025:'))
  await figures.locator('tr[aria-current][data-key="2025"]').waitFor()
  await figures.getByRole('heading', { name: '2025' }).waitFor()
  await page.getByRole('region', { name: 'Chú giải' }).first().getByText(/2025/).waitFor()
  const then = await painted(page)
  assert.equal(then.communes, 56)
  assert.ok(then.colours >= 4, `${then.colours} colours`)
  await figures.locator('tr[data-key="2026"]').getByRole('button').click()
  await chart.locator('g.point[data-period="2026"][aria-pressed="true"]').waitFor()
  // The slider on the map is a third way to the same.
  const slider = page.getByRole('slider', { name: 'Kỳ trên bản đồ' })
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await chart.locator('g.point[data-period="2025"][aria-pressed="true"]').waitFor()
  await chart.scrollIntoViewIfNeeded()
  await screenshot(page, 'target-linked-laptop-light')
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

/** Somebody with an account of their own, signed in, as requests of their own. */
async function person(admin, name, role) {
  const made = await admin.request.post(`${BASE}/api/accounts`, {
    data: { name, display_name: name, role, agencies: [], units: [] },
  })
  assert.equal(made.status(), 201, await made.text())
  const { one_time_password: old } = await made.json()
  const context = await browser.newContext()
  assert.ok((await context.request.post(`${BASE}/api/session`, { data: { name, password: old } })).ok())
  const changed = await context.request.put(`${BASE}/api/session/password`, { data: { old, new: `${CHOSEN} ${name}` } })
  assert.ok(changed.ok(), await changed.text())
  return context
}

/** Reports a figure of the province and approves it. */
async function report(editor, approver, value) {
  const entered = await editor.request.post(`${BASE}/api/observations`, {
    data: {
      indicator: 'commune-offices',
      subject: 'province',
      period: '2026',
      value,
      source: 'Báo cáo số 15/BC-UBND',
      note: 'Số của tỉnh',
      is_confirmed: true,
    },
  })
  assert.equal(entered.status(), 201, await entered.text())
  const { id } = (await entered.json()).observation
  for (const [who, step] of [
    [editor, 'submit'],
    [approver, 'approve'],
  ]) {
    const done = await who.request.post(`${BASE}/api/observations/${id}/steps`, { data: { step } })
    assert.ok(done.ok(), await done.text())
  }
}

it('flags a figure of the province that disagrees with its communes, and keeps it', { skip: !ADMINISTRATOR }, async () => {
  const admin = await browser.newContext()
  await asAdministrator(admin)
  const editor = await person(admin, 'so-lieu-tinh', 'editor')
  const approver = await person(admin, 'duyet-so-tinh', 'approver')
  const values = await (await fetch(`${BASE}/api/indicators/commune-offices/values?period=2026`)).json()
  const sum = values.values.reduce((all, { value }) => all + value, 0)
  assert.equal(values.coverage.reported, 56)
  await report(editor, approver, sum + 2)

  const { page, faults, close } = await open(browser, 'mode=programme')
  const card = cardOf(page, /trụ sở/)
  await card.getByText('khác tổng các xã').waitFor()
  await card.getByRole('button', { name: 'Số liệu', exact: true }).click()
  const part = page.locator('[data-part="figures"]')
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, '.')
  await part.getByText(`Số tỉnh báo cáo là ${grouped(sum + 2)}\u00a0xã, phường, còn các xã cộng lại là ${grouped(sum)}\u00a0xã, phường`).waitFor()
  await part.locator('table').getByText(`cộng các xã: ${grouped(sum)}`).waitFor()
  await part.getByText('Nguồn', { exact: true }).first().click()
  await part.getByText(/Nhập bởi so-lieu-tinh.*Duyệt bởi duyet-so-tinh/s).waitFor()
  await part.scrollIntoViewIfNeeded()
  await screenshot(page, 'disagreement-laptop-light')
  await hasNoRubbish(page)
  await accessible(page)

  // The correction agrees, and the flag is gone.
  await report(editor, approver, sum)
  await page.goto(`${BASE}/?debug=map&mode=programme`)
  await drawn(page)
  await card.getByText(/56\/56 xã đã báo cáo/).waitFor()
  assert.equal(await card.getByText('khác tổng các xã').count(), 0)
  assert.deepEqual(faults, [])
  await close()
  for (const context of [admin, editor, approver]) await context.close()
})

it('offers periods as people say them', async () => {
  const { page, faults, close } = await open(browser, 'mode=programme')
  const { periods } = await (await fetch(`${BASE}/api/dashboard`)).json()
  const said = (period) =>
    period
      .replace(/^(\d{4})-Q(\d)$/, 'Quý $2/$1')
      .replace(/^(\d{4})-H(\d)$/, 'Nửa năm $2/$1')
      .replace(/^(\d{4})-0?(\d{1,2})$/, 'Tháng $2/$1')
  const options = await page.locator('.filters select').first().locator('option').allInnerTexts()
  assert.ok(periods.length > 0, 'there is no period to offer')
  assert.deepEqual(options.slice(1).map((text) => text.trim()), [...periods].reverse().map(said))
  assert.deepEqual(faults, [])
  await close()
})

it('leads from a status to its targets, and back', async () => {
  const { page, faults, close } = await open(browser, 'mode=programme&tab=overview')
  const { counts } = await (await fetch(`${BASE}/api/dashboard`)).json()
  const tile = page.locator('.tiles').getByRole('button', { name: /Có nguy cơ chậm/ })
  assert.match(await tile.innerText(), new RegExp(`^\\s*${counts.at_risk}\\b`))
  await tile.click()
  await page.locator('.list > ul > li').first().waitFor()
  assert.equal(await page.locator('.list > ul > li').count(), counts.at_risk)
  await page.goBack()
  await page.getByRole('heading', { name: 'Chương trình đang ở đâu' }).waitFor()
  // The cards of what is furthest behind stand here too, and lead as all cards do.
  await page.locator('.cards').getByRole('button', { name: 'Số liệu', exact: true }).first().click()
  await isLedTo(page, 'figures')
  assert.deepEqual(faults, [])
  await close()
})

for (const [screen, theme] of [
  ['laptop', 'dark'],
  ['wall', 'light'],
  ['phone', 'light'],
  ['phone', 'dark'],
]) {
  it(`looks right on a ${screen}, ${theme}, in English too`, async () => {
    for (const [name, query] of [
      ['cards', 'mode=programme'],
      ['part', 'mode=programme&target=health-insurance&part=figures'],
    ]) {
      const { page, faults, close } = await open(browser, `${query}&lang=en`, { screen, theme })
      await page.getByText(/communes have reported/).first().waitFor()
      const taller = page.getByRole('button', { name: 'Make the panel taller' })
      if (await taller.isVisible()) await taller.click()
      await screenshot(page, `${name}-${screen}-${theme}-english`)
      await hasNoRubbish(page)
      assert.deepEqual(await smallText(page), [])
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
      assert.equal(
        await page.locator('section.panel .content').evaluate((panel) => panel.scrollWidth > panel.clientWidth),
        false,
        'the panel scrolls sideways',
      )
      await accessible(page)
      assert.deepEqual(faults, [])
      await close()
    }
  })
}
