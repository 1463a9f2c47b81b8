import { vi, type Words } from './vi'

export type Language = 'vi' | 'en'
export type WordKey = keyof Words

const catalogues: Partial<Record<Language, Words>> = { vi }

/** Fetches a language's words; Vietnamese ones are always there. Only afterwards is anything said in it. */
export async function loadWords(language: Language): Promise<void> {
  if (language === 'en') catalogues.en ??= (await import('./en')).en
}

/** The words of one key in one language, with `{name}` filled in. */
export function say(language: Language, key: WordKey, fill: Record<string, string | number> = {}): string {
  const words = catalogues[language]
  if (!words) throw new Error(`The words of "${language}" were not loaded before they were used.`)
  return words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''))
}

/** Whether a key composed at run time (`kind.` + kind) has words. */
export function isWordKey(key: string): key is WordKey {
  return key in vi
}
