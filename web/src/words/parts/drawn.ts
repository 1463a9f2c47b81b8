import { addWords } from '../index'

/** What modes add to the map, as the legend and printed maps tell it. */
const vi = {
  'drawn.strip': 'Dải {width} km mỗi bên trục',
  'drawn.alternative': 'Dải của tuyến so sánh',
  'drawn.keptLine': 'Tuyến vẽ đã giữ để so',
  'drawn.points': 'Địa điểm tìm thấy',
  'drawn.lines': 'Tuyến tìm thấy',
  'drawn.areas': 'Vùng tìm thấy',
  'drawn.shape': 'Hình đã vẽ',
  'drawn.located.inside': 'Điểm đã tra',
  'drawn.located.outside': 'Điểm đã tra, ngoài tỉnh',
  'drawn.schools.new': 'Trường mở mới',
  'drawn.schools.kept': 'Trường giữ',
  'drawn.schools.closed': 'Trường đóng hoặc không mở',
  'drawn.schools.ways': 'Từ nơi ở tới trường',
  'drawn.relocation.community': 'Cộng đồng cần di dời',
  'drawn.relocation.ways': 'Từ nơi ở tới nơi tái định cư',
  'drawn.relocation.plots': 'Khu đất đề xuất, do người dùng vẽ',
  'drawn.relocation.spots': 'Khu đất phù hợp để tái định cư',
  'drawn.relocation.numbers': 'Số: hạng của khu theo điểm, như trong bảng',
  'drawn.relocation.areas': 'Ranh giới khu đất phù hợp',
  'drawn.travel.closed': 'Điểm dân cư không tới được',
  'drawn.travel.areas': 'Vùng tới được trong {minutes} phút',
  'drawn.task': 'Nhiệm vụ – {state}',
  'drawn.taskInUnit': 'Rỗng, viền đứt: chỉ biết đến xã',
  'drawn.figures': 'Diện tích vòng tròn: {title}',
  'drawn.madeUp': 'Vòng tròn nhạt: số minh hoạ',
} as const

export type DrawnWord = keyof typeof vi

const en: Record<DrawnWord, string> = {
  'drawn.strip': 'Strip, {width} km to each side of the axis',
  'drawn.alternative': 'Strip of the axis compared with',
  'drawn.keptLine': 'Drawn line kept to compare',
  'drawn.points': 'Places found',
  'drawn.lines': 'Lines found',
  'drawn.areas': 'Areas found',
  'drawn.shape': 'Shape drawn',
  'drawn.located.inside': 'Point looked up',
  'drawn.located.outside': 'Point looked up, outside the province',
  'drawn.schools.new': 'School opened',
  'drawn.schools.kept': 'School kept',
  'drawn.schools.closed': 'School closed or not opened',
  'drawn.schools.ways': 'From home to school',
  'drawn.relocation.community': 'Community to be moved',
  'drawn.relocation.ways': 'From home to the new ground',
  'drawn.relocation.plots': 'Proposed plots, drawn by the user',
  'drawn.relocation.spots': 'Ground fit for relocation',
  'drawn.relocation.numbers': 'Number: rank of the area by score, as in the table',
  'drawn.relocation.areas': 'Outline of fit ground',
  'drawn.travel.closed': 'Settlement not reached',
  'drawn.travel.areas': 'Area reached within {minutes} min',
  'drawn.task': 'Task – {state}',
  'drawn.taskInUnit': 'Hollow, dashed outline: known to the commune only',
  'drawn.figures': 'Area of the circle: {title}',
  'drawn.madeUp': 'Pale circle: illustrative figure',
}

export const drawn = { vi, en }

addWords(drawn)
