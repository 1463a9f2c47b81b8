// Writes src/api/schema.ts from the OpenAPI snapshot; with --check it only says whether the file is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'

const root = resolve(import.meta.dirname, '..')
const target = resolve(root, 'src/api/schema.ts')
const document = JSON.parse(readFileSync(resolve(root, '../tests/snapshots/openapi.json'), 'utf8'))

// Handlers of different resources share names such as `list`; types are made of paths and schemas, not of those.
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) delete operation.operationId
}

const banner = '// Generated from tests/snapshots/openapi.json by `npm run types`; do not edit.\n\n'
const text = banner + astToString(await openapiTS(document))

if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
} else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write('src/api/schema.ts is stale: run `npm run types` in web/ and commit the result.\n')
  process.exitCode = 1
}
