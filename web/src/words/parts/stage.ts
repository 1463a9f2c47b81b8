import { addWords } from '../index'

const vi = {
  'stage.leave': 'Thôi trình chiếu (Esc)',
  'stage.keys': 'Phím ← → đổi kỳ, ↑ ↓ đổi chỉ số, F toàn màn hình, Esc để thôi.',
  'stage.earlier': 'Kỳ trước',
  'stage.later': 'Kỳ sau',
  'stage.map': 'Bản đồ tỉnh Cao Bằng',
  'stage.illustrative': 'Số liệu minh hoạ – không dùng để quyết định',
} as const

export type StageWord = keyof typeof vi

const en: Record<StageWord, string> = {
  'stage.leave': 'Leave the presentation (Esc)',
  'stage.keys': 'Keys ← → change the period, ↑ ↓ the indicator, F full screen, Esc to leave.',
  'stage.earlier': 'Earlier period',
  'stage.later': 'Later period',
  'stage.map': 'Map of Cao Bằng province',
  'stage.illustrative': 'Illustrative figures – not for decisions',
}

export const stage = { vi, en }
addWords(stage)
