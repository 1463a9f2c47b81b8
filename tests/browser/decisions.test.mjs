// The workbench for relocation: a question with sliders, progress, an answer on the map, and stopping.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, drawn, hasNoRubbish, launch, open, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const LONG = { timeout: 180_000 }
const compute = (page) => page.getByRole('button', { name: 'Tính', exact: true })

it('relocation: weights as sliders lead to fit ground; long work can be stopped', async () => {
  const settings = encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))
  const { page, faults, close } = await open(browser, `mode=relocation&colour=none&q=${settings}`, { theme: 'dark' })
  await compute(page).click()
  await page.getByRole('button', { name: 'Dừng' }).click()
  await page.getByText('Đã dừng; các lựa chọn và kết quả trước vẫn còn.').waitFor()
  await page.getByRole('slider', { name: /^Gần đường/ }).fill('40')
  assert.match(decodeURIComponent(page.url()), /"road":40/)
  await compute(page).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  await answer.getByText(/^Khu đất phù hợp/).waitFor()
  await drawn(page)
  assert.ok((await rendered(page, 'result-point')).length > 0, 'no community is drawn')
  await answer.getByText(/^Đất bị loại/).click()
  await answer.getByText('đất quá dốc', { exact: true }).waitFor()
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await screenshot(page, 'relocation-laptop-dark')
  assert.deepEqual(faults, [])
  await close()
})
