// Search: every commune comes first by every way of writing its name, and every former name leads to a commune of today.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { BASE, drawn, launch, open, outlined, rendered } from './support.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const get = async (path) => (await fetch(BASE + path)).json()
const search = async (text) => (await get(`/api/search?limit=3&q=${encodeURIComponent(text)}`)).hits

const unaccented = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')

/** A name with the tone mark of a final oa, oe or uy on its other vowel: "hoà" for "hòa" and back. */
function otherTonePlacements(name) {
  const [tone, end] = ['[\\u0300\\u0301\\u0303\\u0309\\u0323]', '(?![\\p{L}\\p{M}])']
  const pairs = ['([oO])', '(?<![qQ])([uU])'].map((first, at) => [first, at === 0 ? '([aAeE])' : '([yY])'])
  const spelt = [true, false].map((isOnSecond) =>
    pairs.reduce((text, [first, second]) => {
      const from = isOnSecond ? `${first}(${tone})${second}${end}` : `${first}${second}(${tone})${end}`
      return text.replace(new RegExp(from, 'gu'), '$1$3$2')
    }, name.normalize('NFD')),
  )
  return [...new Set(spelt.map((text) => text.normalize('NFC')))].filter((text) => text !== name.normalize('NFC'))
}

it('all 56 communes come first, however their names are written', async () => {
  const { units } = await get('/api/units')
  assert.equal(units.length, 56)
  let others = 0
  for (const { code, name, full_name } of units) {
    const tones = otherTonePlacements(name)
    others += tones.length
    const spellings = [name, full_name, name.toUpperCase(), name.normalize('NFD'), unaccented(name), unaccented(name).toLowerCase(), ...tones, ...tones.map((text) => text.normalize('NFD'))]
    for (const text of spellings) {
      const [hit] = await search(text)
      assert.deepEqual([hit?.type, hit?.code], ['unit', code], `${text} finds ${JSON.stringify(hit)} before ${full_name}`)
    }
  }
  assert.ok(others >= 3, 'no name has a tone mark that can stand elsewhere: the test tests nothing')
})

it('all former names lead first to a commune of today that bears the name or was formed from it', async () => {
  const { units } = await get('/api/units')
  const details = await Promise.all(units.map(({ code }) => get(`/api/units/${code}`)))
  const rightful = new Map()
  for (const { code, name, predecessors } of details) {
    for (const { name: former } of [{ name }, ...predecessors]) {
      rightful.set(former, [...(rightful.get(former) ?? []), code])
    }
  }
  const former = details.flatMap(({ predecessors }) => predecessors.map(({ name }) => name))
  assert.equal(former.length, 161)
  for (const name of former) {
    for (const text of [name, unaccented(name), name.normalize('NFD')]) {
      const [hit] = await search(text)
      const isRight = text === unaccented(name) ? rightful.has(hit?.name.vi.replace(/^(Xã|Phường|Thị trấn) /, '')) : rightful.get(name).includes(hit?.code)
      assert.ok(isRight, `${text} finds ${JSON.stringify(hit)}, not one of ${rightful.get(name)}`)
    }
  }
})

it('what is typed and entered is picked on the map: a name of today, decomposed, and a former one', async () => {
  const { page, faults, close } = await open(browser)
  for (const [text, code] of [
    ['Thục Phán', '01273'],
    ['Phục Hoà'.normalize('NFD'), '01648'],
    ['song hien', '01273'],
  ]) {
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(text)
    await page.getByRole('option').first().waitFor()
    await page.waitForTimeout(400)
    await page.keyboard.press('Enter')
    await page.waitForFunction((code) => location.search.includes(`pick=unit:${code}`), code)
    await drawn(page)
    assert.deepEqual(await outlined(page), [code])
  }
  assert.deepEqual(faults, [])
  await close()
})

