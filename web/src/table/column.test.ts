import { expect, it } from 'vitest'
import { isTold, type Column } from './column'

it('says nothing under a row of what is not known of it', () => {
  const column = (isBelow: Column<string>['isBelow']): Column<string> => ({
    id: 'opposite',
    title: 'Opposite',
    cell: (row) => row,
    ...(isBelow === undefined ? {} : { isBelow }),
  })
  expect(isTold(column('titled'), 'Na Ray')).toBe(true)
  expect(isTold(column('titled'), '')).toBe(false)
  // A sentence without a title is always there, and says itself that nothing is known.
  expect(isTold(column(true), '')).toBe(true)
})
