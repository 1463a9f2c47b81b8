import type { Language } from '../words'
import { languageOf } from './language-of'

/** What is said of where data come from, and the language that it is in. */
export interface Citation {
  text: string
  lang: Language
}

/** A citation for a reader: in Vietnamese for those who read it, where somebody said it so; else as it stands. */
export function cite(words: string, inVietnamese: string | null | undefined, reader: Language): Citation {
  return reader === 'vi' && inVietnamese
    ? { text: inVietnamese, lang: 'vi' }
    : { text: words, lang: languageOf(words) }
}

/** The source of a layer or of an answer. */
export function citeSource(
  { source, source_vi }: { source: string; source_vi?: string | null },
  reader: Language,
): Citation {
  return cite(source, source_vi, reader)
}

/** The terms of a layer. */
export function citeLicence(
  { licence, licence_vi }: { licence: string; licence_vi?: string | null },
  reader: Language,
): Citation {
  return cite(licence, licence_vi, reader)
}
