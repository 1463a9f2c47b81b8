import { addWords } from '../index'

const vi = {
  'travel.intro':
    'Từ các điểm dân cư tới nơi gần nhất mất bao lâu, bao nhiêu người trong tầm, nơi nào không tới được. Vùng tới được trong số phút đã chọn hiện trên bản đồ.',
  'travel.to': 'Tới',
  'travel.to.school': 'trường chính',
  'travel.to.satellite-point': 'điểm trường lẻ',
  'travel.to.health-facility': 'cơ sở y tế',
  'travel.to.border-gate': 'cửa khẩu',
  'travel.minutes': 'Vùng tới được trong',
  'travel.direction': 'Chiều đi',
  'travel.direction.to-facility': 'đi tới nơi đó',
  'travel.direction.from-facility': 'từ nơi đó về',
  'travel.within': 'Trong {minutes} phút',
  'travel.shares': 'Bao nhiêu người trong tầm',
  'travel.time': 'Thời gian',
  'travel.people': 'Người',
  'travel.share': 'Phần dân',
  'travel.mean': 'Bình quân',
  'travel.p90': '9/10 người không quá',
  'travel.worst': 'Xa nhất',
  'travel.unreached': 'Không tới được',
  'travel.unreachedOrigins': 'Điểm dân cư không tới được, và vì sao ({count})',
  'travel.reason.no-road-near-origin': 'gần nhà không có đường đang mở',
  'travel.reason.no-road-near-destination': 'gần nơi đến không có đường đang mở',
  'travel.reason.off-the-terrain': 'chưa biết độ cao ở đó',
  'travel.reason.cut-off': 'đường bị sông, mùa, đoạn đóng hoặc một chiều cắt',
  'travel.reason.not-joined': 'không có đường nối',
  'travel.reason.beyond-limit': 'quá giới hạn thời gian',
  'travel.byUnit': 'Theo xã, xa nhất trước',
} as const

export type TravelWord = keyof typeof vi

const en: Record<TravelWord, string> = {
  'travel.intro':
    'How long settlements need to the nearest place, how many people are in reach, and what is not reached. The area within the minutes chosen shows on the map.',
  'travel.to': 'To',
  'travel.to.school': 'main schools',
  'travel.to.satellite-point': 'satellite points',
  'travel.to.health-facility': 'health facilities',
  'travel.to.border-gate': 'border gates',
  'travel.minutes': 'Area reached within',
  'travel.direction': 'Direction',
  'travel.direction.to-facility': 'to the place',
  'travel.direction.from-facility': 'from it home',
  'travel.within': 'Within {minutes} min',
  'travel.shares': 'How many people are in reach',
  'travel.time': 'Time',
  'travel.people': 'People',
  'travel.share': 'Share',
  'travel.mean': 'Mean',
  'travel.p90': '9 of 10 people at most',
  'travel.worst': 'Longest',
  'travel.unreached': 'Not reached',
  'travel.unreachedOrigins': 'Settlements not reached, and why ({count})',
  'travel.reason.no-road-near-origin': 'no open road near home',
  'travel.reason.no-road-near-destination': 'no open road near the place',
  'travel.reason.off-the-terrain': 'no height known there',
  'travel.reason.cut-off': 'cut by a river, the season, a closure or a one-way road',
  'travel.reason.not-joined': 'no way joins them',
  'travel.reason.beyond-limit': 'beyond the limit of time',
  'travel.byUnit': 'By commune, the longest first',
}

export const travel = { vi, en }

addWords(travel)
