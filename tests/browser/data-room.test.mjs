// The data room as people use it: an administrator makes accounts, an editor sends a spreadsheet and a figure, an approver decides.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { BASE, CHOSEN, accessible, hasNoRubbish, launch, open, screenshot, smallText } from './support.mjs'
import { workbook } from './spreadsheet.mjs'

const ADMINISTRATOR = process.env.NONNUOC_ADMINISTRATOR
/** New people each time, so that the tests can be run again on one server. */
const RUN = Date.now().toString(36)
const EDITOR = `nhap-${RUN}`
const APPROVER = `duyet-${RUN}`
let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

async function signIn(page, name, password, chosen) {
  await page.getByRole('button', { name: 'Đăng nhập' }).first().click()
  const menu = page.getByRole('dialog')
  await menu.getByLabel('Tên đăng nhập').fill(name)
  await menu.getByLabel('Mật khẩu').fill(password)
  await menu.getByRole('button', { name: 'Đăng nhập' }).click()
  if (chosen) {
    await menu.getByLabel('Mật khẩu đang dùng').fill(password)
    await menu.getByLabel(/Mật khẩu mới/).fill(chosen)
    await menu.getByRole('button', { name: 'Đổi mật khẩu' }).click()
    await menu.getByText('Đã đổi mật khẩu').waitFor()
    await page.locator('.account > button').click()
  }
  await page.getByText(`Đang đăng nhập`).waitFor()
}

async function makeAccount(page, name, role) {
  await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
  await page.getByLabel('Tên đăng nhập').fill(name)
  await page.getByLabel('Tên người hay cơ quan').fill(`Người ${name}`)
  await page.getByLabel('Vai trò').selectOption(role)
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  const password = await page.locator('code').innerText()
  await page.getByRole('button', { name: 'Đã ghi lại' }).click()
  return password
}

/** As people send it: the period above the headings, a number in words, one that could be two, one without a source. */
const HOUSEHOLDS = workbook('households', [
  ['Kỳ báo cáo', '2023'],
  ['Mã', 'Tên đơn vị', 'Giá trị', 'Lý do không có', 'Nguồn', 'Chất lượng', 'Đơn vị tính'],
  ['01273', 'Phường Thục Phán', 'nhiều', '', 'Niên giám', '', ''],
  ['01279', 'Phường Nùng Trí Cao', '1.234', '', 'Niên giám', '', ''],
  ['99999', 'Xã Không Có', '12', '', 'Niên giám', '', ''],
])

