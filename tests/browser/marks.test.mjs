// Marks and names as they are really drawn: names keep clear of marks, and what lies on each other can be told apart.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { accessible, drawn, hasNoRubbish, launch, open, pointOf, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const SEVERAL = 'illustrative-health-facilities:100,towns:100,programme-industrial-cluster:100'
const DENSE = `${SEVERAL},illustrative-schools:100,illustrative-satellite-points:100,osm-points:100`

/** How many marks are drawn, and which names lie over the middle of one; those of dense layers lie under the names. */
function crossings(page) {
  return page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const ids = map.getStyle().layers.map(({ id }) => id)
    const of = (slots) => ids.filter((id) => slots.includes(id.split('/')[0]))
    const names = of(['commune-labels', 'border-gate-label', 'point-label', 'corridor-label'])
    const marks = map.queryRenderedFeatures({ layers: of(['point', 'landslide-spot', 'border-gate', 'status-mark']) })
    const crossed = marks.flatMap(({ geometry, properties }) => {
      const { x, y } = map.project(geometry.coordinates)
      // The lane's mark stands beside its position.
      const [dx, dy] = properties.gate_class === 'clearance-lane' ? [15, 9] : [0, 0]
      const box = [[x + dx - 2, y + dy - 2], [x + dx + 2, y + dy + 2]]
      return map.queryRenderedFeatures(box, { layers: names }).map((name) => `${name.properties.name} over ${properties.name}`)
    })
    const dense = of(['dense-point'])
    const many = dense.length === 0 ? [] : map.queryRenderedFeatures({ layers: dense })
    return { marks: marks.length + many.length, crossed }
  })
}

for (const [what, query, { least, named }] of [
  ['the first view', '', { least: 20, named: 20 }],
  ['statuses', 'colour=health-insurance:2026:status', { least: 70, named: 8 }],
  ['several layers', `colour=none&layers=${SEVERAL}`, { least: 80, named: 5 }],
  ['several layers from near', `colour=none&at=106.26,22.67,10.5&layers=${SEVERAL}`, { least: 10, named: 8 }],
  ['all points from near', `colour=none&at=106.26,22.67,11&layers=${DENSE}`, { least: 150, named: 5 }],
  ['a phone', 'at=106.1,22.7,8', { least: 10, named: 3 }],
]) {
  it(`draws every mark and no name over one: ${what}`, async () => {
    const { page, faults, close } = await open(browser, query, { screen: what === 'a phone' ? 'phone' : 'laptop' })
    const { marks, crossed } = await crossings(page)
    assert.ok(marks >= least, `${marks} marks are drawn`)
    assert.deepEqual(crossed, [])
    const names = new Set((await rendered(page, 'commune-labels')).map(({ code }) => code))
    assert.ok(names.size >= named, `${names.size} communes bear their names`)
    assert.deepEqual(faults, [])
    await close()
  })
}

it('says along the lines that they are schematic, also from afar', async () => {
  const { page, close } = await open(browser, 'colour=none')
  const lines = new Set((await rendered(page, 'corridor-label')).map(({ id }) => id))
  assert.ok(lines.size >= 1, 'no line says so')
  await close()
})

it('shows two gates of one spot beside each other, each with its name and its own click', async () => {
  const { page, faults, close } = await open(browser, 'colour=none&at=106.3245,22.8724,11.5')
  const names = (await rendered(page, 'border-gate-label')).map(({ name }) => name)
  assert.ok(names.includes('Trà Lĩnh') && names.includes('Nà Đoỏng'), names.join())
  await screenshot(page, 'two-gates-laptop-light')
  const spot = await pointOf(page, 106.32448, 22.87241)
  const heading = (name) => page.getByRole('complementary').getByRole('heading', { name, level: 2 })
  await page.mouse.click(spot.x - 3, spot.y - 3)
  await heading('Trà Lĩnh').waitFor()
  await drawn(page)
  const moved = await pointOf(page, 106.32448, 22.87241)
  await page.mouse.click(moved.x + 17, moved.y + 11)
  await heading('Nà Đoỏng').waitFor()
  assert.deepEqual(faults, [])
  await close()
})

it('lets choose among marks that lie on each other', async () => {
  const { page, faults, close } = await open(browser, `colour=none&at=106.26,22.67,10.5&layers=${DENSE}`)
  const spot = await page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const layers = map.getStyle().layers.map(({ id }) => id).filter((id) => /^(dense-)?point\//.test(id))
    const canvas = map.getCanvas().getBoundingClientRect()
    for (const { geometry } of map.queryRenderedFeatures({ layers })) {
      const { x, y } = map.project(geometry.coordinates)
      const ids = new Set(map.queryRenderedFeatures([x, y], { layers }).map(({ properties }) => properties.id))
      const at = { x: x + canvas.left, y: y + canvas.top }
      const isFree = document.elementFromPoint(at.x, at.y) === map.getCanvas()
      if (ids.size > 1 && isFree) return { ...at, count: ids.size }
    }
    return null
  })
  assert.ok(spot, 'no marks lie on each other')
  await page.mouse.move(spot.x, spot.y)
  await page.locator('.tip', { hasText: `và ${spot.count - 1} nơi khác ở đây` }).waitFor()
  await page.mouse.click(spot.x, spot.y)
  const list = page.getByRole('dialog', { name: /^\d+ nơi ở đây$/ })
  await list.waitFor()
  const choices = list.locator('li button')
  assert.ok((await choices.count()) >= spot.count)
  assert.ok(await choices.first().evaluate((button) => button === document.activeElement), 'the list has no focus')
  await screenshot(page, 'several-here-laptop-light')
  await accessible(page)
  await hasNoRubbish(page)
  assert.deepEqual(await smallText(page), [])
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  assert.ok(!page.url().includes('pick='))
  await page.mouse.click(spot.x, spot.y)
  const second = choices.nth(1)
  const name = await second.locator('span').first().innerText()
  await second.press('Enter')
  await list.waitFor({ state: 'detached' })
  await page.getByRole('complementary').getByRole('heading', { name, level: 2 }).waitFor()
  assert.match(page.url(), /pick=place:/)
  assert.deepEqual(faults, [])
  await close()
})
