import { describe, expect, it } from 'vitest'
import { en } from './en'
import { say } from './index'
import { dashboard } from './parts/dashboard'
import { data } from './parts/data'
import { decisions } from './parts/decisions'
import { drawn } from './parts/drawn'
import { help } from './parts/help'
import { point } from './parts/point'
import { print } from './parts/print'
import { exposure } from './parts/exposure'
import { query } from './parts/query'
import { queue } from './parts/queue'
import { reports } from './parts/reports'
import { schools } from './parts/schools'
import { sketch } from './parts/sketch'
import { stage } from './parts/stage'
import { swipe } from './parts/swipe'
import { tables } from './parts/tables'
import { tasks } from './parts/tasks'
import { travel } from './parts/travel'
import { vi } from './vi'

const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort()

const CATALOGUES: Record<string, { vi: Record<string, string>; en: Record<string, string> }> = {
  core: { vi, en },
  exposure,
  query,
  queue,
  help,
  dashboard,
  data,
  point,
  print,
  decisions,
  drawn,
  reports,
  schools,
  sketch,
  stage,
  swipe,
  tables,
  tasks,
  travel,
}

describe.each(Object.entries(CATALOGUES))('the catalogue %s', (_, { vi, en }) => {
  it('has the same keys in both languages, none of them empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort())
    for (const [key, text] of [...Object.entries(vi), ...Object.entries(en)]) expect(text, key).not.toBe('')
  })
  it('fills in the same blanks', () => {
    for (const [key, text] of Object.entries(vi)) expect(blanks(en[key] ?? ''), key).toEqual(blanks(text))
  })
  it('is composed Unicode (NFC), so that diacritics never come apart', () => {
    for (const text of Object.values(vi)) expect(text.normalize('NFC')).toBe(text)
  })
})

it('no key is in two catalogues', () => {
  const keys = Object.values(CATALOGUES).flatMap(({ vi }) => Object.keys(vi))
  expect(keys.length).toBe(new Set(keys).size)
})

it('fills in what is asked', () => {
  expect(say('vi', 'colour.coverage', { reported: 41, of: 56 })).toBe('41/56 xã, phường có số liệu')
})
