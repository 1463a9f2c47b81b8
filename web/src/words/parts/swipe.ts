import { addWords } from '../index'

const vi = {
  'swipe.stop': 'Thôi so sánh',
  'swipe.divider': 'Vạch chia bản đồ; phím trái, phải để dời',
  'swipe.former': '161 đơn vị trước sáp nhập',
  'swipe.formerTag': 'trước sáp nhập',
  'swipe.todayTag': 'hôm nay',
  'swipe.formerWhen':
    'Kỳ từ 2025 trở đi chỉ có số liệu theo 56 xã, phường mới. Chọn kỳ trước đó, hoặc không tô màu, để xem 161 đơn vị cũ.',
  'swipe.formerNote':
    'Chưa có ranh giới đơn vị cũ: số liệu đặt tại điểm giữa mỗi đơn vị; đường ranh trên nền là của xã, phường hôm nay.',
  'swipe.formerNone': 'Đơn vị cũ không báo cáo chỉ số này trong kỳ đã chọn.',
  'swipe.layers': 'Ở danh sách lớp bên dưới, mỗi lớp bật tắt riêng cho từng bên.',
  'swipe.more': '{title} và {count} lớp khác',
  'swipe.nothing': 'không có lớp riêng',
} as const

export type SwipeWord = keyof typeof vi

const en: Record<SwipeWord, string> = {
  'swipe.stop': 'Stop comparing',
  'swipe.divider': 'Divider of the map; left and right keys move it',
  'swipe.former': '161 units before the merger',
  'swipe.formerTag': 'before the merger',
  'swipe.todayTag': 'today',
  'swipe.formerWhen':
    'From 2025 on figures are those of the 56 new communes. Choose an earlier period, or no colour, to see the 161 former units.',
  'swipe.formerNote':
    "Boundaries of former units are not known: figures stand at each unit's centre; the lines beneath are today's.",
  'swipe.formerNone': 'The former units did not report this indicator in that period.',
  'swipe.layers': 'In the list of layers below, each layer is switched on and off for either half.',
  'swipe.more': '{title} and {count} more',
  'swipe.nothing': 'no layer of its own',
}

export const swipe = { vi, en }
addWords(swipe)
