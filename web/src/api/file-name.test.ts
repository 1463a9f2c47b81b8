import { describe, expect, it } from 'vitest'
import { fileNameOf } from './file-name'

const named = (header?: string) =>
  fileNameOf({ headers: new Headers(header === undefined ? {} : { 'content-disposition': header }) })

describe('the name of a file that the server hands over', () => {
  it('is the one with its accents', () => {
    const written = "UTF-8''C%E1%BB%ADa%20kh%E1%BA%A9u%20-%20A4.pdf"
    expect(named(`attachment; filename="cua-khau-a4.pdf"; filename*=${written}`)).toBe('Cửa khẩu - A4.pdf')
  })
  it('is none where nothing was told, or nothing that can be read', () => {
    expect(named()).toBeNull()
    expect(named('attachment; filename="a.pdf"')).toBeNull()
    expect(named("attachment; filename*=UTF-8''%E1%BB.pdf")).toBeNull()
  })
})
