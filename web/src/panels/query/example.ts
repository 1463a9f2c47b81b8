import type { AttributeField } from '../../api/types'

type Field = Pick<AttributeField, 'name' | 'type'>

/** A condition on an attribute, in CQL2 text, that its type allows. */
function conditionOn({ name, type }: Field): string {
  if (type === 'number') return `${name} > 10`
  return type === 'flag' ? `${name} = TRUE` : `${name} IS NOT NULL`
}

/** An example of a condition as text that can be copied as it is, of attributes that the features have. */
export function exampleText(fields: readonly Field[]): string {
  const other = ['number', 'flag', 'choice'].map((type) => fields.find((field) => field.type === type))
  const told = other.find((field) => field !== undefined)
  return ["name LIKE 'Trà%'", ...(told ? [conditionOn(told)] : [])].join(' OR ')
}
