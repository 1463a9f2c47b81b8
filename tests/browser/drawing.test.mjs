// Drawing by hand: a point that is dragged ends where the pointer lets it go, however fast the pointer and the map are.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { accessible, drawn, hasNoRubbish, launch, open, pointOf, rendered, screenshot, smallText } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const LINE = [
  [105.9, 22.8],
  [106.2, 22.9],
  [106.5, 22.8],
]

async function clickAt(page, [lon, lat], options) {
  const { x, y } = await pointOf(page, lon, lat)
  await page.mouse.click(x, y, options)
}

/** Drags with the real mouse from one position to another in so many moves. */
async function drag(page, from, to, { steps, midway = async () => {} }) {
  const [start, end] = [await pointOf(page, ...from), await pointOf(page, ...to)]
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
  if (steps > 1) await page.mouse.move(middle.x, middle.y, { steps: Math.ceil(steps / 2) })
  await midway()
  await page.mouse.move(end.x, end.y, { steps: Math.ceil(steps / 2) })
  await page.mouse.up()
}

/** The points as the list beside the map tells them, longitude first. */
async function points(page) {
  const told = await page.getByRole('textbox', { name: /^Toạ độ điểm/ }).evaluateAll((fields) => fields.map(({ value }) => value))
  return told.map((text) =>
    text
      .split(';')
      .map((number) => Number(number.trim().replace(',', '.')))
      .reverse(),
  )
}

/** Within one and a half pixels of the map as it stands. */
async function isNear(page, [lon, lat], wanted) {
  const [here, there] = [await pointOf(page, lon, lat), await pointOf(page, ...wanted)]
  return Math.hypot(here.x - there.x, here.y - there.y) < 1.5
}

async function assertPoints(page, wanted) {
  const told = await points(page)
  assert.equal(told.length, wanted.length, JSON.stringify(told))
  for (const [index, point] of told.entries()) {
    assert.ok(await isNear(page, point, wanted[index]), `point ${index + 1} is at ${point}, wanted ${wanted[index]}`)
  }
}

async function startLine(page) {
  await page.getByRole('button', { name: 'Vẽ tuyến mới' }).click()
  await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('sketch-edit-point') !== undefined)
  for (const point of LINE) await clickAt(page, point)
  await page.getByText('Các điểm (3)').click()
}

