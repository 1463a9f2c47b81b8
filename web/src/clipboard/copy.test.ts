import { afterEach, expect, it, vi } from 'vitest'
import { copyText } from './copy'
import { Copying } from './copying.svelte'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A page as the fallback needs it; what was selected is noted when `copy` is asked for. */
function stubPage(copies: boolean): string[] {
  const copied: string[] = []
  const field = { value: '', style: {}, select: () => undefined, remove: () => undefined }
  vi.stubGlobal('HTMLElement', Object)
  vi.stubGlobal('document', {
    activeElement: null,
    createElement: () => field,
    body: { append: () => undefined },
    execCommand: () => {
      if (copies) copied.push(field.value)
      return copies
    },
  })
  return copied
}

it('uses the clipboard where the browser gives it', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('Cao Bằng')).toBe(true)
  expect(writeText).toHaveBeenCalledWith('Cao Bằng')
})

it('copies from a field where there is no clipboard, as over plain http', async () => {
  vi.stubGlobal('navigator', {})
  const copied = stubPage(true)
  expect(await copyText('Cao Bằng')).toBe(true)
  expect(copied).toEqual(['Cao Bằng'])
})

it('says for two seconds that it was copied, and longer that it was refused', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('navigator', {})
  stubPage(true)
  const copying = new Copying()
  await copying.copy('one')
  expect(copying.outcome).toBe('copied')
  vi.advanceTimersByTime(2000)
  expect(copying.outcome).toBe(null)
  stubPage(false)
  await copying.copy('two')
  vi.advanceTimersByTime(2000)
  expect(copying.outcome).toBe('refused')
  vi.advanceTimersByTime(6000)
  expect(copying.outcome).toBe(null)
})
