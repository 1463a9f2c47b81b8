// The programme at a glance: by status, what changed since the last review, by agency, what is due; each leads further.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, again, BASE, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

it('leads from a change to its target and from an agency to its targets', async () => {
  const { page, faults, close } = await open(browser, 'mode=programme&tab=overview')
  await page.getByText('Chưa qua kỳ rà soát nào').or(page.getByText('So với kỳ rà soát')).waitFor()
  await page.getByText(/^(Xấu đi|Tốt lên|Đổi khác).*\(\d+\)$/).first().waitFor()
  await page.getByText(/hạn \d{2}\/\d{2}\/\d{4}/).first().waitFor()
  await screenshot(page, 'overview-laptop-light')
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await page.getByRole('button', { name: /Sở Y tế/ }).first().click()
  await page.waitForFunction(() => !location.search.includes('tab=overview'))
  assert.equal(await page.getByLabel('Cơ quan chủ trì').inputValue(), 'department-of-health')
  await page.goBack()
  await page.locator('details', { hasText: /Xấu đi|Tốt lên|Đổi khác/ }).first().locator('li button').first().dispatchEvent('click')
  await page.waitForFunction(() => location.search.includes('target='))
  assert.deepEqual(faults, [])
  await close()
})

it('tells how the targets of each agency stand by shape, word and count, without colours too', async () => {
  const WORDS = { achieved: 'Đạt', on_track: 'Đúng tiến độ', at_risk: 'Có nguy cơ chậm', off_track: 'Chậm', no_data: 'Chưa có số liệu' }
  const SHAPES = { achieved: 'circle', on_track: 'path', at_risk: 'rect', off_track: 'path', no_data: 'pattern' }
  const { by_agency } = await (await fetch(`${BASE}/api/dashboard`)).json()
  for (const [screen, theme] of [['laptop', 'light'], ['phone', 'dark']]) {
    const { page, faults, close } = await open(browser, 'mode=programme&tab=overview', { screen, theme })
    if (screen === 'phone') await page.getByRole('button', { name: 'Kéo bảng cao hơn' }).click()
    const section = page.locator('.overview > section', { has: page.getByRole('heading', { name: 'Theo cơ quan chủ trì' }) })
    await section.getByRole('button').first().waitFor()
    for (const { agency, counts } of by_agency) {
      const row = section.getByRole('button', { name: new RegExp(`^${agency.name.vi}`) }).filter({ hasText: agency.name.vi }).first()
      const present = Object.entries(counts).filter(([, count]) => count > 0)
      const told = await row.locator('.told > .one').evaluateAll((all) =>
        all.map((one) => ({ text: one.textContent.replace(/\s+/g, ' ').trim(), shapes: [...one.querySelector('svg').children].map((part) => part.localName) })),
      )
      assert.deepEqual(told.map(({ text }) => text).sort(), present.map(([key, count]) => `${WORDS[key]} ${count}`).sort(), agency.name.vi)
      for (const [key, count] of present) {
        const { shapes } = told.find(({ text }) => text === `${WORDS[key]} ${count}`)
        assert.equal(shapes[0], SHAPES[key], `${agency.name.vi}: ${WORDS[key]}`)
      }
    }
    await section.evaluate((element) => element.scrollIntoView({ block: 'start' }))
    await page.waitForTimeout(200)
    await screenshot(page, `overview-agencies-${screen}-${theme}`)
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  }
})

it('keeps which targets are listed in the address, and Back undoes each filter', async () => {
  const WORDS = { achieved: /Đạt$/, 'on-track': /Đúng tiến độ$/, 'at-risk': /nguy cơ chậm$/, 'off-track': /Chậm$/, 'no-data': /Chưa có số liệu$/ }
  const { targets } = await (await fetch(`${BASE}/api/dashboard`)).json()
  const ofAgency = targets.filter(({ target }) => target.lead?.id === 'department-of-health')
  const { status } = ofAgency[0].status
  const ofBoth = ofAgency.filter((one) => one.status.status === status)
  const { page, faults, close } = await open(browser, 'mode=programme&tab=overview')
  await page.getByRole('button', { name: /Sở Y tế/ }).first().click()
  const listed = page.locator('.list > ul > li')
  await listed.first().waitFor()
  assert.equal(await listed.count(), ofAgency.length)
  const tile = page.locator('.counts').getByRole('button', { name: WORDS[status] })
  await tile.click()
  assert.equal(await listed.count(), ofBoth.length)
  assert.match(page.url(), new RegExp(`status=${status}&agency=department-of-health`))
  await page.goBack()
  await page.waitForFunction(() => !location.search.includes('status='))
  assert.equal(await tile.getAttribute('aria-pressed'), 'false')
  assert.equal(await listed.count(), ofAgency.length)
  await page.goForward()
  await page.waitForFunction(() => location.search.includes('status='))
  // The link brings somebody else to the same list.
  await again(page)
  await listed.first().waitFor()
  assert.equal(await listed.count(), ofBoth.length)
  assert.equal(await tile.getAttribute('aria-pressed'), 'true')
  assert.equal(await page.getByLabel('Cơ quan chủ trì').inputValue(), 'department-of-health')
  assert.deepEqual(faults, [])
  await close()
})

it('fits a phone in the dark', async () => {
  const { page, faults, close } = await open(browser, 'mode=programme&tab=overview', { screen: 'phone', theme: 'dark' })
  await page.getByText('Theo cơ quan chủ trì').waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  await screenshot(page, 'overview-phone-dark')
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})
