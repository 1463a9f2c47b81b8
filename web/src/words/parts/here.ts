import { addWords } from '../index'

const vi = {
  'here.title': '{count} nơi ở đây',
} as const

export type HereWord = keyof typeof vi

const en: Record<HereWord, string> = {
  'here.title': '{count} places here',
}

export const here = { vi, en }
addWords(here)
