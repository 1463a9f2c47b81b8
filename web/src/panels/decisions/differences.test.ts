import { expect, it } from 'vitest'
import { differencesOf, type Said } from './differences'

const link = { pick: null, unit: null, feature: null } as unknown as Said['link']
const said = (name: string, key: string): Said => ({ name, unit: null, key, told: key, link })

it('tells the places on which two answers differ, also those of which one says nothing', () => {
  const shown = new Map([
    ['a', said('Đông', 'open')],
    ['b', said('Ân', 'closed')],
    ['c', said('Bình', 'open')],
  ])
  const other = new Map([
    ['a', said('Đông', 'open')],
    ['b', said('Ân', 'open')],
    ['d', said('Cao', 'open')],
  ])
  const told = differencesOf(shown, other).map(({ id, shown, other }) => [id, shown, other])
  expect(told).toEqual([
    ['b', 'closed', 'open'],
    ['c', 'open', null],
    ['d', null, 'open'],
  ])
  expect(differencesOf(shown, shown)).toEqual([])
})
