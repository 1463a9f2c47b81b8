import '../words/parts/osm'
import type { AttributeField, AttributeValue } from '../api/types'
import { isWordKey, say, type Language } from '../words'

/** What somebody else's word for a kind of place means here; a word that is not known stays as it is. */
export function tellWord(
  { name }: Pick<AttributeField, 'name'>,
  value: AttributeValue,
  language: Language,
): AttributeValue {
  const key = `osm.${String(value)}`
  return name === 'category' && isWordKey(key) ? say(language, key) : value
}
