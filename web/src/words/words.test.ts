import { describe, expect, it } from 'vitest'
import { en } from './en'
import { say } from './index'
import { vi } from './vi'

const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort()

describe('the catalogues', () => {
  it('have the same keys, none of them empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort())
    for (const [key, text] of [...Object.entries(vi), ...Object.entries(en)]) expect(text, key).not.toBe('')
  })
  it('fill in the same blanks', () => {
    for (const [key, text] of Object.entries(vi)) {
      expect(blanks(en[key as keyof typeof vi]), key).toEqual(blanks(text))
    }
  })
  it('are composed Unicode (NFC), so that diacritics never come apart', () => {
    for (const text of Object.values(vi)) expect(text.normalize('NFC')).toBe(text)
  })
  it('fill in what is asked', () => {
    expect(say('vi', 'colour.coverage', { reported: 41, of: 56 })).toBe('41/56 xã, phường có số liệu')
  })
})