it('a word for the kind of place leads to places of that kind', async () => {
  const { page, faults, close } = await open(browser)
  for (const text of ['cửa khẩu Tà Lùng', 'cua khau ta lung', 'ta lung cua khau']) {
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(text)
    await page.getByRole('option').first().waitFor()
    await page.waitForTimeout(400)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => location.search.includes('ta-lung'))
    await page.keyboard.press('Escape')
  }
  assert.deepEqual(faults, [])
  await close()
})

it('names the zone that typed metres were taken to be in', async () => {
  const { page, faults, close } = await open(browser)
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('2508000 551000')
  await page.locator('#hit-position').getByText(/^Hiểu là mét theo VN-2000 TM-3 105°45′, múi của Cao Bằng/).waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('22,67; 106,25')
  await page.locator('#hit-position').getByText(/22,67/).waitFor()
  assert.equal(await page.getByText(/^Hiểu là mét theo/).count(), 0)
  // The metres lead to where PROJ has them by EPSG:9210 (106.248208, 22.670578).
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('2508000 551000')
  await page.locator('#hit-position').getByText(/^Hiểu là mét theo VN-2000/).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.search.includes('pick=point'))
  await page.waitForFunction(() => !globalThis.__nonnuoc_map.isMoving())
  const picked = new URL(page.url()).searchParams.get('pick').match(/-?\d+\.\d+/g).map(Number)
  assert.ok(Math.abs(picked[0] - 106.248208) < 2e-5 && Math.abs(picked[1] - 22.670578) < 2e-5, picked.join())
  const off = await page.evaluate(() => {
    const map = globalThis.__nonnuoc_map
    const { x, y } = map.project([106.248208, 22.670578])
    const { width, height } = map.getCanvas().getBoundingClientRect()
    return x > 0 && y > 0 && x < width && y < height ? 0 : [x, y]
  })
  assert.equal(off, 0, 'the map does not go there')
  assert.deepEqual(faults, [])
  await close()
})

it('finds communes and indicators without a line, and says that it can find no more', async () => {
  const { page, context, close } = await open(browser)
  await context.setOffline(true)
  for (const [text, where] of [
    ['Phục Hoà', 'pick=unit:01648'],
    ['mat do dan so', 'colour=population-density'],
  ]) {
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(text)
    await page.locator('#search-hits').getByText('Không có mạng: chỉ tìm được xã, phường và chỉ số đã có trên máy.').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForFunction((where) => location.search.includes(where), where)
  }
  await close()
})

it('leads to a task, and to the target of an indicator that only the province has', async () => {
  const { page, faults, close } = await open(browser)
  for (const [text, where] of [
    ['benh vien da khoa tinh 500', 'task=provincial-hospital-500'],
    ['Chỉ số năng lực cạnh tranh', 'target=pci'],
  ]) {
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText(text)
    await page.getByRole('option').first().waitFor()
    await page.waitForTimeout(400)
    await page.keyboard.press('Enter')
    await page.waitForFunction((where) => location.search.includes(where), where)
    await page.locator('section.panel article h2').waitFor()
  }
  assert.deepEqual(faults, [])
  await close()
})

it('says in Vietnamese, and in English to who reads English, why the server refused', async () => {
  for (const [language, told] of [
    ['vi', 'Máy chủ đang bận. Hãy thử lại sau một phút.'],
    ['en', 'The server is busy. Try again in a minute.'],
  ]) {
    const { page, close } = await open(browser, `lang=${language}`)
    const error = {
      code: 'busy',
      message: 'The server is busy.',
      remedy: 'Try again in a minute.',
      vi: { message: 'Máy chủ đang bận.', remedy: 'Hãy thử lại sau một phút.' },
    }
    await page.route('**/api/search?*', (route) => route.fulfill({ status: 503, json: { error } }))
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText('phuc hoa')
    assert.equal((await page.locator('#search-hits .nothing').innerText()).trim(), told)
    assert.equal((await page.getByRole('search').getByRole('status').innerText()).trim(), told)
    await close()
  }
})
