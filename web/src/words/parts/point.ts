import { addWords } from '../index'

const vi = {
  'point.title': 'Điểm theo toạ độ',
  'point.copy': 'Chép toạ độ',
  'point.copied': 'Đã chép toạ độ',
  'point.notCopied': 'Trình duyệt không cho chép. Hãy bôi đen toạ độ rồi nhấn Ctrl+C.',
  'point.unit': 'Thuộc',
  'point.outside': 'Ngoài tỉnh Cao Bằng',
  'point.border': 'Điểm nằm đúng trên ranh giới.',
  'point.corridors': 'Hành lang trong tầm 10 km',
  'point.zones': 'Vùng nguy cơ',
  'point.noZones': 'Không nằm trong vùng nguy cơ nào đã ghi; nơi chưa lập bản đồ thì chưa biết.',
  'point.gate': 'Cửa khẩu gần nhất',
  'point.method': 'Cách tra',
  'point.system': 'Hệ toạ độ',
  'point.decimal': 'Thập phân (vĩ độ; kinh độ)',
  'point.dms': 'Độ, phút, giây',
  'point.zoneHome': 'Hiểu là mét theo {zone}, múi của Cao Bằng; múi khác thì chọn ở “Hệ toạ độ”.',
  'point.zoneChosen': 'Hiểu là mét theo {zone}, hệ đang chọn ở “Hệ toạ độ”.',
} as const

export type PointWord = keyof typeof vi

const en: Record<PointWord, string> = {
  'point.title': 'Point by coordinates',
  'point.copy': 'Copy coordinates',
  'point.copied': 'Coordinates copied',
  'point.notCopied': 'The browser refuses to copy. Select the coordinates and press Ctrl+C.',
  'point.unit': 'Lies in',
  'point.outside': 'Outside Cao Bằng',
  'point.border': 'The point lies exactly on a border.',
  'point.corridors': 'Corridors within 10 km',
  'point.zones': 'Hazard zones',
  'point.noZones': 'In no hazard zone on record; where none was mapped it is unknown.',
  'point.gate': 'Nearest border gate',
  'point.method': 'How it was looked up',
  'point.system': 'Coordinate system',
  'point.decimal': 'Decimal (latitude, longitude)',
  'point.dms': 'Degrees, minutes, seconds',
  'point.zoneHome':
    'Read as metres in {zone}, the zone of Cao Bằng; choose another under “Coordinate system”.',
  'point.zoneChosen': 'Read as metres in {zone}, chosen under “Coordinate system”.',
}

export const point = { vi, en }
addWords(point)