describe('a line drawn on the map', () => {
  it('follows the pointer all the way, in one move or in forty', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none')
    await startLine(page)
    await assertPoints(page, LINE)
    let at = LINE[1]
    for (const [steps, to] of [
      [1, [106.3, 22.7]],
      [2, [106.05, 22.62]],
      [5, [106.35, 22.95]],
      [6, [106.0, 22.7]],
      [40, [106.4, 22.65]],
    ]) {
      await drag(page, at, to, { steps })
      await assertPoints(page, [LINE[0], to, LINE[2]])
      at = to
    }
    await drawn(page)
    const shapes = await rendered(page, 'sketch-edit-linestring')
    assert.equal(shapes.length > 0, true, 'the line is not on the map')
    await screenshot(page, 'drawing-laptop-light')
    await hasNoRubbish(page)
    assert.deepEqual(await smallText(page), [])
    await accessible(page)
    await page.getByRole('button', { name: 'Xong' }).click()
    await page.waitForFunction(() => location.search.includes('line='))
    const line = new URL(page.url()).searchParams
      .get('line')
      .split(',')
      .map((pair) => pair.split(':').map(Number))
    assert.equal(line.length, 3)
    assert.ok(await isNear(page, line[1], at), `the corridor goes through ${line[1]}, wanted ${at}`)
    assert.deepEqual(faults, [])
    await close()
  })

  it('stays in the hand while the map is drawn anew', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none')
    await startLine(page)
    const to = [106.1, 22.65]
    await drag(page, LINE[1], to, {
      steps: 12,
      midway: async () => {
        // Another language names corridors anew, and a layer comes and goes: both bring the whole style again.
        await page.evaluate(() => document.querySelector('button[lang="en"]').click())
        await page.waitForFunction(() => document.documentElement.lang === 'en')
        await page.waitForTimeout(400)
        await page.evaluate(() => document.querySelector('button[lang="vi"]').click())
        await page.waitForFunction(() => document.documentElement.lang === 'vi')
      },
    })
    await assertPoints(page, [LINE[0], to, LINE[2]])
    // The map itself has not moved under the hand.
    assert.ok(!page.url().includes('at=') || (await isNear(page, LINE[0], LINE[0])))
    assert.deepEqual(faults, [])
    await close()
  })

  it('gets and loses points by hand, and every step can be undone', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none')
    await startLine(page)
    const middle = [(LINE[0][0] + LINE[1][0]) / 2, (LINE[0][1] + LINE[1][1]) / 2]
    const pulled = [106.0, 22.65]
    await drag(page, middle, pulled, { steps: 8 })
    await assertPoints(page, [LINE[0], pulled, LINE[1], LINE[2]])
    await clickAt(page, LINE[1], { button: 'right' })
    await assertPoints(page, [LINE[0], pulled, LINE[2]])
    await page.keyboard.press('Control+z')
    await assertPoints(page, [LINE[0], pulled, LINE[1], LINE[2]])
    // The pull and the point that it began with.
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await assertPoints(page, LINE)
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await assertPoints(page, LINE.slice(0, 2))
    assert.ok(!page.url().includes('pick='), 'a click while drawing picked something')
    assert.deepEqual(faults, [])
    await close()
  })

  it('is drawn without a pointer: from the centre of the map, by coordinates, in the list', async () => {
    const { page, faults, close } = await open(browser, 'mode=corridors&colour=none&at=106.2000,22.7000,9.50')
    await page.getByRole('button', { name: 'Vẽ tuyến mới' }).press('Enter')
    await page.getByRole('button', { name: 'Thêm điểm giữa bản đồ' }).press('Enter')
    await page.getByRole('textbox', { name: 'Thêm điểm bằng toạ độ' }).fill('22°48′00″B 106°30′00″Đ')
    await page.keyboard.press('Enter')
    await page.getByText('Các điểm (2)').press('Enter')
    await assertPoints(page, [
      [106.2, 22.7],
      [106.5, 22.8],
    ])
    await page.getByRole('button', { name: 'Chèn điểm sau điểm 1' }).press('Enter')
    const second = page.getByRole('textbox', { name: 'Toạ độ điểm 2' })
    await second.fill('22,9; 106,3')
    await second.press('Enter')
    await assertPoints(page, [
      [106.2, 22.7],
      [106.3, 22.9],
      [106.5, 22.8],
    ])
    await page.getByRole('button', { name: 'Bỏ điểm 1' }).press('Enter')
    await assertPoints(page, [
      [106.3, 22.9],
      [106.5, 22.8],
    ])
    await page.getByRole('button', { name: 'Xong' }).press('Enter')
    await page.waitForFunction(() => location.search.includes('line=106.30000:22.90000,106.50000:22.80000'))
    await page.getByRole('button', { name: 'Sửa tuyến đã vẽ' }).click()
    await page.getByText('Các điểm (2)').waitFor()
    assert.deepEqual(faults, [])
    await close()
  })
})

