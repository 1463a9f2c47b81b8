import type { ApiError } from '../api/client'
import { say, type Language } from '../words'

/** What of an error is told: its kind, its status and the server's words in both languages. */
export type Told = Pick<ApiError, 'code' | 'status' | 'message' | 'remedy' | 'vi'>

/** What went wrong and what to do about it, in the language of the viewer. */
export function tellError(error: Told, language: Language): { message: string; remedy: string | null } {
  if (error.code === 'network') return { message: say(language, 'error.network'), remedy: null }
  const own = language === 'vi' ? error.vi : error
  return {
    message: own?.message || say(language, 'error.unexpected', { status: error.status }),
    remedy: own?.remedy || null,
  }
}

/** The same in one line, where there is no room for more. */
export function tellErrorInALine(error: Told, language: Language): string {
  const { message, remedy } = tellError(error, language)
  return remedy ? `${message} ${remedy}` : message
}
