import type { Language } from '../words'

/** The language of a citation, which stands as its publisher wrote it: Vietnamese shows by its marks. */
export function languageOf(text: string): Language {
  return /[\u0300-\u036f]/.test(text.normalize('NFD')) || /đ/i.test(text) ? 'vi' : 'en'
}
