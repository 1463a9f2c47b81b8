// The workbenches for schools and relocation: a question with sliders, progress, an answer on the map, and stopping.
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

it('schools: an aim and limits are answered, told why not, and set side by side', async () => {
  const { page, faults, close } = await open(browser, 'mode=schools&colour=none')
  await page.getByRole('combobox', { name: 'Mục tiêu' }).selectOption('lscp')
  await page.getByText('Mục tiêu này cần giới hạn thời gian đi học.').waitFor()
  await page.getByRole('combobox', { name: 'Mục tiêu' }).selectOption('p-median')
  await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('2')
  assert.match(decodeURIComponent(page.url()), /"fresh":2/)
  await compute(page).click()
  const answer = page.locator('section.answer')
  await answer.waitFor(LONG)
  await answer.getByText(/Đã chứng minh|Đạt mọi điều kiện/).waitFor()
  await answer.getByText('Số minh hoạ, không phải số thật').waitFor()
  await drawn(page)
  assert.ok((await rendered(page, 'result-point')).length > 50)
  await answer.getByText(/^Không chọn, và vì sao/).click()
  await answer.getByText(/chọn nơi này|bị loại|phá vỡ/).first().waitFor()
  await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('4')
  await compute(page).click()
  await page.getByRole('button', { name: 'Lần 2' }).waitFor(LONG)
  await page.getByRole('button', { name: 'Lần 1' }).click()
  assert.equal(await page.getByRole('button', { name: 'Lần 1' }).getAttribute('aria-pressed'), 'true')
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await accessible(page)
  await answer.evaluate((element) => element.scrollIntoView())
  await screenshot(page, 'schools-laptop-light')
  assert.deepEqual(faults, [])
  await close()
})

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
