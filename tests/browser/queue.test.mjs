// Many figures at once: an approver selects several and approves or returns them in one go, and is told which were refused.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, asAdministrator, BASE, CHOSEN, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
/** New people each time, so that the tests can be run again on one server. */
const RUN = Date.now().toString(36)
const NOTE = 'Thiếu trang nguồn'
/** Years of which this run alone has figures: what is returned may be changed by nobody but who entered it. */
const FIRST = 1950 + (Math.floor(Date.now() / 1000) % 50)
const YEARS = [0, 1, 2, 3, 4].map((more) => String(FIRST + more))
const [ONE, TWO, THREE, FOUR, FIVE] = YEARS
const LATER = [6, 7, 8].map((more) => String(FIRST + more))
let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** A new account that has chosen its password, signed in in a context of its own. */
async function signedIn(administrator, name, role) {
  const form = { name, display_name: `Người ${name}`, role, agency: null, is_active: true }
  const made = await administrator.request.post(`${BASE}/api/accounts`, { data: form })
  assert.ok(made.ok(), await made.text())
  const { one_time_password: password } = await made.json()
  const context = await browser.newContext()
  const first = await context.request.post(`${BASE}/api/session`, { data: { name, password } })
  assert.ok(first.ok(), await first.text())
  const changed = await context.request.put(`${BASE}/api/session/password`, { data: { old: password, new: CHOSEN } })
  assert.ok(changed.ok(), await changed.text())
  return context
}

/** Enters a figure and submits it; the answer is its id. */
async function submit(context, period, value) {
  const figure = { indicator: 'pci', subject: 'province', period, value, source: `VCCI ${RUN}`, quality: 'final', note: 'Số thử', is_confirmed: true }
  const entered = await context.request.post(`${BASE}/api/observations`, { data: figure })
  assert.ok(entered.ok(), await entered.text())
  const { observation } = await entered.json()
  const step = await context.request.post(`${BASE}/api/observations/${encodeURIComponent(observation.id)}/steps`, {
    data: { step: 'submit' },
  })
  assert.ok(step.ok(), await step.text())
  return observation.id
}