it('an area and a point are dragged too, and an area is measured', async () => {
  const { page, faults, close } = await open(browser, 'mode=query&colour=none', { theme: 'dark' })
  await page.getByRole('combobox', { name: 'Tìm', exact: true }).selectOption('kind:border-gate')
  await page.getByRole('button', { name: 'Vẽ hình' }).click()
  await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('sketch-edit-polygon') !== undefined)
  const corners = [
    [105.9, 22.6],
    [106.3, 22.6],
    [106.3, 22.85],
    [105.9, 22.85],
  ]
  for (const corner of corners) await clickAt(page, corner)
  await page.getByText('Các điểm (4)').click()
  const to = [106.55, 22.95]
  await drag(page, corners[2], to, { steps: 10 })
  await assertPoints(page, [corners[0], corners[1], to, corners[3]])
  // The first corner is also the last of the ring.
  const first = [105.8, 22.5]
  await drag(page, corners[0], first, { steps: 5 })
  await assertPoints(page, [first, corners[1], to, corners[3]])
  await drawn(page)
  assert.ok((await rendered(page, 'sketch-edit-polygon')).length > 0)
  await screenshot(page, 'drawing-area-laptop-dark')
  await accessible(page)
  await page.getByRole('button', { name: 'Điểm', exact: true }).click()
  await page.getByText('Các điểm (1)').waitFor()
  const elsewhere = [106.1, 22.7]
  await drag(page, corners[3], elsewhere, { steps: 7 })
  await assertPoints(page, [elsewhere])
  assert.deepEqual(faults, [])
  await close()
})

it('a measured area follows its corners', async () => {
  const { page, faults, close } = await open(browser)
  await page.getByRole('button', { name: 'Đo chiều dài, diện tích' }).click()
  const region = page.getByRole('region', { name: 'Đo chiều dài, diện tích' })
  await region.getByRole('button', { name: 'Diện tích' }).click()
  await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('sketch-edit-polygon') !== undefined)
  for (const corner of [
    [106.0, 22.6],
    [106.2, 22.6],
    [106.2, 22.7],
  ])
    await clickAt(page, corner)
  await region.getByText('Các điểm (3)').click()
  for (const [number, text] of [
    [1, '22,6; 106,0'],
    [2, '22,6; 106,2'],
    [3, '22,7; 106,2'],
  ]) {
    await region.getByRole('textbox', { name: `Toạ độ điểm ${number}` }).fill(text)
    await page.keyboard.press('Enter')
  }
  // Half of 20 560 m (the parallel a third of the way up) by 11 074 m.
  assert.match(await region.locator('strong').innerText(), /^113,84\skm²$/)
  await screenshot(page, 'measure-area-laptop-light')
  await accessible(page)
  await page.keyboard.press('Escape')
  await region.waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await close()
})

it('a finger draws and drags on a phone', async () => {
  const { page, faults, context, close } = await open(browser, 'mode=query&colour=none&at=106.2000,22.7000,8.50', { screen: 'phone' })
  await page.getByRole('combobox', { name: 'Tìm', exact: true }).selectOption('kind:border-gate')
  await page.getByRole('button', { name: 'Vẽ hình' }).click()
  await page.getByRole('button', { name: 'Đường', exact: true }).click()
  await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('sketch-edit-linestring') !== undefined)
  const ends = [
    [106.1, 22.85],
    [106.3, 22.9],
  ]
  for (const end of ends) {
    const { x, y } = await pointOf(page, ...end)
    await page.touchscreen.tap(x, y)
    await page.waitForTimeout(400)
  }
  await page.getByText('2 điểm').waitFor()
  const before = await page.evaluate(() => globalThis.__nonnuoc_map.getCenter().toArray())
  const to = [106.4, 22.8]
  const [from, there] = [await pointOf(page, ...ends[1]), await pointOf(page, ...to)]
  const cdp = await context.newCDPSession(page)
  const touch = (type, touchPoints) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints })
  await touch('touchStart', [from])
  for (let step = 1; step <= 6; step++) {
    const share = step / 6
    await touch('touchMove', [{ x: from.x + (there.x - from.x) * share, y: from.y + (there.y - from.y) * share }])
  }
  await touch('touchEnd', [])
  assert.deepEqual(await page.evaluate(() => globalThis.__nonnuoc_map.getCenter().toArray()), before)
  await page.getByText('Các điểm (2)').click()
  await assertPoints(page, [ends[0], to])
  await screenshot(page, 'drawing-phone-light')
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  assert.deepEqual(faults, [])
  await close()
})
