// Drawing by hand on a wall and a phone: a corridor of one's own, and an area to ask about.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawn, rendered } from './support.mjs'
import { bringUp, endsWell, inSight, looksRight, pressAt, setOut, sheet } from './walk.mjs'

const { arrive } = setOut()

/** Presses positions one by one; two presses within a third of a second would end the drawing. */
async function drawThrough(page, positions) {
  for (const [lon, lat] of positions) {
    await pressAt(page, lon, lat)
    await page.waitForTimeout(400)
  }
}

// On a laptop drawing.test.mjs and query.test.mjs walk further.
for (const screen of ['wall', 'phone']) {
  describe(`on a ${screen}`, () => {
    it('a corridor: drawn, widened, drawn once more', async () => {
      const visit = await arrive(screen, 'mode=corridors&colour=none')
      const { page } = visit
      await page.getByRole('button', { name: 'Vẽ tuyến mới' }).click()
      await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('sketch-edit-point') !== undefined)
      await drawThrough(page, [
        [105.9, 22.75],
        [106.2, 22.85],
        [106.5, 22.8],
      ])
      await page.getByText('3 điểm').waitFor()
      assert.ok((await inSight(page, 'sketch-edit-linestring')) > 0, 'the line is hidden while it is drawn')
      await looksRight(page, `walk-draw-corridor-${screen}`)
      await page.getByText('Các điểm (3)').click()
      await bringUp(page.getByText('Các điểm (3)'))
      await looksRight(page, `walk-draw-corridor-points-${screen}`)
      await page.getByRole('button', { name: 'Xong' }).click()
      const share = page.locator('dd strong').first()
      await share.waitFor()
      assert.ok((await inSight(page, 'reach-fill')) > 0, 'the strip is hidden')
      const line = new URL(page.url()).searchParams.get('line').split(',')
      assert.equal(line.length, 3)
      await looksRight(page, `walk-draw-corridor-done-${screen}`)
      const narrow = await share.innerText()
      await page.getByRole('slider', { name: /Bề rộng/ }).fill('12')
      await page.waitForFunction((was) => document.querySelector('dd strong')?.textContent !== was, narrow)
      await page.getByRole('button', { name: 'Sửa tuyến đã vẽ' }).click()
      await page.getByText('3 điểm').waitFor()
      await drawn(page)
      assert.ok((await rendered(page, 'sketch-edit-linestring')).length > 0, 'the line is not there to be changed')
      await endsWell(visit)
    })

    it('an area: drawn, and asked what lies in it', async () => {
      const visit = await arrive(screen, 'mode=query&colour=none')
      const { page } = visit
      await page.getByRole('combobox', { name: 'Tìm', exact: true }).selectOption('kind:border-gate')
      await page.getByRole('button', { name: 'Vẽ hình' }).click()
      await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('sketch-edit-polygon') !== undefined)
      await drawThrough(page, [
        [106.1, 22.65],
        [106.7, 22.65],
        [106.7, 22.95],
        [106.1, 22.95],
      ])
      await page.getByText('4 điểm').waitFor()
      assert.ok((await inSight(page, 'sketch-edit-polygon')) > 0, 'the area is hidden while it is drawn')
      await looksRight(page, `walk-draw-area-${screen}`)
      await page.getByRole('button', { name: 'Xong' }).click()
      const count = page.getByText(/^\d+ kết quả$/)
      await count.waitFor()
      const found = Number.parseInt(await count.innerText(), 10)
      assert.ok(found > 1, `${found} gates`)
      const inside = (await (await drawn(page), rendered(page, 'result-point'))).map(({ id, name }) => id ?? name)
      assert.equal(new Set(inside).size, found)
      await looksRight(page, `walk-draw-asked-${screen}`)
      await sheet(page, 'full')
      await bringUp(count)
      await looksRight(page, `walk-draw-table-${screen}`)
      await endsWell(visit)
    })
  })
}
