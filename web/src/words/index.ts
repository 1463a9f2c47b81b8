import { en } from './en'
import { vi, type Words } from './vi'

export type Language = 'vi' | 'en'
export type WordKey = keyof Words

const catalogues: Record<Language, Words> = { vi, en }

/** The words of one key in one language, with `{name}` filled in. */
export function say(language: Language, key: WordKey, fill: Record<string, string | number> = {}): string {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''))
}

/** Whether a key composed at run time (`kind.` + kind) has words. */
export function isWordKey(key: string): key is WordKey {
  return key in vi
}
