import { expect, it } from 'vitest'
import { cite, citeLicence, citeSource } from './cite'

const gates = { source: 'Public statements', source_vi: 'Các công bố công khai' }

it('gives each reader the words of their language', () => {
  expect(citeSource(gates, 'vi')).toEqual({ text: 'Các công bố công khai', lang: 'vi' })
  expect(citeSource(gates, 'en')).toEqual({ text: 'Public statements', lang: 'en' })
})

it('leaves what was said once as it is, and says in which language it stands', () => {
  expect(citeSource({ source: 'Sở Xây dựng' }, 'en')).toEqual({ text: 'Sở Xây dựng', lang: 'vi' })
  expect(citeSource({ source: 'Public statements', source_vi: null }, 'vi')).toEqual({
    text: 'Public statements',
    lang: 'en',
  })
  expect(citeLicence({ licence: 'CC-BY-4.0' }, 'vi')).toEqual({ text: 'CC-BY-4.0', lang: 'en' })
})

it('takes Vietnamese words for Vietnamese, also without marks', () => {
  expect(cite('Natural Earth', 'Natural Earth', 'vi').lang).toBe('vi')
})
