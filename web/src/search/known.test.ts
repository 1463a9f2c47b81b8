import { describe, expect, it } from 'vitest'
import type { Indicator, Unit } from '../api/types'
import { searchKnown } from './known'

const unit = (code: string, name: string, full_name: string) =>
  ({ code, name, full_name, label_point: [106, 22], bbox: [105, 22, 106, 23] }) as Unit
const UNITS = [
  unit('01279', 'Nùng Trí Cao', 'Phường Nùng Trí Cao'),
  unit('01447', 'Trà Lĩnh', 'Xã Trà Lĩnh'),
  unit('01654', 'Hoà An', 'Xã Hoà An'),
  unit('01822', 'Đức Long', 'Xã Đức Long'),
]
const INDICATORS = [
  { id: 'density', name: { vi: 'Mật độ dân số', en: 'Population density' } },
  { id: 'roads', name: { vi: 'Đường tỉnh kiên cố', en: 'Paved provincial roads' } },
] as Indicator[]
const WORDS = {
  unit: (code: string) => `Mã ${code}`,
  indicator: 'Chỉ số',
}
const found = (text: string) => searchKnown(text, UNITS, INDICATORS, WORDS).map(({ id }) => id)

describe('what the viewer finds without a line', () => {
  it('is a unit by its name however it is written, by its code, and with a word for its kind', () => {
    for (const text of [
      'Hoà An',
      'hòa an',
      'hoa an',
      'Hoà An'.normalize('NFD'),
      '01654',
      'xã Hoà An',
      'hoa an xa',
    ]) {
      expect(found(text), text).toEqual(['01654'])
    }
    expect(found('duc long')).toEqual(['01822'])
    // It is no ward, and is found all the same.
    expect(found('phuong tra linh')).toEqual(['01447'])
  })
  it('is an indicator by either name, and nothing where nothing answers', () => {
    expect(found('mat do')).toEqual(['density'])
    expect(found('paved')).toEqual(['roads'])
    expect(found('tà lùng')).toEqual([])
    expect(found('  ')).toEqual([])
  })
  it('puts names that begin so before those that hold it', () => {
    const units = [unit('1', 'Bản Lý', 'Xã Bản Lý'), unit('2', 'Lý Quốc', 'Xã Lý Quốc')]
    expect(searchKnown('ly', units, [], WORDS).map(({ id }) => id)).toEqual(['2', '1'])
  })
})
