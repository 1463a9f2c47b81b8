// Starts a nonnuoc program with illustrative figures in a folder of its own and lets the browser tests loose on it,
// and those that hold its tiles to the format (tests/mvt).
//
//   node tests/browser/run.mjs [path to nonnuoc] [-- arguments for node --test]
//
// With NONNUOC_URL set, the server at that address is used and none is started; NONNUOC_ADMINISTRATOR is then the
// one-time password of its administrator, without which what needs accounts is skipped.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const here = import.meta.dirname
const [binary = resolve(here, '../../target/release/nonnuoc'), ...more] = process.argv.slice(2).filter((a) => a !== '--')

async function freePort() {
  return new Promise((done, refuse) => {
    const probe = createServer()
    probe.once('error', refuse)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

async function untilReady(url, server) {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (server.exitCode !== null) throw new Error(`${binary} ended with exit code ${server.exitCode}`)
    const isUp = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return
    await new Promise((next) => setTimeout(next, 200))
  }
  throw new Error(`${binary} did not answer at ${url}/healthz within 30 seconds`)
}

function runTests(url, administrator) {
  const files = [here, resolve(here, '../mvt')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.mjs'))
      .map((name) => join(folder, name)),
  )
  const tests = spawn(process.execPath, ['--test', '--test-concurrency=1', ...more, ...files], {
    stdio: 'inherit',
    env: { ...process.env, NONNUOC_URL: url, ...(administrator ? { NONNUOC_ADMINISTRATOR: administrator } : {}) },
  })
  return new Promise((done) => tests.once('exit', (code) => done(code ?? 1)))
}

/** Passes warnings on; the answer gives the first administrator's one-time password, which the log names once. */
function listen(server) {
  let password = null
  for (const stream of [server.stdout, server.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      password ??= /one-time password (\S+)/.exec(line)?.[1] ?? null
      if (/ (WARN|ERROR) /.test(line)) console.error(line)
    })
  }
  return () => password
}

async function withServer(use) {
  const data = mkdtempSync(join(tmpdir(), 'nonnuoc-browser-'))
  const port = await freePort()
  const server = spawn(binary, ['serve', '--demo', '--data', data, '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NONNUOC_LOG: 'info' },
  })
  const administrator = listen(server)
  try {
    const url = `http://127.0.0.1:${port}`
    await untilReady(url, server)
    return await use(url, administrator())
  } finally {
    server.kill('SIGTERM')
    await new Promise((gone) => (server.exitCode === null ? server.once('exit', gone) : gone()))
    rmSync(data, { recursive: true, force: true })
  }
}

process.exitCode = process.env.NONNUOC_URL
  ? await runTests(process.env.NONNUOC_URL)
  : await withServer(runTests)
