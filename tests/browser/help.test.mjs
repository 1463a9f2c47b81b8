// The tour: offered once, walked by keyboard, remembered, and there again when asked for.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { SCREENS, accessible, drawn, launch, open, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

it('takes a newcomer round by keyboard and is not offered again', async () => {
  const { page, faults, close } = await open(browser, '', { isNew: true })
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  const card = page.getByRole('dialog', { name: 'Năm phút làm quen' })
  await card.getByText('Bước 1/6').waitFor()
  await accessible(page)
  assert.deepEqual(await smallText(page), [])
  await screenshot(page, 'tour-laptop-light')
  for (let step = 2; step <= 6; step++) {
    await page.keyboard.press(step % 2 ? 'ArrowRight' : 'Enter')
    await card.getByText(`Bước ${step}/6`).waitFor()
  }
  await page.keyboard.press('ArrowLeft')
  await card.getByText('Bước 5/6').waitFor()
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await page.goto(`${page.url()}&debug=map`)
  await drawn(page)
  assert.equal(await page.getByRole('button', { name: 'Bắt đầu' }).count(), 0)
  await page.getByRole('button', { name: /năm phút làm quen/ }).click()
  await card.getByRole('button', { name: 'Bỏ qua' }).click()
  await card.waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await close()
})

it('is put away by Escape and leaves the province in sight', async () => {
  const { page, faults, close } = await open(browser, '', { isNew: true })
  const offer = page.getByRole('complementary').filter({ has: page.getByRole('button', { name: 'Bắt đầu' }) })
  await offer.waitFor()
  const [card, province] = [await offer.boundingBox(), await provinceOnScreen(page)]
  const isBeside = card.x >= province.right || card.y >= province.bottom
  assert.ok(isBeside, `the offer ${JSON.stringify(card)} lies over the province ${JSON.stringify(province)}`)
  await page.keyboard.press('Escape')
  await offer.waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await close()
})

it('is offered on a phone by the menu in the bar, with the link', async () => {
  const { page, context, faults, close } = await open(browser, 'pick=unit:01447', { screen: 'phone' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const more = page.getByRole('button', { name: 'Liên kết, báo cáo, trợ giúp, tài khoản' })
  await more.click()
  const menu = page.getByRole('dialog', { name: 'Tài khoản' })
  await menu.getByRole('button', { name: 'Chép liên kết' }).click()
  await menu.getByRole('button', { name: 'Đã chép liên kết' }).waitFor()
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /pick=unit:01447/)
  await menu.getByLabel('Tên đăng nhập').waitFor()
  const { x, width } = await menu.boundingBox()
  assert.ok(x >= 0 && x + width <= SCREENS.phone.width, `the menu reaches from ${x} to ${x + width}`)
  assert.deepEqual(await smallText(page), [])
  await screenshot(page, 'more-phone-light')
  await accessible(page)
  await menu.getByRole('button', { name: /năm phút làm quen/ }).click()
  await page.getByRole('dialog', { name: 'Năm phút làm quen' }).getByText('Bước 1/6').waitFor()
  assert.equal(await menu.count(), 0, 'the menu stays open over the tour')
  // Every step speaks of what a phone has: no mouse, no keys, no column at the left.
  const tour = page.getByRole('dialog', { name: 'Năm phút làm quen' })
  for (let step = 1; step <= 6; step++) {
    await tour.getByText(`Bước ${step}/6`).waitFor()
    assert.doesNotMatch(await tour.innerText(), /Rê chuột|[Pp]hím|Ctrl|Cột bên trái/)
    await tour.getByRole('button', { name: step < 6 ? 'Tiếp' : 'Xong' }).click()
  }
  assert.deepEqual(faults, [])
  await close()
})

/** The box on the screen that holds the drawn communes. */
async function provinceOnScreen(page) {
  await drawn(page)
  return page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const frame = map.getContainer().getBoundingClientRect()
    const positions = map
      .queryRenderedFeatures({ layers: ['commune-hit'] })
      .flatMap(({ geometry }) => geometry.coordinates.flat(geometry.type === 'MultiPolygon' ? 2 : 1))
      .map((position) => map.project(position))
    return {
      right: frame.x + Math.max(...positions.map(({ x }) => x)),
      bottom: frame.y + Math.max(...positions.map(({ y }) => y)),
    }
  })
}
