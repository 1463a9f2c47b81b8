// Takes the pictures that the guides show from the screenshots of the tests, as WebP of at most 100 KB.
//
//   node tests/browser/guide-pictures.mjs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

process.env.NONNUOC_URL ??= 'http://localhost'
const { launch } = await import('./support.mjs')

const ROOT = resolve(import.meta.dirname, '../..')
const LARGEST = 100 * 1024

const guide = readFileSync(resolve(ROOT, 'docs/guide/vi.md'), 'utf8')
const names = [...guide.matchAll(/\]\(images\/([a-z0-9-]+)\.webp\)/g)].map(([, name]) => name)

/** The picture as WebP, encoded by the browser, at the best quality that is small enough. */
async function encode(page, png) {
  for (const quality of [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]) {
    const base64 = await page.evaluate(
      async ([png, quality]) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
        canvas.getContext('2d').drawImage(bitmap, 0, 0)
        const webp = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer())
        return btoa(webp.reduce((text, byte) => text + String.fromCharCode(byte), ''))
      },
      [png.toString('base64'), quality],
    )
    const webp = Buffer.from(base64, 'base64')
    if (webp.length <= LARGEST) return webp
  }
  throw new Error('the picture does not fit into 100 KB')
}

const browser = await launch()
const page = await browser.newPage()
mkdirSync(resolve(ROOT, 'docs/guide/images'), { recursive: true })
for (const name of names) {
  const screenshot = resolve(ROOT, `target/screenshots/${name}.png`)
  if (!existsSync(screenshot)) {
    console.error(`${name}: there is no such screenshot; run the browser tests first (make browser-test)`)
    process.exitCode = 1
    continue
  }
  const webp = await encode(page, readFileSync(screenshot))
  writeFileSync(resolve(ROOT, `docs/guide/images/${name}.webp`), webp)
  console.log(`${name}.webp: ${Math.round(webp.length / 1024)} KB`)
}
await browser.close()
