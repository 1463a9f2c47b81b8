// Long work, on a laptop, a wall and a phone: stopped on the way, two runs side by side, a scenario saved and opened.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SCREENS, again, asAdministrator, drawn, rendered } from './support.mjs'
import { bringUp, endsWell, goTo, inSight, looksRight, setOut, sheet } from './walk.mjs'

const LONG = { timeout: 180_000 }
const compute = (page) => page.getByRole('button', { name: 'Tính', exact: true })
const answerOn = (page) => page.locator('section.answer')
const runs = (page) => page.getByRole('table', { name: 'Các lần tính đặt cạnh nhau' })
/** How many schools are drawn as newly opened: each one once. */
const opened = async (page) => {
  await drawn(page)
  const marks = await rendered(page, 'result-point')
  return new Set(marks.filter(({ look }) => look === 'new').map(({ key }) => key)).size
}
const { arrive } = setOut()

for (const screen of Object.keys(SCREENS)) {
  describe(`on a ${screen}`, () => {
    it('schools: stopped while it works, then two runs side by side', async () => {
      // With capacities kept this is long work: most of a minute.
      const settings = encodeURIComponent(JSON.stringify({ keepsCapacities: true }))
      const visit = await arrive(screen, `mode=schools&colour=none&q=${settings}`)
      const { page } = visit
      await sheet(page, 'full')
      const fresh = page.getByRole('slider', { name: 'Mở mới nhiều nhất' })
      await compute(page).click()
      const stop = page.getByRole('button', { name: 'Dừng', exact: true })
      await stop.waitFor()
      await looksRight(page, `walk-run-working-${screen}`)
      await stop.click()
      await page.getByText('Đã dừng; các lựa chọn và kết quả trước vẫn còn.').waitFor()
      assert.deepEqual(await rendered(page, 'result-point'), [], 'what was stopped is drawn')
      await looksRight(page, `walk-run-stopped-${screen}`)
      await page.getByText('Thêm ràng buộc').click()
      const keeps = page.getByRole('checkbox', { name: 'Không trường nào quá sức chứa' })
      assert.ok(await keeps.isChecked(), 'stopping loses the choices')
      await keeps.uncheck()
      await fresh.fill('1')
      await compute(page).click()
      await answerOn(page).waitFor(LONG)
      assert.equal(await opened(page), 1)
      await fresh.fill('3')
      await page.getByText('Kết quả dưới đây là của những lựa chọn khác').waitFor()
      await compute(page).click()
      await page.getByRole('button', { name: 'Lần 2' }).waitFor(LONG)
      await bringUp(page.getByRole('heading', { name: 'Các lần tính đặt cạnh nhau' }))
      await looksRight(page, `walk-runs-schools-${screen}`)
      const figuresOf = async (run) => runs(page).getByRole('row', { name: run }).locator('td').allInnerTexts()
      assert.equal((await figuresOf(/^Lần 1/))[0], '1')
      assert.equal((await figuresOf(/^Lần 2/))[0], '3')
      await sheet(page, 'half')
      assert.equal(await opened(page), 3)
      await page.getByRole('button', { name: 'Lần 1' }).click()
      await page.waitForFunction(() => document.querySelector('input[type=range][aria-label^="Mở mới"]')?.value === '1')
      assert.equal(await opened(page), 1, 'the map keeps the other run')
      assert.ok((await inSight(page, 'result-point')) > 40, 'the schools are hidden')
      await looksRight(page, `walk-runs-schools-first-${screen}`)
      // Place by place: what one run opens and the other does not.
      await sheet(page, 'full')
      await page.getByLabel('So từng nơi với').selectOption({ label: 'Lần 2' })
      const differing = page.getByRole('table', { name: /^Hai kết quả khác nhau ở \d+ nơi$/ })
      await bringUp(differing)
      const rows = (await differing.locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '))
      assert.ok(rows.filter((row) => /không mở mở mới$/.test(row.trim())).length >= 2, rows.join('\n'))
      await looksRight(page, `walk-runs-schools-differ-${screen}`)
      await endsWell(visit)
    })

    it('an answer: there again after a reload, by its link, and on the way back', async () => {
      const settings = encodeURIComponent(JSON.stringify({ fresh: 2 }))
      const visit = await arrive(screen, `mode=schools&colour=none&q=${settings}`)
      const { page } = visit
      await sheet(page, 'full')
      await compute(page).click()
      await answerOn(page).waitFor(LONG)
      await page.waitForFunction(() => location.search.includes('answer=computed'))
      assert.equal(await opened(page), 2)
      const told = await answerOn(page).innerText()
      // Other choices have no answer yet: Back leads to those that have one.
      await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('5')
      await page.waitForFunction(() => !location.search.includes('answer='))
      await page.goBack()
      await page.waitForFunction(() => location.search.includes('answer=computed'))
      assert.equal(await page.getByText('Kết quả dưới đây là của những lựa chọn khác').count(), 0)
      // Another view, and back again: nothing is worked out twice.
      const asked = []
      page.on('request', (request) => request.url().endsWith('/api/siting') && asked.push(request.url()))
      await goTo(page, 'Bản đồ')
      await answerOn(page).waitFor({ state: 'detached' })
      assert.equal(await opened(page), 0, 'the answer stays on the map of another view')
      await page.goBack()
      await answerOn(page).waitFor()
      assert.equal(await opened(page), 2)
      assert.deepEqual(asked, [])
      const link = page.url()
      await again(page)
      await answerOn(page).waitFor(LONG)
      assert.equal(await answerOn(page).innerText(), told)
      await endsWell(visit)
      const other = await arrive(screen, new URL(link).search.slice(1))
      await answerOn(other.page).waitFor(LONG)
      assert.equal(await opened(other.page), 2)
      await looksRight(other.page, `walk-run-link-${screen}`)
      await sheet(other.page, 'full')
      await other.page.getByRole('button', { name: 'Đóng kết quả' }).click()
      await other.page.waitForFunction(() => !location.search.includes('answer='))
      assert.equal(await opened(other.page), 0)
      await endsWell(other)
    })

    it('relocation: two runs side by side', async () => {
      const settings = encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))
      const visit = await arrive(screen, `mode=relocation&colour=none&q=${settings}`)
      const { page } = visit
      await sheet(page, 'full')
      await compute(page).click()
      await answerOn(page).waitFor(LONG)
      await drawn(page)
      const communities = async () => {
        const marks = await rendered(page, 'result-point')
        return new Set(marks.filter(({ look }) => look === 'community').map(({ key }) => key)).size
      }
      assert.equal(await communities(), 3)
      await page.getByRole('slider', { name: 'Số cộng đồng xét đầu tiên' }).fill('5')
      await compute(page).click()
      await page.getByRole('button', { name: 'Lần 2' }).waitFor(LONG)
      await drawn(page)
      assert.equal(await communities(), 5)
      await bringUp(page.getByRole('heading', { name: 'Các lần tính đặt cạnh nhau' }))
      await looksRight(page, `walk-runs-relocation-${screen}`)
      await page.getByRole('button', { name: 'Lần 1' }).click()
      await sheet(page, 'half')
      await drawn(page)
      assert.equal(await communities(), 3, 'the map keeps the other run')
      await sheet(page, 'full')
      await page.getByLabel('So từng nơi với').selectOption({ label: 'Lần 2' })
      const differing = page.getByRole('table', { name: /^Hai kết quả khác nhau ở \d+ nơi$/ })
      const unlooked = differing.locator('tbody tr').filter({ has: page.locator('td:nth-child(2)', { hasText: 'không xét tới' }) })
      assert.equal(await unlooked.count(), 2, 'the second run looks at two communities more')
      await endsWell(visit)
    })

    it('a scenario: saved under a name, opened by its name', { skip: !process.env.NONNUOC_ADMINISTRATOR }, async () => {
      const visit = await arrive(screen, 'mode=schools&colour=none')
      const { page, context } = visit
      await asAdministrator(context)
      await again(page)
      await sheet(page, 'full')
      await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('2')
      await compute(page).click()
      await answerOn(page).waitFor(LONG)
      const name = `Mở hai trường, ${screen} ${Date.now().toString(36)}`
      const field = page.getByRole('textbox', { name: 'Tên phương án' })
      await field.fill(name)
      await bringUp(field)
      await looksRight(page, `walk-scenario-name-${screen}`)
      await page.getByRole('button', { name: 'Lưu phương án' }).click()
      const saved = page.getByText(`Đã lưu “${name}”.`)
      await saved.waitFor(LONG)
      const isInSight = await saved.evaluate((element) => {
        const { left, top, height } = element.getBoundingClientRect()
        return document.elementFromPoint(left + 20, top + height / 2) === element
      })
      assert.ok(isInSight, 'that it is saved is said out of sight')
      await looksRight(page, `walk-scenario-saved-${screen}`)
      await page.waitForFunction(() => /answer=mo-hai-truong-[a-z0-9-]+/.test(location.search))
      const link = page.url()
      await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('7')
      const list = page.locator('details', { has: page.getByText(/^Phương án đã lưu/) })
      await list.locator('summary').click()
      await bringUp(list)
      assert.doesNotMatch(await list.innerText(), /account:/)
      await looksRight(page, `walk-scenario-list-${screen}`)
      await list.getByRole('button', { name, exact: true }).click()
      await page.waitForFunction(() => document.querySelector('input[type=range][aria-label^="Mở mới"]')?.value === '2')
      await answerOn(page).waitFor(LONG)
      await sheet(page, 'half')
      assert.equal(await opened(page), 2)
      assert.equal(new URL(page.url()).searchParams.get('answer'), new URL(link).searchParams.get('answer'))
      // Its link opens what was saved: nothing is worked out.
      const other = await arrive(screen, new URL(link).search.slice(1))
      const asked = []
      other.page.on('request', (request) => request.url().endsWith('/api/siting') && asked.push(request.url()))
      await again(other.page)
      await answerOn(other.page).waitFor(LONG)
      assert.equal(await opened(other.page), 2)
      assert.deepEqual(asked, [])
      // Nobody who is not signed in may remove it; who saved it may, once asked again.
      assert.equal(await other.page.getByRole('button', { name: /^Xoá phương án/ }).count(), 0)
      await endsWell(other)
      await sheet(page, 'full')
      await bringUp(list)
      if (!(await list.evaluate((element) => element.open))) await list.locator('summary').click()
      await list.getByRole('button', { name: `Xoá phương án ${name}`, exact: true }).click()
      const sure = list.getByRole('group', { name: `Xoá phương án ${name}` })
      await sure.getByText(/^Xoá hẳn phương án này\?/).waitFor()
      await bringUp(sure)
      await looksRight(page, `walk-scenario-remove-${screen}`)
      await sure.getByRole('button', { name: 'Xoá', exact: true }).click()
      await page.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' })
      await endsWell(visit)
    })

    it('a link to a scenario that is no more: said, and the choices are there', async () => {
      const settings = encodeURIComponent(JSON.stringify({ fresh: 2 }))
      const visit = await arrive(screen, `mode=schools&colour=none&q=${settings}&answer=gone-00000000`)
      const { page } = visit
      await page.getByRole('alert').waitFor()
      await sheet(page, 'full')
      await bringUp(page.getByRole('alert'))
      await looksRight(page, `walk-scenario-gone-${screen}`)
      assert.equal(await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).inputValue(), '2')
      await endsWell(visit, { isExpected: (fault) => fault.includes('404') })
    })
  })
}
