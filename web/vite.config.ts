import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { transformWithOxc, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

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

// Modules go by their real paths, also where node_modules is a link.
const mapLibre = realpathSync(resolve(import.meta.dirname, 'node_modules/maplibre-gl/src'))
const MAP_WORKER = 'virtual:map-worker-url'

/**
 * Builds MapLibre GL JS from the sources in its package, page and worker together.
 *
 * The package's own bundles each contain what both need; built together they share it in one file, which takes
 * a quarter off the first view (320 KB instead of 440 KB gzipped). `virtual:map-worker-url` is the worker's address.
 */
function mapLibreWithSharedWorker(): Plugin {
  let worker: string | null = null
  return {
    name: 'maplibre-with-shared-worker',
    config: () => ({ resolve: { alias: [{ find: /^maplibre-gl$/, replacement: `${mapLibre}/index.ts` }] } }),
    buildStart() {
      if (!this.meta.watchMode && process.env.VITEST === undefined) {
        worker = this.emitFile({ type: 'chunk', id: `${mapLibre}/source/worker.ts`, name: 'map-worker' })
      }
    },
    transform: {
      order: 'pre',
      filter: { id: /maplibre-gl\/src\/.*\.ts$/ },
      // Its fields without a value are declarations only, as its own tsconfig says; they must not become `undefined`.
      handler: (code, id) =>
        transformWithOxc(code, id, {
          typescript: { removeClassFieldsWithoutInitializer: true },
          assumptions: { setPublicClassFields: true },
        }),
    },
    resolveId: (id) => (id === MAP_WORKER ? `\0${MAP_WORKER}` : null),
    load(id) {
      if (id !== `\0${MAP_WORKER}`) return null
      const address =
        worker === null
          ? JSON.stringify(`/@fs${mapLibre}/source/worker.ts`)
          : `import.meta.ROLLUP_FILE_URL_${worker}`
      return `export default ${address}`
    },
  }
}

/** Builds the service worker as `sw.js` and tells it the viewer's files and their version. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({
        type: 'chunk',
        id: resolve(import.meta.dirname, 'src/offline/service-worker.ts'),
        fileName: 'sw.js',
      })
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const root = resolve(import.meta.dirname, 'public')
        const kept = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
          /\.\w+$/.test(name),
        )
        const built = Object.keys(bundle).filter((name) => name !== 'sw.js' && name !== 'index.html')
        const version = createHash('sha256').update(built.sort().join())
        for (const name of kept.sort()) version.update(readFileSync(resolve(root, name)))
        const worker = bundle['sw.js']
        if (worker?.type !== 'chunk') throw new Error('The service worker was not built.')
        const shell = {
          version: version.digest('hex').slice(0, 16),
          files: ['/', ...built.map((name) => `/${name}`), ...kept.map((name) => `/${name}`)],
        }
        worker.code = `const __SHELL__ = ${JSON.stringify(shell)};\n${worker.code}`
      },
    },
  }
}

type ModulesOf = (id: string) => { importedIds: string[] } | null

/** A module with all that it imports at once, not what it fetches later. */
function withImports(entry: string, modulesOf: ModulesOf): Set<string> {
  const found = new Set<string>([entry])
  for (const id of found) for (const imported of modulesOf(id)?.importedIds ?? []) found.add(imported)
  return found
}

const source = (name: string) => resolve(import.meta.dirname, 'src', name)

/**
 * Few files for the first view: a browser fetches six at a time, and each small one costs a journey. What the page starts
 * with is one file, what the map adds is another; what the map's worker shares with it stays apart by itself.
 */
function firstViewInFewFiles(): (id: string, context: { getModuleInfo: ModulesOf }) => string | null {
  let sets: { page: Set<string>; map: Set<string> } | null = null
  return (id, context) => {
    if (sets === null) {
      const modulesOf: ModulesOf = (of) => context.getModuleInfo(of)
      const page = withImports(source('main.ts'), modulesOf)
      const map = withImports(source('map/MapView.svelte'), modulesOf)
      const worker = withImports(`${mapLibre}/source/worker.ts`, modulesOf)
      for (const shared of [...page, ...worker]) map.delete(shared)
      sets = { page, map }
    }
    if (sets.page.has(id)) return 'page'
    return sets.map.has(id) ? 'map' : null
  }
}

/** Lets the browser fetch the map, its worker and the first answers while it still reads the page's own program. */
function earlyFetches(): Plugin {
  return {
    name: 'early-fetches',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const map = chunks.find(({ facadeModuleId }) => facadeModuleId === source('map/MapView.svelte'))
        const worker = chunks.find(({ name }) => name === 'map-worker')
        if (!map || !worker) throw new Error('The map or its worker was not built.')
        const modules = new Set([map.fileName, worker.fileName])
        for (const name of modules) {
          for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
            modules.add(imported)
        }
        const link = (attrs: Record<string, string | boolean>) =>
          ({ tag: 'link', attrs, injectTo: 'head' }) as const
        return [
          // The page's own file is there already, by Vite.
          ...[...modules]
            .filter((name) => !name.includes('/page-'))
            .map((name) => link({ rel: 'modulepreload', crossorigin: true, href: `/${name}` })),
          ...['province', 'units', 'layers', 'indicators?limit=500'].map((name) =>
            link({ rel: 'preload', as: 'fetch', crossorigin: true, href: `/api/${name}` }),
          ),
        ]
      },
    },
  }
}

/** Packs scripts and styles once, as small as brotli makes them; the server sends `file.br` to who takes it. */
function packedFiles(): Plugin {
  let folder = ''
  return {
    name: 'packed-files',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir, 'assets')
    },
    closeBundle() {
      for (const name of readdirSync(folder)) {
        if (!/\.(js|css)$/.test(name)) continue
        const plain = readFileSync(resolve(folder, name))
        if (plain.length > 1000) writeFileSync(resolve(folder, `${name}.br`), brotliCompressSync(plain))
      }
    },
  }
}

// The server writes its own address into styles and tiles: it must hear the address that the browser asked for.
const server = { target: process.env.NONNUOC_URL ?? 'http://127.0.0.1:8080', changeOrigin: false }

export default defineConfig({
  plugins: [
    localFonts(),
    mapLibreWithSharedWorker(),
    serviceWorker(),
    earlyFetches(),
    packedFiles(),
    svelte(),
  ],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              debugName: 'first view',
              name: firstViewInFewFiles(),
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  test: { setupFiles: ['src/words/load-all.ts'] },
  server: { proxy: { '/api': server, '/tiles': server, '/styles': server } },
})
