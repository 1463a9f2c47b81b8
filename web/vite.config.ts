import { copyFileSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

/** The typeface's files, under the stable names by which the map style and `fonts.css` call them. */
function localFonts(): Plugin {
  const from = resolve(import.meta.dirname, 'node_modules/@fontsource/be-vietnam-pro/files')
  const to = resolve(import.meta.dirname, 'public/fonts')
  return {
    name: 'local-fonts',
    buildStart() {
      mkdirSync(to, { recursive: true })
      for (const subset of ['vietnamese', 'latin', 'latin-ext']) {
        for (const weight of [400, 600]) {
          copyFileSync(
            resolve(from, `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
            resolve(to, `be-vietnam-pro-${subset}-${weight}.woff2`),
          )
        }
      }
    },
  }
}

const server = process.env.NONNUOC_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [localFonts(), svelte()],
  build: { target: 'es2022', chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/tiles': server, '/styles': server } },
})
