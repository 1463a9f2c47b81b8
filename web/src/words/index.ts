import type { DashboardWord } from './parts/dashboard'
import type { DataWord } from './parts/data'
import type { DecisionWord } from './parts/decisions'
import type { DrawnWord } from './parts/drawn'
import type { ExposureWord } from './parts/exposure'
import type { HelpWord } from './parts/help'
import type { HereWord } from './parts/here'
import type { InspectorWord } from './parts/inspector'
import type { LayerUploadWord } from './parts/layer-uploads'
import type { OsmWord } from './parts/osm'
import type { PointWord } from './parts/point'
import type { PrintWord } from './parts/print'
import type { QueryWord } from './parts/query'
import type { QueueWord } from './parts/queue'
import type { ReportWord } from './parts/reports'
import type { SchoolWord } from './parts/schools'
import type { SketchWord } from './parts/sketch'
import type { StageWord } from './parts/stage'
import type { SwipeWord } from './parts/swipe'
import type { TableWord } from './parts/tables'
import type { TaskWord } from './parts/tasks'
import type { TravelWord } from './parts/travel'
import { vi, type Words } from './vi'

export type Language = 'vi' | 'en'
export type WordKey =
  | keyof Words
  | QueryWord
  | QueueWord
  | HelpWord
  | HereWord
  | InspectorWord
  | DashboardWord
  | DataWord
  | OsmWord
  | PointWord
  | PrintWord
  | DecisionWord
  | DrawnWord
  | ExposureWord
  | ReportWord
  | SchoolWord
  | LayerUploadWord
  | SketchWord
  | StageWord
  | SwipeWord
  | TableWord
  | TaskWord
  | TravelWord

/** The words of a part of the interface that the first view does without, in both languages. */
export type Part<Key extends string> = Record<Language, Record<Key, string>>

const catalogues: Partial<Record<Language, Record<string, string>>> = { vi }
const parts: Part<string>[] = []

/** Fetches a language's words; Vietnamese ones are always there. Only afterwards is anything said in it. */
export async function loadWords(language: Language): Promise<void> {
  if (language === 'en') catalogues.en ??= (await import('./en')).en
}

/** Makes the words of a part known; its panels do so before they are shown. */
export function addWords(part: Part<string>): void {
  parts.push(part)
}

function find(language: Language, key: string): string | undefined {
  const words = catalogues[language]
  if (!words) throw new Error(`The words of "${language}" were not loaded before they were used.`)
  return words[key] ?? parts.find((part) => key in part[language])?.[language][key]
}

/** The words of one key in one language, with `{name}` filled in. */
export function say(language: Language, key: WordKey, fill: Record<string, string | number> = {}): string {
  const text = find(language, key)
  if (text === undefined) throw new Error(`There are no words for "${key}", or their part was not loaded.`)
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''))
}

/** Whether a key composed at run time (`kind.` + kind) has words. */
export function isWordKey(key: string): key is WordKey {
  return find('vi', key) !== undefined
}
