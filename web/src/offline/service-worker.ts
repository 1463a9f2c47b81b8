/**
 * Keeps the viewer and the last answers, so that it opens without a line to the server.
 *
 * The viewer's own files are kept by the version of the build; public answers and tiles as they come. What belongs to
 * an account is never kept, and everything kept goes when somebody signs in or out.
 */

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
/** The part of a service worker's scope that is used here; the page's own types do not have it. */
interface Scope {
  addEventListener(type: 'install' | 'activate', act: (event: Extendable) => void): void
  addEventListener(type: 'fetch', act: (event: Fetching) => void): void
  readonly clients: { claim(): Promise<void> }
}

declare const __SHELL__: { version: string; files: string[] }

const scope = self as unknown as Scope
const SHELL = `shell-${__SHELL__.version}`
const ANSWERS = 'answers-1'
const TILES = 'tiles-1'
/** When a kept answer came, in its headers. */
const KEPT_AT = 'x-nonnuoc-kept-at'
const MOST_TILES = 2000

/** Answers that are the same for everybody. */
const PUBLIC =
  /^\/(styles\/|api\/(province|units|layers|places|indicators|search|targets|statuses|dashboard|tasks|agencies|reviews|rasters)(\/|$))/

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(__SHELL__.files)))
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => ![SHELL, ANSWERS, TILES].includes(name)).map((name) => caches.delete(name)),
        ),
      )
      .then(() => scope.clients.claim()),
  )
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (pathname === '/api/session' && request.method !== 'GET') {
    event.respondWith(forgetting(request))
  } else if (request.method !== 'GET') {
    return
  } else if (request.mode === 'navigate') {
    event.respondWith(page(request))
  } else if (pathname.startsWith('/tiles/')) {
    event.respondWith(freshOrKept(request, TILES, event))
  } else if (PUBLIC.test(pathname)) {
    event.respondWith(freshOrKept(request, ANSWERS, event))
  } else if (/^\/(assets|fonts|icons)\//.test(pathname) || __SHELL__.files.includes(pathname)) {
    event.respondWith(keptOrFresh(request))
  }
})

/** Signing in or out: what was kept for one person is not shown to the next. */
async function forgetting(request: Request): Promise<Response> {
  const answer = await fetch(request)
  if (answer.ok) await Promise.all([caches.delete(ANSWERS), caches.delete(TILES)])
  return answer
}

/** The page: the server's own when it answers, otherwise the one kept. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (cause) {
    const kept = await caches.match('/', { cacheName: SHELL, ignoreVary: true })
    if (kept) return kept
    throw cause
  }
}

async function keptOrFresh(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: SHELL, ignoreVary: true })) ?? fetch(request)
}

async function freshOrKept(request: Request, name: string, event: Extendable): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(request)
  } catch (cause) {
    const kept = await caches.match(request, { cacheName: name, ignoreVary: true })
    if (kept) return kept
    throw cause
  }
  if (answer.status === 200) event.waitUntil(keep(request, answer.clone(), name))
  return answer
}

async function keep(request: Request, answer: Response, name: string): Promise<void> {
  const headers = new Headers(answer.headers)
  headers.set(KEPT_AT, new Date().toISOString())
  // The body was unpacked on its way here.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const cache = await caches.open(name)
  await cache.put(request, new Response(await answer.blob(), { status: 200, headers }))
  if (name === TILES && Math.random() < 0.02) await trim(cache)
}

/** Drops the tiles that were kept first when there are too many. */
async function trim(cache: Cache): Promise<void> {
  const kept = await cache.keys()
  await Promise.all(
    kept.slice(0, Math.max(kept.length - MOST_TILES, 0)).map((request) => cache.delete(request)),
  )
}
