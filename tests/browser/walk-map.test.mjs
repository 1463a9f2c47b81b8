// Looking, on a laptop, a wall and a phone: the map, time, search, print, the catalogue, a weak line, help.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { SCREENS, again, drawn, outlined, rendered } from './support.mjs'
import { bringUp, endsWell, goTo, inSight, isInFront, looksRight, pressAt, setOut, sheet } from './walk.mjs'

const codes = (features) => [...new Set(features.map(({ code }) => code))]
const { arrive } = setOut()

for (const screen of Object.keys(SCREENS)) {
  describe(`on a ${screen}`, () => {
    it('the map: layers, classes, a commune, what is attached to it, a distance, the link', async () => {
      const visit = await arrive(screen, 'colour=population-density:2024:quantile')
      const { page } = visit
      assert.equal(codes(await rendered(page, 'choropleth')).length, 56)
      await sheet(page, 'full')
      await page.getByRole('switch', { name: /Cửa khẩu/ }).uncheck()
      await page.getByRole('button', { name: /^Về lớp này: Điểm nguy cơ/ }).click()
      await looksRight(page, `walk-map-layers-${screen}`)
      await sheet(page, 'peek')
      await drawn(page)
      assert.deepEqual(await rendered(page, 'border-gate'), [])
      await page.getByRole('button', { name: 'Đo chiều dài' }).click()
      await pressAt(page, 106.0, 22.5)
      await page.waitForTimeout(350)
      await pressAt(page, 106.4, 22.5)
      const measured = page.getByRole('region', { name: 'Đo chiều dài' })
      await measured.locator('strong', { hasText: /4[01],\d+\skm/ }).waitFor()
      await measured.getByText('Các điểm (2)').click()
      await looksRight(page, `walk-map-measured-${screen}`)
      await page.keyboard.press('Escape')
      await page.waitForTimeout(350)
      await pressAt(page, 105.95, 22.55)
      const inspector = page.getByRole('complementary')
      await inspector.getByRole('heading', { level: 2 }).waitFor()
      await drawn(page)
      const [picked] = await outlined(page)
      assert.match(page.url(), new RegExp(`pick=unit:${picked}`))
      await looksRight(page, `walk-map-commune-${screen}`)
      await bringUp(inspector.getByRole('table').first())
      await looksRight(page, `walk-map-commune-places-${screen}`)
      await again(page)
      await inspector.getByRole('heading', { level: 2 }).waitFor()
      assert.deepEqual(await rendered(page, 'border-gate'), [], 'the link forgets the layer')
      assert.deepEqual(await outlined(page), [picked])
      await endsWell(visit)
    })

    it('time: through the periods, and before the merger against today', async () => {
      const visit = await arrive(screen, 'colour=population:2024:quantile')
      const { page } = visit
      await sheet(page, 'peek')
      await page.getByRole('slider', { name: 'Kỳ trên bản đồ' }).press('ArrowRight')
      await page.waitForFunction(() => location.search.includes('population:2025'))
      await drawn(page)
      assert.equal(codes(await rendered(page, 'choropleth')).length, 56)
      await looksRight(page, `walk-time-${screen}`)
      await page.getByRole('button', { name: 'Chia đôi bản đồ để so sánh' }).click()
      await sheet(page, 'full')
      const side = page.getByRole('group', { name: 'Bên trái' })
      await side.getByLabel('Kỳ').selectOption('2023')
      await side.getByRole('checkbox').check()
      await looksRight(page, `walk-swipe-panel-${screen}`)
      await sheet(page, 'peek')
      await page.waitForFunction(() => {
        const map = globalThis.__nonnuoc_map_left
        return map?.loaded() && map.areTilesLoaded() && map.getLayer('former-unit') !== undefined
      })
      await page.waitForTimeout(300)
      const former = await page.evaluate(() =>
        globalThis.__nonnuoc_map_left.queryRenderedFeatures({ layers: ['former-unit'] }).map(({ properties }) => properties),
      )
      assert.ok(codes(former).length > 140, `${codes(former).length} former units`)
      await looksRight(page, `walk-swipe-${screen}`)
      await endsWell(visit)
    })

    it('search: a former name, a target, a task, coordinates', async () => {
      const visit = await arrive(screen, 'colour=none')
      const { page } = visit
      const box = page.getByRole('combobox', { name: /Tìm/ }).first()
      const find = async (text) => {
        await box.click()
        await box.fill(text)
        await page.getByRole('option').first().waitFor()
        await page.waitForTimeout(350)
      }
      await find('song hien')
      await looksRight(page, `walk-search-${screen}`)
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => location.search.includes('pick=unit:01273'))
      assert.deepEqual(await (await drawn(page), outlined(page)), ['01273'])
      assert.ok((await inSight(page, 'commune-outline')) > 0, 'what was found is hidden')
      await find('22°40′N 106°15′E')
      await page.keyboard.press('Enter')
      await page.getByRole('complementary').getByRole('heading', { name: '22,66667; 106,25000' }).waitFor()
      await page.getByRole('complementary').getByText('Cửa khẩu gần nhất', { exact: true }).waitFor()
      await looksRight(page, `walk-search-point-${screen}`)
      await find('benh vien da khoa tinh 500')
      await page.keyboard.press('Enter')
      await page.locator('section.panel article h2').waitFor()
      await sheet(page, 'half')
      await looksRight(page, `walk-search-task-${screen}`)
      assert.ok(await isInFront(page.locator('section.panel article h2')), 'the task lies under what was picked before')
      await endsWell(visit)
    })

    it('print and the catalogue: a sheet and a layer taken away', async () => {
      const visit = await arrive(screen, 'colour=population-density:2024:natural')
      const { page } = visit
      await page.getByRole('button', { name: 'In bản đồ…' }).click()
      const dialog = page.getByRole('dialog')
      await page.waitForFunction(() => document.querySelector('dialog .preview img')?.naturalWidth > 800)
      await looksRight(page, `walk-print-${screen}`)
      const sheetFile = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Tải bản đồ' }).click()
      assert.equal(readFileSync(await (await sheetFile).path()).subarray(0, 5).toString(), '%PDF-')
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await sheet(page, 'full')
      await page.getByRole('button', { name: 'Danh mục lớp…' }).click()
      const gates = dialog.getByRole('listitem').filter({ hasText: 'Cửa khẩu, lối mở' })
      await gates.getByRole('img').scrollIntoViewIfNeeded()
      await page.waitForFunction(() => document.querySelector('dialog li img')?.naturalWidth === 320)
      await looksRight(page, `walk-catalogue-${screen}`)
      await gates.getByRole('button', { name: 'Ẩn khỏi bản đồ' }).click()
      await page.waitForFunction(() => location.search.includes('border-gates:off'))
      await endsWell(visit)
    })

    // On a laptop help.test.mjs and offline.test.mjs walk further.
    if (screen === 'laptop') return

    it('help: the offer, the tour, and the way out', async () => {
      const visit = await arrive(screen, '', { isNew: true })
      const { page } = visit
      await page.getByRole('button', { name: 'Bắt đầu' }).waitFor()
      await looksRight(page, `walk-offer-${screen}`)
      await page.getByRole('button', { name: 'Bắt đầu' }).click()
      const card = page.getByRole('dialog', { name: 'Năm phút làm quen' })
      for (let step = 1; step <= 6; step++) {
        await card.getByText(`Bước ${step}/6`).waitFor()
        await looksRight(page, `walk-tour-${step}-${screen}`)
        if (step < 6) await page.keyboard.press('ArrowRight')
      }
      await page.keyboard.press('Escape')
      await card.waitFor({ state: 'detached' })
      await endsWell(visit)
    })

    it('a line that breaks: the last figures, and what says so', async () => {
      const { page, context, close } = await arrive(screen, '', { isKept: true })
      await page.evaluate(() => navigator.serviceWorker.ready)
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
      await page.waitForLoadState('networkidle')
      // At the second visit all that is drawn goes through what keeps it.
      await again(page)
      await page.waitForLoadState('networkidle')
      await context.setOffline(true)
      await again(page)
      assert.equal(codes(await rendered(page, 'commune-hit')).length, 56)
      await page.getByText(/^Ngoại tuyến – số liệu lúc \d\d:\d\d\./).waitFor()
      await goTo(page, 'Truy vấn')
      await page.getByRole('button', { name: /Cửa khẩu cách hành lang/ }).click()
      await page.getByRole('alert').getByText(/Không tới được máy chủ/).waitFor()
      await looksRight(page, `walk-offline-${screen}`)
      await endsWell({ page, faults: [], close })
    })
  })
}
