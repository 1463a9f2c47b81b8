// What goes into a report, on a laptop, a wall and a phone: found from the first view, looked at, taken away.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { SCREENS, again } from './support.mjs'
import { bringUp, endsWell, goTo, looksRight, setOut, sheet } from './walk.mjs'

const { arrive } = setOut()

for (const screen of Object.keys(SCREENS)) {
  describe(`on a ${screen}`, () => {
    it('reports: tables of the programme, a map on paper, the way to answers', async () => {
      const visit = await arrive(screen)
      const { page } = visit
      await looksRight(page, `walk-first-${screen}`)
      if (screen === 'phone') {
        assert.ok(await page.evaluate(() => document.querySelector('nav.rail').scrollWidth <= innerWidth), 'the rail is too wide')
        await page.getByRole('button', { name: 'Liên kết, báo cáo, trợ giúp, tài khoản' }).click()
        await looksRight(page, `walk-reports-menu-${screen}`)
        await page.getByRole('dialog').getByRole('button', { name: 'Báo cáo', exact: true }).click()
      } else await goTo(page, 'Báo cáo')
      await page.getByRole('heading', { name: 'Báo cáo', exact: true }).waitFor()
      await sheet(page, 'full')
      await looksRight(page, `walk-reports-${screen}`)
      for (const [name, head, least] of [
        ['Chỉ tiêu: trạng thái', 'target,', 28],
        ['Nhiệm vụ: cơ quan', 'id,kind,', 40],
        ['Các kỳ báo cáo', 'id,name_vi,', 3],
        ['Số liệu đã duyệt', 'id,indicator,', 1000],
      ]) {
        const file = page.waitForEvent('download')
        await page.getByRole('link', { name: `Tải CSV: ${name}` }).click()
        const lines = readFileSync(await (await file).path(), 'utf8').replace('\ufeff', '').trim().split('\n')
        assert.ok(lines[0].startsWith(head) && lines.length > least, `${name}: ${lines.length} lines, ${lines[0]}`)
      }
      await again(page)
      await page.getByRole('heading', { name: 'Báo cáo', exact: true }).waitFor()
      await sheet(page, 'full')
      await bringUp(page.getByRole('button', { name: 'In bản đồ…' }).last())
      await page.locator('section.panel').getByRole('button', { name: 'In bản đồ…' }).click()
      await page.waitForFunction(() => document.querySelector('dialog .preview img')?.naturalWidth > 800)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Xem: Nhiệm vụ' }).click()
      await page.locator('.tasks > ul > li').first().waitFor()
      await page.goBack()
      await page.getByRole('button', { name: 'Xem: Nhiệm vụ' }).waitFor()
      await endsWell(visit)
    })
  })
}
