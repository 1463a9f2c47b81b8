// Asking and deciding, on a laptop, a wall and a phone: the programme, corridors, schools, relocation, questions.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { SCREENS, drawn, rendered } from './support.mjs'
import { bringUp, endsWell, goTo, inSight, looksRight, setOut, sheet } from './walk.mjs'

const LONG = { timeout: 180_000 }
const compute = (page) => page.getByRole('button', { name: 'Tính', exact: true })
const { arrive } = setOut()

for (const screen of Object.keys(SCREENS)) {
  describe(`on a ${screen}`, () => {
    it('the programme: from the whole to a card, its map, its series, its communes, a task', async () => {
      const visit = await arrive(screen)
      const { page } = visit
      await goTo(page, 'Chương trình')
      await page.getByRole('button', { name: 'Tổng quan' }).click()
      await page.getByText('Theo cơ quan chủ trì').waitFor()
      await sheet(page, 'full')
      await looksRight(page, `walk-overview-${screen}`)
      await bringUp(page.getByText('Theo cơ quan chủ trì'))
      await looksRight(page, `walk-overview-agencies-${screen}`)
      await page.getByRole('button', { name: 'Chỉ tiêu', exact: true }).click()
      const card = page.locator('.list > ul > li', { hasText: /bảo hiểm y tế/ }).first()
      await bringUp(card)
      await looksRight(page, `walk-cards-${screen}`)
      await card.getByRole('button', { name: 'Bản đồ', exact: true }).click()
      await page.waitForFunction(() => location.search.includes('colour=health-insurance::status'))
      await sheet(page, 'half')
      await drawn(page)
      const coloured = async () => new Set((await rendered(page, 'choropleth')).map(({ code }) => code)).size
      for (let turn = 0; turn < 40 && (await coloured()) < 56; turn++) await page.waitForTimeout(250)
      assert.equal(await coloured(), 56)
      await looksRight(page, `walk-card-map-${screen}`)
      await page.goBack()
      await card.getByRole('button', { name: 'Diễn biến', exact: true }).click()
      await page.locator('[data-part="series"] line.goal').waitFor({ state: 'attached' })
      await looksRight(page, `walk-series-${screen}`)
      const table = page.getByRole('table', { name: 'Xếp hạng xã, phường' })
      await bringUp(table)
      await looksRight(page, `walk-ranking-${screen}`)
      await table.locator('tbody').getByRole('button').first().click()
      await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
      assert.ok((await inSight(page, 'commune-outline')) > 0, 'the commune picked is hidden')
      await looksRight(page, `walk-ranking-picked-${screen}`)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Mọi chỉ tiêu' }).click()
      await page.getByRole('button', { name: 'Nhiệm vụ', exact: true }).click()
      await page.locator('.tasks > ul > li').first().waitFor()
      await looksRight(page, `walk-tasks-${screen}`)
      assert.ok((await inSight(page, 'task-place')) > 8, 'the tasks on the map are hidden')
      await endsWell(visit)
    })

    it('a corridor: chosen, widened, compared, what it leaves out', async () => {
      const visit = await arrive(screen, 'mode=corridors&colour=none')
      const { page } = visit
      await looksRight(page, `walk-corridor-empty-${screen}`)
      await page.getByRole('checkbox', { name: /Đồng Đăng/ }).check()
      await page.locator('dd strong').first().waitFor()
      assert.ok((await inSight(page, 'reach-fill')) > 0, 'the strip is hidden')
      await looksRight(page, `walk-corridor-${screen}`)
      await sheet(page, 'full')
      await bringUp(page.getByRole('table', { name: 'Theo bề rộng' }))
      await looksRight(page, `walk-corridor-widths-${screen}`)
      await page.locator('g.point[data-key="7"]').click()
      await page.waitForFunction(() => location.search.includes('width=7'))
      await page.getByRole('combobox', { name: /^So với/ }).selectOption({ index: 1 })
      const compared = page.getByRole('heading', { name: 'So sánh', exact: true })
      await compared.waitFor()
      await bringUp(compared)
      await looksRight(page, `walk-corridor-compared-${screen}`)
      // Each bar bears the stroke of the other corridor, of another height somewhere.
      const strokes = page.locator('figure', { hasText: 'Mỗi km rộng thêm' }).locator('g.bar')
      const apart = await strokes.evaluateAll((bars) =>
        bars.filter((bar) => {
          const [top, stroke] = [bar.querySelector('rect.value'), bar.querySelector('line.other')].map((part) => part?.getBoundingClientRect().top)
          return stroke !== undefined && Math.abs(stroke - top) > 3
        }).length,
      )
      assert.ok(apart > 3, `${apart} bars differ from the other corridor`)
      await bringUp(page.locator('figure', { hasText: 'Mỗi km rộng thêm' }))
      await looksRight(page, `walk-corridor-added-${screen}`)
      await bringUp(page.getByRole('table', { name: /^Theo xã/ }))
      await looksRight(page, `walk-corridor-communes-${screen}`)
      const beyond = page.locator('details', { has: page.getByText(/^Ngoài tầm/) })
      await beyond.getByText(/^Ngoài tầm/).click()
      await bringUp(beyond)
      await looksRight(page, `walk-corridor-beyond-${screen}`)
      await sheet(page, 'half')
      assert.ok((await rendered(page, 'reach-outline/alternative')).length > 0, 'the other corridor is not drawn')
      await endsWell(visit)
    })

    it('schools: an aim and limits, the answer on the map and in tables', async () => {
      const visit = await arrive(screen, 'mode=schools&colour=none')
      const { page } = visit
      await looksRight(page, `walk-schools-question-${screen}`)
      await sheet(page, 'full')
      await page.getByRole('slider', { name: 'Mở mới nhiều nhất' }).fill('2')
      await bringUp(compute(page))
      await looksRight(page, `walk-schools-limits-${screen}`)
      await compute(page).click()
      const answer = page.locator('section.answer')
      await answer.waitFor(LONG)
      await sheet(page, 'half')
      assert.ok((await inSight(page, 'result-point')) > 40, 'the schools are hidden')
      await bringUp(answer)
      await looksRight(page, `walk-schools-answer-${screen}`)
      await sheet(page, 'full')
      for (const [part, name] of [
        [/^Mở mới \(\d+\)$/, 'opened'],
        [/^Không chọn, và vì sao/, 'why-not'],
        [/^Ai học ở đâu/, 'who-where'],
        ['Đường tới trường theo xã', 'ways'],
        ['Cách tính và nguồn', 'method'],
      ]) {
        const details = answer.locator('details', { has: page.getByText(part) }).last()
        if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click()
        await bringUp(details)
        await looksRight(page, `walk-schools-${name}-${screen}`)
      }
      await endsWell(visit)
    })

    it('relocation: weights, fit ground, what was ruled out', async () => {
      const settings = encodeURIComponent(JSON.stringify({ count: 3, unit: '01747' }))
      const visit = await arrive(screen, `mode=relocation&colour=none&q=${settings}`)
      const { page } = visit
      await looksRight(page, `walk-relocation-question-${screen}`)
      await sheet(page, 'full')
      await page.getByRole('slider', { name: /^Gần đường/ }).fill('40')
      await bringUp(page.getByRole('slider', { name: /^Gần đường/ }))
      await looksRight(page, `walk-relocation-weights-${screen}`)
      await page.getByText('Cỡ khu đất', { exact: true }).click()
      await page.getByRole('slider', { name: 'Đất cho mỗi hộ' }).fill('300')
      await page.getByRole('slider', { name: 'Khu lớn nhất' }).fill('12')
      await bringUp(page.getByText('Cỡ khu đất', { exact: true }))
      await looksRight(page, `walk-relocation-size-${screen}`)
      await compute(page).click()
      const answer = page.locator('section.answer')
      const areas = page.getByText(/^Khu đất phù hợp \(\d+\)$/)
      await areas.waitFor(LONG)
      const count = Number(/\d+/.exec(await areas.innerText()))
      // At most 12 ha, and a cell more, at 300 m² each.
      const rooms = await answer.locator('details', { has: areas }).locator('tbody tr td:nth-child(4)').allInnerTexts()
      assert.ok(rooms.length > 0 && rooms.map(Number).every((room) => room >= 40 && room <= 534), rooms.join())
      await sheet(page, 'half')
      assert.ok((await inSight(page, 'result-point')) > 0, 'the communities are hidden')
      // The map has gone to what was found: all of it is in sight, the best with their numbers.
      const numbers = (prefix) => rendered(page, prefix).then((drawn) => new Set(drawn.map(({ number }) => number)))
      assert.equal((await numbers('result-point/relocation-numbers')).size, count, 'not all areas are in sight')
      assert.ok((await numbers('result-number')).has('1'), 'the best area has no number')
      await bringUp(answer)
      await looksRight(page, `walk-relocation-answer-${screen}`)
      await sheet(page, 'full')
      const parts = answer.locator('details')
      for (let part = 0; part < (await parts.count()); part++) {
        const details = parts.nth(part)
        if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click()
        await bringUp(details)
        await looksRight(page, `walk-relocation-part-${part}-${screen}`)
      }
      await endsWell(visit)
    })

    it('a question in words: asked, answered on the map and in a table, taken away', async () => {
      const visit = await arrive(screen, 'mode=query&colour=none')
      const { page } = visit
      await looksRight(page, `walk-query-empty-${screen}`)
      await page.getByRole('button', { name: /Cửa khẩu cách hành lang/ }).click()
      await page.getByText('5 kết quả', { exact: true }).waitFor()
      assert.ok((await inSight(page, 'result-point')) >= 4, 'the results are hidden')
      await looksRight(page, `walk-query-${screen}`)
      await sheet(page, 'full')
      await page.getByRole('button', { name: 'Thuộc tính', exact: true }).click()
      await page.getByRole('combobox', { name: 'Thuộc tính' }).selectOption('gate_class')
      await page.getByRole('combobox', { name: 'Giá trị' }).selectOption({ index: 1 })
      await page.getByRole('table').or(page.getByText('Không có nơi nào')).first().waitFor()
      await looksRight(page, `walk-query-conditions-${screen}`)
      await page.getByRole('button', { name: 'Bỏ điều kiện 1' }).click()
      await page.getByText('5 kết quả', { exact: true }).waitFor()
      await bringUp(page.getByText('5 kết quả', { exact: true }))
      await looksRight(page, `walk-query-table-${screen}`)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV', exact: true }).click(),
      ])
      assert.equal(readFileSync(await file.path(), 'utf8').trim().split('\n').length, 6)
      await endsWell(visit)
    })

    it('ways, dangers and places: how far, who is exposed, what lies there', async () => {
      const visit = await arrive(screen, 'mode=query&tab=travel&colour=none')
      const { page } = visit
      await page.getByRole('combobox', { name: 'Tới', exact: true }).selectOption('health-facility')
      await page.getByRole('slider', { name: 'Vùng tới được trong' }).fill('59')
      await looksRight(page, `walk-travel-question-${screen}`)
      await compute(page).click()
      const answer = page.locator('section.answer')
      await answer.waitFor(LONG)
      assert.ok((await inSight(page, 'result-area')) > 0, 'the area is hidden')
      await bringUp(answer)
      await looksRight(page, `walk-travel-answer-${screen}`)
      await sheet(page, 'full')
      await bringUp(answer.getByRole('table').first())
      await looksRight(page, `walk-travel-table-${screen}`)
      await page.getByRole('button', { name: 'Phơi nhiễm', exact: true }).click()
      await page.getByRole('table').first().waitFor()
      await looksRight(page, `walk-exposure-${screen}`)
      await bringUp(page.getByRole('table').first())
      await looksRight(page, `walk-exposure-table-${screen}`)
      const matrix = page.getByRole('table', { name: 'Theo xã, phường và cấp nguy cơ' })
      const [first] = await matrix.locator('tbody tr').allInnerTexts()
      await page.getByRole('combobox', { name: 'Đếm' }).selectOption('area_km2')
      await page.waitForFunction((was) => !document.body.innerText.includes(was), first)
      assert.ok((await matrix.locator('tbody tr').count()) > 5)
      assert.equal(new URL(page.url()).searchParams.get('exposed'), 'area_km2')
      await bringUp(page.getByRole('combobox', { name: 'Đếm' }))
      await looksRight(page, `walk-exposure-communes-${screen}`)
      await page.getByRole('button', { name: 'Tra toạ độ', exact: true }).click()
      await page.locator('input[type=file]').waitFor({ state: 'attached' })
      await looksRight(page, `walk-locate-${screen}`)
      await endsWell(visit)
    })
  })
}
