import { addWords } from '../index'

const vi = {
  'exposure.intro': 'Người, nhà, trường, đường nằm trong vùng nguy cơ, theo cấp và theo xã.',
  'exposure.landslide': 'Sạt lở',
  'exposure.flood': 'Lũ quét',
  'exposure.none':
    'Chưa có vùng nguy cơ nào trong dữ liệu. Nhập bản đồ phân vùng sạt lở hoặc lũ quét, rồi mở lại mục này.',
  'exposure.mapped':
    'Có bản đồ nguy cơ ở {mapped}/{of} xã, phường; nơi khác là chưa biết, không phải an toàn.',
  'exposure.class.very-high': 'Rất cao',
  'exposure.class.high': 'Cao',
  'exposure.class.medium': 'Trung bình',
  'exposure.class.low': 'Thấp',
  'exposure.area': 'Diện tích (km²)',
  'exposure.people': 'Người',
  'exposure.houses': 'Nhà',
  'exposure.schools': 'Trường',
  'exposure.health': 'Cơ sở y tế',
  'exposure.roads': 'Km đường',
  'exposure.withoutHouses': 'Chưa kể nhà của {count} điểm dân cư không ghi số nhà.',
  'exposure.range': 'Dưới mỗi số: thấp nhất – cao nhất, khi ranh giới vùng xê dịch trong sai số bản đồ.',
  'exposure.byClass': 'Cả tỉnh theo cấp nguy cơ',
  'exposure.what': 'Trong vùng',
  'exposure.figure': 'Đếm',
  'exposure.nothing': 'Không có gì loại này trong các vùng đã lập bản đồ.',
  'exposure.byUnit': 'Theo xã, phường và cấp nguy cơ',
  'exposure.mapTitle': 'Người trong vùng nguy cơ cao và rất cao',
  'exposure.mapUnit': 'người',
  'exposure.nobody': 'có bản đồ, không ai trong vùng ấy',
  'exposure.unknown': 'chưa biết',
  'exposure.fileName': 'phoi-nhiem',
} as const

export type ExposureWord = keyof typeof vi

const en: Record<ExposureWord, string> = {
  'exposure.intro': 'People, houses, schools and roads in hazard zones, by class and commune.',
  'exposure.landslide': 'Landslides',
  'exposure.flood': 'Flash floods',
  'exposure.none':
    'There are no hazard zones in the data yet. Import a map of landslide or flash-flood zones and open this again.',
  'exposure.mapped': 'Hazards are mapped in {mapped}/{of} communes; elsewhere they are unknown, not absent.',
  'exposure.class.very-high': 'Very high',
  'exposure.class.high': 'High',
  'exposure.class.medium': 'Medium',
  'exposure.class.low': 'Low',
  'exposure.area': 'Area (km²)',
  'exposure.people': 'People',
  'exposure.houses': 'Houses',
  'exposure.schools': 'Schools',
  'exposure.health': 'Health facilities',
  'exposure.roads': 'Km of road',
  'exposure.withoutHouses': 'Without the houses of {count} settlements that do not state them.',
  'exposure.range':
    'Under a figure: least – most, as borders of zones move within the accuracy of their map.',
  'exposure.byClass': 'The province by hazard class',
  'exposure.what': 'In the zones',
  'exposure.figure': 'Count',
  'exposure.nothing': 'Nothing of this kind lies in the zones mapped.',
  'exposure.byUnit': 'By commune and hazard class',
  'exposure.mapTitle': 'People in high and very high hazard zones',
  'exposure.mapUnit': 'people',
  'exposure.nobody': 'mapped, nobody in those zones',
  'exposure.unknown': 'not known',
  'exposure.fileName': 'exposure',
}

export const exposure = { vi, en }

addWords(exposure)
