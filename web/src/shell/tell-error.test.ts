import { expect, it } from 'vitest'
import { say } from '../words'
import { tellError, tellErrorInALine, type Told } from './tell-error'

const REFUSED: Told = {
  code: 'query_too_long',
  status: 400,
  message: 'The query is too long',
  remedy: 'Use fewer words.',
  vi: { message: 'Câu tìm dài quá', remedy: 'Hãy bớt chữ.' },
}

it("tells the server's words in the language of the viewer", () => {
  expect(tellError(REFUSED, 'vi')).toEqual({ message: 'Câu tìm dài quá', remedy: 'Hãy bớt chữ.' })
  expect(tellError(REFUSED, 'en')).toEqual({ message: 'The query is too long', remedy: 'Use fewer words.' })
})

it('never tells English words to who reads Vietnamese', () => {
  const { message, remedy } = tellError({ ...REFUSED, vi: null }, 'vi')
  expect(message).toBe(say('vi', 'error.unexpected', { status: 400 }))
  expect(remedy).toBe(null)
})

it('tells both in one line', () => {
  expect(tellErrorInALine({ ...REFUSED, message: 'Too long.' }, 'en')).toBe('Too long. Use fewer words.')
  expect(tellErrorInALine({ ...REFUSED, remedy: null }, 'en')).toBe('The query is too long')
})

it('says that no answer came', () => {
  const lost: Told = { code: 'network', status: 0, message: '', remedy: null, vi: null }
  expect(tellError(lost, 'vi').message).toBe(say('vi', 'error.network'))
})
