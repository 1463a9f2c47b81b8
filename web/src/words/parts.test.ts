import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const SOURCES = join(import.meta.dirname, '..')

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts') && !name.startsWith('words/'))
  .map((name) => ({ name, text: readFileSync(join(SOURCES, name), 'utf8') }))

/** Which part each key is in that the first view does without. */
const partOf = new Map(
  readdirSync(join(SOURCES, 'words/parts')).flatMap((name) => {
    const text = readFileSync(join(SOURCES, 'words/parts', name), 'utf8')
    return [...text.matchAll(/^\s+'([\w.-]+)':/gm)].map(
      ([, key]) => [key ?? '', basename(name, '.ts')] as const,
    )
  }),
)

const isLoading = (text: string, part: string) => text.includes(`words/parts/${part}'`)

it('loads the part of the words that a folder speaks with', () => {
  expect(partOf.size).toBeGreaterThan(300)
  const speechless = files.flatMap(({ name, text }) =>
    [...text.matchAll(/'([a-zA-Z]+\.[\w.-]+)'/g)].flatMap(([, key = '']) => {
      const part = partOf.get(key)
      if (part === undefined) return []
      const near = files.filter(
        (other) => dirname(other.name) === dirname(name) || dirname(other.name) === dirname(dirname(name)),
      )
      return near.some((other) => isLoading(other.text, part)) ? [] : [`${name} says ${key} without ${part}`]
    }),
  )
  expect(speechless).toEqual([])
})