it('selects figures and approves or returns them in one go, telling which were refused', { skip: !ADMINISTRATOR }, async () => {
  const admin = await browser.newContext()
  await asAdministrator(admin)
  const editor = await signedIn(admin, `nhap-nhieu-${RUN}`, 'editor')
  const ids = []
  for (const [index, period] of YEARS.entries())
    ids.push(await submit(editor, period, String(61 + index)))
  const { page, faults, context, close } = await open(browser, 'mode=data&tab=queue')
  const approver = `duyet-nhieu-${RUN}`
  const judge = await signedIn(admin, approver, 'approver')
  await context.addCookies(await judge.cookies())
  // What the approver entered is there too, and is not theirs to decide about.
  await submit(judge, String(FIRST - 1), '60')
  await page.reload()
  const boxes = page.getByRole('checkbox', { name: /^Chọn .*(PCI|năng lực cạnh tranh)/ })
  await boxes.first().waitFor()
  await page.getByText(/^Bản đầu tiên[;,]/).first().waitFor()
  const boxOf = (period) => page.getByRole('checkbox', { name: new RegExp(`^Chọn .*, ${period}, nhap-nhieu-${RUN}: `) })
  const own = page.getByRole('checkbox', { name: new RegExp(`, ${approver}: `) })
  assert.ok(await own.isDisabled(), 'an approver can approve an own figure')

  // By keyboard: a box, then one further on with Shift takes those between along.
  await boxOf(ONE).focus()
  await page.keyboard.press('Space')
  await page.getByText(/^Đã chọn 1\/\d+ số liệu$/).waitFor()
  await boxOf(THREE).click({ modifiers: ['Shift'] })
  const order = await boxes.evaluateAll((all) => all.filter((box) => box.checked).map((box) => box.getAttribute('aria-label')))
  assert.ok(order.length >= 2, order)
  await page.getByRole('button', { name: 'Bỏ chọn' }).click()
  assert.equal(await page.getByRole('button', { name: /^Duyệt \d+ số liệu$/ }).count(), 0)

  // All that are shown, apart from one's own; looking at one of them loses nothing.
  const all = page.getByRole('checkbox', { name: /^Chọn cả \d+ số liệu đang hiện$/ })
  await all.focus()
  await page.keyboard.press('Space')
  assert.equal(await own.isChecked(), false)
  for (const period of YEARS) assert.ok(await boxOf(period).isChecked(), period)
  await page.getByRole('button', { name: /năng lực cạnh tranh|PCI/ }).first().click()
  await page.getByRole('button', { name: 'Quay lại' }).click()
  assert.ok(await all.isChecked(), 'the selection is lost')
  await accessible(page)
  assert.deepEqual(await smallText(page), [])
  await screenshot(page, 'queue-selected-laptop-light')
  await page.getByRole('button', { name: 'Bỏ chọn' }).click()

  // One of three is decided by somebody else meanwhile: it is refused, and the others are approved all the same.
  for (const period of [ONE, TWO, THREE]) await boxOf(period).check()
  const elsewhere = await admin.request.post(`${BASE}/api/observations/${encodeURIComponent(ids[1])}/steps`, {
    data: { step: 'approve' },
  })
  assert.ok(elsewhere.ok(), await elsewhere.text())
  await page.getByRole('button', { name: 'Duyệt 3 số liệu' }).click()
  const outcome = page.getByRole('region', { name: 'Kết quả xử lý nhiều số liệu' })
  await outcome.getByText('Đã duyệt 2/3 số liệu.').waitFor()
  const { top, bottom } = await outcome.evaluate((element) => element.getBoundingClientRect())
  assert.ok(top > 0 && bottom < 768, `what came of it is out of sight: ${top}–${bottom}`)
  const refused = outcome.getByRole('list', { name: /không được nhận, và vì sao/ }).getByRole('listitem')
  assert.equal(await refused.count(), 1)
  assert.ok((await refused.innerText()).includes(TWO))
  assert.ok((await refused.locator('.why').innerText()).length > 10, 'no reason is told')
  await outcome.getByText('Những số liệu đã xong (2)').click()
  const done = await outcome.locator('details li').allInnerTexts()
  assert.deepEqual(done.map((line) => /, (\d{4}), /.exec(line)?.[1]).sort(), [ONE, THREE])
  await boxOf(ONE).waitFor({ state: 'detached' })
  await screenshot(page, 'queue-outcome-laptop-light')
  // What is half under the tabs that stay on top is taken for a small target.
  await page.locator('section.panel .content').evaluate((panel) => panel.scrollTo(0, 0))
  await accessible(page)
  await outcome.getByRole('button', { name: 'Đóng' }).click()

  // The rest is returned for one reason.
  for (const period of [FOUR, FIVE]) await boxOf(period).check()
  await page.getByRole('button', { name: 'Trả lại 2 số liệu…' }).click()
  const give = page.getByRole('button', { name: 'Trả lại 2 số liệu', exact: true })
  assert.ok(await give.isDisabled(), 'figures are returned without a reason')
  await page.getByLabel(/^Lý do trả lại/).fill(NOTE)
  await give.click()
  await outcome.getByText('Đã trả lại 2/2 số liệu.').waitFor()
  const states = await Promise.all(
    ids.map(async (id) => (await (await admin.request.get(`${BASE}/api/observations/${encodeURIComponent(id)}`)).json())),
  )
  assert.deepEqual(
    states.map(({ state, decided_by, returned_because }) => [state, decided_by, returned_because ?? '']),
    [
      ['approved', approver, ''],
      ['approved', 'admin', ''],
      ['approved', approver, ''],
      ['returned', approver, NOTE],
      ['returned', approver, NOTE],
    ],
  )

  // What is listed is in the address.
  const listed = page.getByRole('combobox', { name: 'Trạng thái' })
  await listed.selectOption({ label: 'Trả lại' })
  await page.getByRole('listitem').filter({ hasText: FOUR }).first().waitFor()
  await page.reload()
  assert.equal(await listed.inputValue(), 'returned')
  await page.goBack()
  await page.waitForFunction(() => !location.search.includes('state='))

  // A correction stands beside what it would replace, with its source; that it changes much is said before it is approved.
  await submit(editor, ONE, '20')
  await page.reload()
  const row = page.getByRole('listitem').filter({ has: boxOf(ONE) })
  await row.getByText(/\(−67\s%\)/).waitFor()
  const told = (await row.innerText()).replace(/\s+/g, ' ')
  assert.match(told, /Đang dùng: 61[\d,]* → 20[\d,]* \S+/)
  assert.ok(told.includes(`Nguồn: VCCI ${RUN}`), told)
  assert.ok(told.includes('Đổi nhiều so với số đang dùng'), told)
  await boxOf(ONE).check()
  await page.getByText('Trong đó 1 số liệu đổi nhiều (trên 30 %).').waitFor()
  await accessible(page)
  await screenshot(page, 'queue-change-laptop-light')
  await hasNoRubbish(page)
  // The refusal of the figure that was decided elsewhere is an answer, not a fault of the page.
  assert.deepEqual(
    faults.filter((fault) => !/409|422/.test(fault)),
    [],
  )
  await close()
  for (const one of [admin, editor, judge]) await one.close()
})

it('sends no more when the line is lost, and goes on with what is left', { skip: !ADMINISTRATOR }, async () => {
  const admin = await browser.newContext()
  await asAdministrator(admin)
  const editor = await signedIn(admin, `nhap-dut-${RUN}`, 'editor')
  for (const period of LATER) await submit(editor, period, '58')
  const { page, context, close } = await open(browser, 'mode=data&tab=queue', { screen: 'phone', theme: 'dark' })
  await asAdministrator(context)
  await page.reload()
  const boxOf = (period) => page.getByRole('checkbox', { name: new RegExp(`^Chọn .*, ${period}, nhap-dut-${RUN}: `) })
  for (const period of LATER) await boxOf(period).check()
  let sent = 0
  await context.route('**/steps', (route) => {
    sent += 1
    return sent === 1 ? route.abort() : route.continue()
  })
  await page.getByRole('button', { name: 'Duyệt 3 số liệu' }).click()
  const outcome = page.getByRole('region', { name: 'Kết quả xử lý nhiều số liệu' })
  await outcome.getByText('Đã duyệt 0/3 số liệu.').waitFor()
  await outcome.getByText(/3 số liệu còn lại chưa được máy chủ xác nhận\./).waitFor()
  assert.equal(sent, 1, 'more is sent without a line')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  await screenshot(page, 'queue-line-lost-phone-dark')
  await outcome.getByRole('button', { name: 'Làm tiếp 3 số liệu' }).click()
  await outcome.getByText('Đã duyệt 3/3 số liệu.').waitFor()
  assert.equal(sent, 2, 'three figures do not go in one request')
  await close()
  for (const one of [admin, editor]) await one.close()
})
