// The map as a planner uses it: what is drawn, switched, picked, searched and kept in the address.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { accessible, BASE, drawn, hasNoRubbish, launch, open, outlined, pointOf, rendered } from './support.mjs'

const THUC_PHAN = '01273'
let browser

before(async () => {
  browser = await launch()
})
after(() => browser.close())

describe('the map', () => {
  it('offers to try again where the server was away while something was picked', async () => {
    const { page, context, close } = await open(browser)
    let isAway = true
    for (const path of ['**/api/units/01447*', '**/api/locate', '**/api/statuses*'])
      await context.route(path, (route) => (isAway ? route.abort() : route.continue()))
    const inspector = page.getByRole('complementary')
    const retry = inspector.getByRole('button', { name: 'Thử lại' })
    await page.evaluate(() => {
      history.pushState(null, '', `${location.search}&pick=unit:01447`)
      dispatchEvent(new PopStateEvent('popstate'))
    })
    await inspector.getByRole('alert').waitFor()
    // Once more in vain, then with an answer: first of the unit, then of what is attached to it.
    await retry.click()
    await retry.waitFor()
    await context.unroute('**/api/units/01447*')
    await retry.focus()
    await page.keyboard.press('Enter')
    await inspector.getByRole('heading', { name: 'Trà Lĩnh', level: 2 }).waitFor()
    await inspector.getByRole('alert').waitFor()
    isAway = false
    await retry.click()
    await inspector.getByRole('alert').waitFor({ state: 'detached' })
    // A position is asked for again too.
    isAway = true
    await page.evaluate(() => {
      history.pushState(null, '', location.search.replace(/pick=unit:\d+/, 'pick=point:106.25,22.67'))
      dispatchEvent(new PopStateEvent('popstate'))
    })
    await inspector.getByRole('alert').waitFor()
    isAway = false
    await retry.click()
    await inspector.getByRole('button', { name: /^(Xã|Phường) / }).waitFor()
    await close()
  })

  it('draws all 56 communes, coloured or hatched, without error or foreign request', async () => {
    const { page, faults, close } = await open(browser)
    const communes = new Set((await rendered(page, 'commune-hit')).map(({ code }) => code))
    assert.equal(communes.size, 56)
    const coloured = new Set((await rendered(page, 'choropleth')).map(({ code }) => code))
    const hatched = new Set((await rendered(page, 'choropleth-no-data')).map(({ code }) => code))
    assert.equal(coloured.size + hatched.size, 56)
    assert.ok(coloured.size > 0, 'no commune has a colour')
    assert.ok((await rendered(page, 'commune-labels')).length > 15, 'hardly any commune bears its name')
    assert.ok((await rendered(page, 'border-gate')).length >= 8, 'border gates are missing')
    assert.ok((await rendered(page, 'corridor-planned')).length >= 4, 'corridors are missing')
    assert.ok((await rendered(page, 'landslide-spot')).length >= 10, 'danger spots are missing')
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('takes a layer off and puts it back, and Back undoes it', async () => {
    const { page, faults, close } = await open(browser)
    const gates = page.getByRole('switch', { name: /Cửa khẩu/ })
    await gates.uncheck()
    await drawn(page)
    assert.deepEqual(await rendered(page, 'border-gate'), [])
    assert.match(page.url(), /layers=border-gates:off/)
    await page.goBack()
    await page.waitForFunction(() => !location.search.includes('border-gates:off'))
    await drawn(page)
    assert.ok((await rendered(page, 'border-gate')).length >= 8)
    assert.ok(await gates.isChecked())
    assert.deepEqual(faults, [])
    await close()
  })

  it('tells a commune\'s name and figure under the pointer, and lifts its outline', async () => {
    const { page, faults, close } = await open(browser, 'colour=population:2024:quantile&at=106.2200,22.6720,12')
    const { x, y } = await pointOf(page, 106.175, 22.69)
    await page.mouse.move(x, y)
    const tip = page.locator('.tip')
    await tip.getByText('Phường Thục Phán').waitFor()
    assert.match(await tip.innerText(), /41\.157\s+người/)
    const isLifted = await page.evaluate(
      (id) => globalThis.__nonnuoc_map.getFeatureState({ source: 'communes', sourceLayer: 'communes', id }).hover,
      Number(THUC_PHAN),
    )
    assert.equal(isLifted, true)
    await page.mouse.move(5, 5)
    await tip.waitFor({ state: 'detached' })
    assert.deepEqual(faults, [])
    await close()
  })

  it('opens a commune with all that is attached to it on a click', async () => {
    const { page, faults, close } = await open(browser, 'at=106.2200,22.6720,12')
    const { x, y } = await pointOf(page, 106.175, 22.69)
    await page.mouse.click(x, y)
    const inspector = page.getByRole('complementary')
    await inspector.getByRole('heading', { name: 'Thục Phán' }).waitFor()
    await inspector.getByText('Phường Sông Hiến').waitFor()
    await inspector.getByText(/41\.\d{3}.người/).first().waitFor()
    await drawn(page)
    assert.deepEqual(await outlined(page), [THUC_PHAN])
    assert.match(page.url(), /pick=unit:01273/)
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('tells where a commune\'s targets stand and leads to its tasks', async () => {
    const ask = async (path) => await (await fetch(`${BASE}${path}`)).json()
    const { statuses } = await ask('/api/statuses?unit=01477')
    const insurance = statuses.find(({ indicator }) => indicator === 'health-insurance')
    const { total } = await ask('/api/tasks?unit=01477&limit=1')
    assert.ok(total > 0, 'no task lies in Trùng Khánh')
    const { page, faults, close } = await open(browser, 'pick=unit:01477')
    const inspector = page.getByRole('complementary')
    const figure = inspector.locator('.figure', { hasText: 'Tỷ lệ bao phủ bảo hiểm y tế' }).first()
    const WORDS = { achieved: 'Đạt', 'on-track': 'Đúng tiến độ', 'at-risk': 'Có nguy cơ chậm', 'off-track': 'Chậm', 'no-data': 'Chưa có số liệu' }
    await figure.getByText(WORDS[insurance.status], { exact: true }).waitFor()
    await figure.getByRole('button').click()
    await figure.getByText(insurance.reason.vi, { exact: true }).waitFor()
    // What is yes or no is told as such.
    assert.ok(!/[01]\sxã, phường/.test(await inspector.innerText()), await inspector.innerText())
    await accessible(page)
    await inspector.getByRole('button', { name: `Nhiệm vụ ở đây (${total})` }).click()
    await page.locator('.tasks > ul > li').first().waitFor()
    assert.equal(await page.locator('.tasks > ul > li').count(), total)
    assert.match(page.url(), /mode=programme&tab=tasks.*pick=unit:01477/)
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('draws the course of each figure of a commune beside its target, with gaps where nothing is known', async () => {
    const ask = async (path) => await (await fetch(`${BASE}${path}`)).json()
    const { valid_from } = await ask('/api/units/01477')
    const { points } = await ask(`/api/indicators/population/series?subject=unit.01477@${valid_from}`)
    assert.ok(points.length > 3, 'the population of Trùng Khánh has no course')
    const { page, faults, close } = await open(browser, 'colour=none')
    // One series has lost a period, and one cannot be read at first.
    const [, lost] = points
    await page.route('**/api/indicators/population/series?*', async (route) => {
      const answer = await route.fetch()
      const body = await answer.json()
      await route.fulfill({ response: answer, json: { ...body, points: body.points.filter(({ period }) => period !== lost.period) } })
    })
    await page.route('**/api/indicators/landslide-relocation/series?*', (route) => route.abort())
    const asked = []
    page.on('request', (request) => request.url().includes('/series?') && asked.push(request.url()))
    await page.evaluate(() => globalThis.__nonnuoc_map.jumpTo({ center: [106.52, 22.84], zoom: 11 }))
    const { x, y } = await pointOf(page, 106.52, 22.84)
    await page.mouse.click(x, y)
    const inspector = page.getByRole('complementary')
    await inspector.getByRole('heading', { name: 'Trùng Khánh' }).waitFor()
    const figure = (name) => inspector.locator('.figure', { has: page.getByText(name, { exact: true }) }).first()
    const course = figure('Dân số').getByRole('img', { name: /^Diễn biến Dân số\./ })
    await course.waitFor()
    const told = await course.getAttribute('aria-label')
    assert.match(told, new RegExp(`${lost.period}: chưa có số liệu; `))
    assert.equal(told.split(';').length, points.length, told)
    // The line begins after the gap; the figure before it stands alone.
    const lines = await course.locator('polyline.line').evaluateAll((all) => all.map((line) => line.getAttribute('points').split(' ').length))
    assert.deepEqual(lines, [points.length - 2])
    assert.equal(await course.locator('circle').count(), points.length - 1)
    // What is not in sight is not asked for.
    assert.ok(asked.length < 14, `${asked.length} series are read at once`)

    const insurance = figure('Tỷ lệ bao phủ bảo hiểm y tế')
    await insurance.scrollIntoViewIfNeeded()
    await insurance.getByText(/^Đích\s+= 100\s% · 2030$/).waitFor()
    await insurance.getByRole('img', { name: /2026: [\d,]+\s%$/ }).waitFor()
    assert.equal(await insurance.locator('line.goal').count(), 1)

    const moved = figure('Hộ được di dời khỏi vùng sạt lở, lũ quét')
    await moved.scrollIntoViewIfNeeded()
    const retry = moved.getByRole('button', { name: /^Chưa tải được diễn biến/ })
    await retry.waitFor()
    await page.unroute('**/api/indicators/landslide-relocation/series?*')
    await retry.click()
    await moved.getByRole('img', { name: /^Diễn biến/ }).waitFor()
    assert.equal(await inspector.evaluate((element) => element.querySelector('.content').scrollWidth > element.clientWidth), false)
    await accessible(page)
    assert.deepEqual(faults.filter((fault) => !fault.includes('ERR_FAILED')), [])
    await close()
  })

  it('tells the kinds of places of OpenStreetMap, and no distance that is smaller than gates are known', async () => {
    const { places } = await (await fetch(`${BASE}/api/places?layer=osm-points&limit=500`)).json()
    const { id } = places.find(({ attributes }) => attributes.category === 'restaurant')
    const { page, faults, close } = await open(browser, `pick=place:${id}&colour=none`)
    const inspector = page.getByRole('complementary')
    await inspector.getByText('nhà hàng, quán ăn', { exact: true }).waitFor()
    assert.ok(!/restaurant/.test(await inspector.locator('dl').first().innerText()))
    await page.goto(`${BASE}/?debug=map&colour=none&pick=point:106.324,22.872`)
    await inspector.getByText('Cửa khẩu gần nhất', { exact: true }).waitFor()
    const told = inspector.locator('dd', { hasText: 'Trà Lĩnh' }).or(inspector.locator('dd', { hasText: 'Nà Đoỏng' })).last()
    assert.match(await told.innerText(), /trong ±4\skm/)
    assert.ok(!/\d\sm\b/.test(await told.innerText()), await told.innerText())
    assert.deepEqual(faults, [])
    await close()
  })

  it('tells what a gate reports, its kind under the pointer, and leads to its tasks', async () => {
    const { name, figures, tasks, geometry } = await (await fetch(`${BASE}/api/places/ta-lung`)).json()
    assert.ok(figures.length > 0, 'the gate reports nothing')
    const [lon, lat] = geometry.coordinates
    const { page, faults, close } = await open(browser, `pick=place:ta-lung&colour=none&at=${lon},${lat},12`)
    const inspector = page.getByRole('complementary')
    await inspector.getByRole('heading', { name: 'Số liệu của nơi này' }).waitFor()
    assert.equal(await inspector.locator('.figure').count(), figures.length)
    assert.ok(await inspector.getByRole('button', { name: `Nhiệm vụ ở đây (${tasks.length})` }).isVisible())
    const { x, y } = await pointOf(page, lon, lat)
    await page.mouse.move(x, y)
    await page.locator('.tip', { hasText: name }).getByText('Cửa khẩu', { exact: true }).waitFor()
    await hasNoRubbish(page)
    assert.deepEqual(faults, [])
    await close()
  })

  it('lifts the outline of the commune under the pointer', async () => {
    const { page, close } = await open(browser, 'at=106.2200,22.6720,12')
    const { x, y } = await pointOf(page, 106.175, 22.69)
    await page.mouse.move(x, y)
    const isLifted = await page.evaluate(
      (id) => globalThis.__nonnuoc_map.getFeatureState({ source: 'communes', sourceLayer: 'communes', id }).hover,
      Number(THUC_PHAN),
    )
    assert.equal(isLifted, true)
    await close()
  })

  it('opens a danger spot with its accuracy as a circle', async () => {
    const { page, faults, close } = await open(browser)
    await page.getByRole('combobox', { name: /Tìm/ }).fill('deo khau coc cha')
    await page.locator('#search-hits').getByRole('option').first().click()
    await page.getByRole('heading', { name: 'Đèo Khau Cốc Chà' }).waitFor()
    await page.waitForFunction(() => globalThis.__nonnuoc_map.getLayer('accuracy') !== undefined)
    await page.getByText('± 2 km').waitFor()
    assert.deepEqual(faults, [])
    await close()
  })

  it('comes back whole from its address', async () => {
    const query = `at=106.1000,22.8000,9.50&pick=unit:${THUC_PHAN}&colour=none&layers=corridors:off&lang=en`
    const { page, faults, close } = await open(browser, query)
    await page.getByRole('complementary').getByRole('heading', { name: 'Thục Phán' }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    assert.deepEqual(await rendered(page, 'corridor-planned'), [])
    assert.deepEqual(await rendered(page, 'choropleth'), [])
    const { lng, lat } = await page.evaluate(() => globalThis.__nonnuoc_map.getCenter())
    assert.ok(Math.abs(lng - 106.1) < 1e-3 && Math.abs(lat - 22.8) < 1e-3)
    assert.deepEqual(faults, [])
    await close()
  })
})

describe('a frame of the map', () => {
  for (const theme of ['light', 'dark']) {
    it(`has the background of the base map behind it, ${theme}`, async () => {
      const { layers } = await (await fetch(`${BASE}/styles/${theme}`)).json()
      const wanted = layers.find(({ type }) => type === 'background').paint['background-color']
      const { page, close } = await open(browser, '', { theme })
      const found = await page.evaluate(async (wanted) => {
        const probe = document.createElement('i')
        probe.style.color = wanted
        document.body.append(probe)
        const map = globalThis.__nonnuoc_map
        const [canvas, behind] = [map.getCanvas(), map.getContainer()].map((of) => of.getBoundingClientRect().toJSON())
        const alpha = await new Promise((done) => {
          map.once('render', () => {
            const gl = map.getCanvas().getContext('webgl2')
            const pixel = new Uint8Array(4)
            gl.readPixels(gl.drawingBufferWidth - 2, 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
            done(pixel[3])
          })
          map.redraw()
        })
        return { canvas, behind, alpha, wanted: getComputedStyle(probe).color, is: getComputedStyle(map.getContainer()).backgroundColor }
      }, wanted)
      assert.equal(found.alpha, 0, 'something is painted outside of the province')
      assert.deepEqual(found.canvas, found.behind)
      assert.equal(found.is, found.wanted)
      await close()
    })
  }
  it('masks each tile once, paints no sky, and looks as if every layer had masked its own', async () => {
    const { layers } = await (await fetch(`${BASE}/api/layers`)).json()
    const all = layers.filter(({ content }) => content === 'places').map(({ id }) => `${id}:100`)
    const { page, close } = await open(browser, `layers=${all.join()}`)
    await page.waitForFunction(() => globalThis.__nonnuoc_map.loaded())
    const found = await page.evaluate(async () => {
      const map = globalThis.__nonnuoc_map
      const gl = map.getCanvas().getContext('webgl2')
      const { painter } = map
      let [masks, outside, isMask, inLayer] = [0, 0, false, false]
      const { colorMask, drawElements } = gl
      gl.colorMask = (...on) => {
        isMask = !on[0]
        colorMask.apply(gl, on)
      }
      gl.drawElements = (...what) => {
        if (isMask) masks++
        else if (!inLayer) outside++
        drawElements.apply(gl, what)
      }
      const drawLayer = painter.renderLayer
      let isForgetful = false
      painter.renderLayer = (...given) => {
        inLayer = true
        drawLayer.apply(painter, given)
        inLayer = false
        if (isForgetful) given[4].invalidateTileClippingMasks()
      }
      const frame = () =>
        new Promise((done) => {
          map.once('render', () => {
            const pixels = new Uint8Array(gl.drawingBufferWidth * gl.drawingBufferHeight * 4)
            gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
            done(pixels)
          })
          map.redraw()
        })
      await frame()
      ;[masks, outside] = [0, 0]
      const lean = await frame()
      const counted = { masks, outside }
      const cut = new Set(map.getStyle().layers.flatMap(({ type, source }) => (['fill', 'line'].includes(type) ? [source] : [])))
      const tiles = new Set([...cut].flatMap((id) => map.style.tileManagers[id].getVisibleCoordinates(false).map(({ key }) => key)))
      isForgetful = true
      masks = 0
      const full = await frame()
      let differing = 0
      for (let at = 0; at < lean.length; at++) if (lean[at] !== full[at]) differing++
      return { ...counted, full: masks, tiles: tiles.size, painted: lean.some((byte) => byte > 0), differing }
    })
    assert.ok(found.painted, 'nothing was drawn')
    assert.ok(found.tiles > 1 && found.masks === found.tiles, `${found.masks} masks for ${found.tiles} tiles`)
    assert.ok(found.full > 5 * found.masks, `masked for every layer there were ${found.full}`)
    assert.equal(found.outside, 0, 'something was drawn that belongs to no layer')
    assert.equal(found.differing, 0, 'the picture differs from that with masks of every layer')
    await close()
  })
})

describe('the search', () => {
  for (const [typed, first] of [
    ['Phục Hòa', 'Xã Phục Hòa'],
    ['phuc hoa', 'Xã Phục Hòa'],
    ['Phục Hoà', 'Xã Phục Hòa'],
    ['Phục Hòa'.normalize('NFD'), 'Xã Phục Hòa'],
    ['01273', 'Phường Thục Phán'],
  ]) {
    it(`finds ${first} for "${typed}"`, async () => {
      const { page, faults, close } = await open(browser)
      await page.keyboard.press('Control+k')
      await page.keyboard.type(typed)
      const hit = page.locator('#search-hits').getByRole('option').first()
      await hit.getByText(first).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('complementary').getByRole('heading', { name: first.replace(/^\S+ /, '') }).waitFor()
      assert.deepEqual(faults, [])
      await close()
    })
  }

  it('says what to do when nothing is found', async () => {
    const { page, close } = await open(browser)
    await page.getByRole('combobox', { name: /Tìm/ }).fill('qqqqqq')
    await page.getByText(/Không thấy nơi nào tên/).waitFor()
    await close()
  })
})

it('has a scale bar that is true on the ground, and says that north is up', async () => {
  const { page, faults, close } = await open(browser)
  await drawn(page)
  await page.getByRole('img', { name: 'Hướng bắc lên trên' }).waitFor()
  for (const zoom of [8, 10.4, 13]) {
    await page.evaluate((zoom) => globalThis.__nonnuoc_map.jumpTo({ zoom }), zoom)
    await page.waitForTimeout(200)
    const { told, metres } = await page.evaluate(() => {
      const map = globalThis.__nonnuoc_map
      const bar = document.querySelector('.maplibregl-ctrl-scale')
      const middle = map.getCanvas().clientHeight / 2
      const [from, to] = [0, bar.getBoundingClientRect().width].map((x) => map.unproject([x, middle]))
      return { told: bar.innerText.replace(/\s+/g, ' '), metres: from.distanceTo(to) }
    })
    const [, digits, unit] = /^([\d.,]+) (km|m)$/.exec(told) ?? []
    const says = Number(digits?.replace(',', '.')) * (unit === 'km' ? 1000 : 1)
    assert.ok(Math.abs(says - metres) / metres < 0.05, `${told} for ${Math.round(metres)} m at zoom ${zoom}`)
  }
  assert.deepEqual(faults, [])
  await close()
})
