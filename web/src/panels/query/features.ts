import type { AttributeField, Layer } from '../../api/types'

/** One choice of what to ask about. */
export interface Choice {
  name: string
  layer: Layer
}

/** The layers whose places have a position of their own. */
export function placed(layers: readonly Layer[]): Layer[] {
  return layers.filter(
    (layer) => layer.content === 'places' && layer.count > 0 && layer.geometry_type !== 'none',
  )
}

/** The kinds of places that the data have, each once. */
export function kindsOf(layers: readonly Layer[]): string[] {
  const kinds = layers.flatMap(({ content, kind, count }) =>
    content === 'places' && kind && count > 0 ? [kind] : [],
  )
  return [...new Set(kinds)]
}

const TEXT: Omit<AttributeField, 'name' | 'title'> = { type: 'text', choices: [], is_required: true }

const NAME: AttributeField = { ...TEXT, name: 'name', title: { vi: 'Tên', en: 'Name' } }

/** The attributes of communes, which are no layer of places. */
const OF_UNITS: AttributeField[] = [
  NAME,
  {
    ...TEXT,
    name: 'kind',
    type: 'choice',
    title: { vi: 'Loại', en: 'Kind' },
    choices: [
      { value: 'ward', title: { vi: 'phường', en: 'ward' } },
      { value: 'commune', title: { vi: 'xã', en: 'commune' } },
    ],
  },
  { ...TEXT, name: 'is_border', type: 'flag', title: { vi: 'Xã biên giới', en: 'Border commune' } },
  {
    ...TEXT,
    name: 'border_km',
    type: 'number',
    unit: 'km',
    title: { vi: 'Đường biên', en: 'Length of border' },
  },
]

/** The attributes that conditions on these features may use. */
export function fieldsOf(from: string, layers: readonly Layer[]): AttributeField[] {
  if (from === 'units') return OF_UNITS
  const [type, id = ''] = [from.slice(0, from.indexOf(':')), from.slice(from.indexOf(':') + 1)]
  const layer = layers.find((one) => (type === 'kind' ? one.kind === id : one.id === id))
  return layer ? [NAME, ...layer.attributes] : []
}
