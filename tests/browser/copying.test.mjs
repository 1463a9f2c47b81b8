// What buttons put on the clipboard, with and without the browser's own clipboard, and what they say of it.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { BASE, accessible, launch, open, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** The check that stands for two seconds in place of the button's own icon. */
const CHECK = 'path[d="M20 6 9 17l-5-5"]'

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText())

/** Takes the clipboard from the page, as browsers do over plain http. */
const takeClipboard = (page) =>
  page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }))
const giveClipboardBack = (page) => page.evaluate(() => delete navigator.clipboard)

for (const isSecure of [true, false]) {
  it(`copies the link and shows that it did, ${isSecure ? 'by the clipboard' : 'over plain http'}`, async () => {
    const { page, context, faults, close } = await open(browser, 'colour=population:2024:quantile&pick=unit:01447')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    if (!isSecure) await takeClipboard(page)
    const button = page.getByRole('button', { name: 'Chép liên kết' })
    await button.click()
    await page.getByRole('status').filter({ hasText: 'Đã chép liên kết' }).waitFor({ state: 'attached' })
    await button.locator(CHECK).waitFor()
    if (!isSecure) await giveClipboardBack(page)
    const copied = new URL(await clipboard(page))
    assert.equal(copied.origin, new URL(BASE).origin)
    assert.equal(copied.searchParams.get('pick'), 'unit:01447')
    assert.equal(copied.searchParams.get('colour'), 'population:2024:quantile')
    // The sign goes again, and the button keeps the focus.
    await button.locator(CHECK).waitFor({ state: 'detached' })
    assert.ok(await button.evaluate((one) => one === document.activeElement), 'the button lost the focus')
    assert.deepEqual(faults, [])
    await close()
  })
}

it('says in sight that the browser refuses to copy', async () => {
  const { page, faults, close } = await open(browser)
  await takeClipboard(page)
  await page.evaluate(() => (document.execCommand = () => false))
  await page.getByRole('button', { name: 'Chép liên kết' }).click()
  const told = page.getByText('Trình duyệt không cho chép. Hãy chép ở thanh địa chỉ.')
  await told.waitFor()
  const { x, y, width, height } = await told.boundingBox()
  assert.ok(x >= 0 && x + width <= 1366 && y >= 0 && height > 15, 'the refusal is out of sight')
  assert.deepEqual(await smallText(page), [])
  await screenshot(page, 'copy-refused-laptop-light')
  await accessible(page)
  assert.deepEqual(faults, [])
  await close()
})

it('copies the coordinates of a point over plain http', async () => {
  const { page, context, faults, close } = await open(browser, 'pick=point:106.250000,22.666667')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const inspector = page.getByRole('complementary')
  const told = (await inspector.getByRole('heading', { level: 2 }).innerText()).trim()
  await takeClipboard(page)
  await inspector.getByRole('button', { name: 'Chép toạ độ' }).click()
  await inspector.getByRole('button', { name: 'Đã chép toạ độ' }).waitFor()
  await giveClipboardBack(page)
  assert.equal(await clipboard(page), told)
  assert.deepEqual(faults, [])
  await close()
})
