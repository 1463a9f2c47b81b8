// What a phone must have room for: every mode, without scrolling and without words that are cut.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { SCREENS, accessible, launch, open, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

for (const [language, last] of [
  ['vi', 'Số liệu'],
  ['en', 'Data'],
]) {
  it(`shows all seven modes at the foot, in ${language}`, async () => {
    const { page, faults, close } = await open(browser, `lang=${language}`, { screen: 'phone' })
    const rail = page.getByRole('navigation')
    const buttons = await rail.getByRole('button').evaluateAll((all) =>
      all.map((button) => {
        const [box, label] = [button, button.querySelector('span')].map((one) => one.getBoundingClientRect())
        return {
          name: button.innerText,
          isInside: label.left >= box.left - 0.5 && label.right <= box.right + 0.5 && label.bottom <= innerHeight,
          isCut: button.querySelector('span').scrollWidth > Math.ceil(label.width),
          left: box.left,
          right: box.right,
          height: box.height,
        }
      }),
    )
    assert.equal(buttons.length, 7)
    for (const { name, isInside, isCut, left, right, height } of buttons) {
      assert.ok(left >= 0 && right <= SCREENS.phone.width, `${name} reaches from ${left} to ${right}`)
      assert.ok(isInside && !isCut, `${name} is cut`)
      assert.ok(height >= 44, `${name} is only ${height} px high`)
    }
    assert.equal(await rail.evaluate((nav) => nav.scrollWidth > nav.clientWidth || nav.scrollHeight > nav.clientHeight), false)
    assert.deepEqual(await smallText(page), [])
    await rail.getByRole('button', { name: last, exact: true }).click()
    await page.waitForFunction(() => location.search.includes('mode=data'))
    // The sheet stands on the rail, and the rail at the foot of the screen.
    const [sheet, foot] = await Promise.all([page.locator('section.panel').boundingBox(), rail.boundingBox()])
    assert.ok(Math.abs(sheet.y + sheet.height - foot.y) < 1, `the sheet ends at ${sheet.y + sheet.height}, the rail begins at ${foot.y}`)
    assert.ok(Math.abs(foot.y + foot.height - SCREENS.phone.height) < 1)
    await screenshot(page, `modes-phone-${language}`)
    await accessible(page)
    assert.deepEqual(faults, [])
    await close()
  })
}

it('leaves half of the map free when a row of a table is picked on the full sheet', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&tab=exposure&colour=none', { screen: 'phone' })
  const table = page.getByRole('table', { name: /^Theo xã, phường/ })
  await table.waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Kéo bảng cao hơn' }).click()
  await page.locator('section.panel.full').waitFor()
  await table.locator('tbody th button').first().click()
  await page.locator('section.panel.half').waitFor()
  assert.deepEqual(faults, [])
  await close()
})