it('needs no account for templates, and says what needs one', async () => {
  const { page, faults, close } = await open(browser, 'mode=data', { screen: 'phone', theme: 'dark' })
  await page.getByText('Chưa đăng nhập').waitFor()
  await page.getByText('Biểu mẫu để thu thập số liệu').click()
  await page.getByRole('searchbox', { name: 'Lọc chỉ số' }).fill('so ho')
  await page.getByRole('list', { name: 'Chỉ số trong biểu mẫu' }).getByRole('checkbox').first().check()
  const address = await page.getByRole('link', { name: /Tải biểu mẫu/ }).getAttribute('href')
  const template = await fetch(BASE + address)
  assert.equal(template.status, 200)
  assert.match(template.headers.get('content-type'), /spreadsheetml/)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  await screenshot(page, 'data-phone-dark')
  // What is half under the tabs that stay on top is taken for a small target.
  await page.locator('section.panel .content').evaluate((panel) => panel.scrollTo(0, 0))
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('goes from account to draft to approval, with a reason when it is returned', { skip: !ADMINISTRATOR }, async () => {
  const admin = await open(browser, 'mode=data&tab=accounts')
  await signIn(admin.page, 'admin', ADMINISTRATOR, CHOSEN)
  const editorPassword = await makeAccount(admin.page, EDITOR, 'editor')
  const approverPassword = await makeAccount(admin.page, APPROVER, 'approver')
  await screenshot(admin.page, 'accounts-laptop-light')
  await accessible(admin.page)
  assert.deepEqual(await smallText(admin.page), [])

  // One figure by hand: an ambiguous number is asked about, a correction must be confirmed.
  const editor = await open(browser, 'mode=data&tab=enter')
  const { page } = editor
  await signIn(page, EDITOR, editorPassword, CHOSEN)
  await page.locator('form').getByLabel('Chỉ số').selectOption('pci')
  await page.getByLabel('Nơi').selectOption('province')
  await page.locator('form').getByLabel('Kỳ').fill('2024')
  await page.getByLabel(/^Giá trị/).fill('1.234')
  await page.getByText('có thể hiểu hai cách').waitFor()
  await page.getByLabel(/^Giá trị/).fill('66,5')
  await page.getByText('Đọc là 66,5').waitFor()
  await page.getByRole('textbox', { name: 'Nguồn' }).fill('VCCI')
  await page.getByLabel(/Ghi chú/).fill('Số chính thức')
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.getByLabel('Tôi đã kiểm tra, số này đúng').check()
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.getByRole('button', { name: 'Xem và gửi duyệt' }).click()
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Người nhập không tự duyệt').waitFor()
  const link = new URL(page.url()).searchParams.get('figure')
  // Held up for being doubtful is an answer, not a fault of the page.
  assert.deepEqual(
    editor.faults.filter((fault) => !fault.includes('422')),
    [],
  )

  const approver = await open(browser, `mode=data&tab=queue`, { theme: 'dark' })
  await signIn(approver.page, APPROVER, approverPassword, CHOSEN)
  await approver.page.getByRole('button', { name: /Chỉ số năng lực cạnh tranh|PCI/ }).first().click()
  await approver.page.locator('tr.changed', { hasText: 'Giá trị' }).getByText('66,5').waitFor()
  await screenshot(approver.page, 'figure-laptop-dark')
  await accessible(approver.page)
  await approver.page.getByLabel('Lý do trả lại').fill('Thiếu trang nguồn')
  await approver.page.getByRole('button', { name: 'Trả lại' }).click()
  await approver.page.getByText('Trả lại: Thiếu trang nguồn').waitFor()
  const steps = await approver.page.getByRole('listitem').filter({ hasText: 'Trả lại: Thiếu trang nguồn' }).innerText()
  assert.ok(steps.includes(APPROVER) && !steps.includes('account:'), steps)
  assert.match(steps, /66,5/)
  assert.equal(new URL(approver.page.url()).searchParams.get('figure'), link)

  await page.reload()
  await page.getByText('Thiếu trang nguồn').first().waitFor()
  await page.getByRole('button', { name: 'Sửa lại' }).click()
  assert.equal(await page.getByLabel(/^Giá trị/).inputValue(), '66,5')
  await page.getByRole('textbox', { name: 'Nguồn' }).fill('VCCI, trang 12')
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.getByLabel('Tôi đã kiểm tra, số này đúng').check()
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
  await page.getByRole('button', { name: 'Xem và gửi duyệt' }).click()
  await page.getByRole('button', { name: 'Gửi duyệt' }).click()
  await page.getByText('Người nhập không tự duyệt').waitFor()
  await approver.page.reload()
  await approver.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await approver.page.getByText(`Đã duyệt · ${APPROVER}`).waitFor()
  await hasNoRubbish(approver.page)

  // What only administrators do is refused as such, not as if nobody were signed in.
  await page.goto(`${BASE}/?debug=map&mode=data&tab=layers`)
  await page.getByText('Chỉ quản trị viên nạp lớp bản đồ.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Lớp bản đồ', pressed: true }).count(), 1)

  // A spreadsheet: nothing is kept until it is confirmed.
  await page.goto(`${BASE}/?debug=map&mode=data`)
  const name = 'ho-dan.xlsx'
  await page.getByText('Kéo tệp .xlsx vào đây').waitFor()
  const input = page.locator('input[type=file]')
  await input.setInputFiles({ name, mimeType: '', buffer: Buffer.from('not a spreadsheet') })
  await page.getByText(/tệp không phải bảng tính .xlsx/).waitFor()
  await input.setInputFiles({ name, mimeType: '', buffer: HOUSEHOLDS })
  await page.getByText(/dòng nhận được/).waitFor()
  await page.getByText('Chưa lưu gì').waitFor()
  // Each row goes by the indicator's name, and its reason has the whole width.
  const rejected = page.getByRole('table', { name: /^Bị loại/ })
  await rejected.getByText('Số hộ', { exact: true }).first().waitFor()
  assert.equal(await rejected.getByText('households').count(), 0)
  const widths = await rejected.evaluate((table) => {
    const reason = [...table.querySelectorAll('td')].find((cell) => cell.innerText.includes('Cột C'))
    return [reason.getBoundingClientRect().width, table.getBoundingClientRect().width]
  })
  assert.ok(widths[0] > 300 && widths[0] > widths[1] - 4, `the reason is squeezed: ${widths}`)
  // None of these rows can be kept, and that is said where the button is.
  assert.ok(await page.getByRole('button', { name: 'Lưu thành bản nháp' }).isDisabled())
  await page.getByText(/^Chưa lưu được: không dòng nào nhận được/).waitFor()
  await page.getByText('Cột C').first().waitFor()
  await screenshot(page, 'upload-laptop-light')
  await hasNoRubbish(page)
  await accessible(page)
  await page.getByLabel('Cách viết số trong tệp').selectOption('comma')
  await page.getByText(/Đọc|dòng nhận được/).first().waitFor()
  assert.equal(await page.getByText('Đã lưu').count(), 0)
  for (const one of [admin, editor, approver]) await one.close()
})
