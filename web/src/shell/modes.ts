import MapIcon from '@lucide/svelte/icons/map'
import Route from '@lucide/svelte/icons/route'
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet'
import Mountain from '@lucide/svelte/icons/mountain'
import MessageSquareText from '@lucide/svelte/icons/message-square-text'
import School from '@lucide/svelte/icons/school'
import Target from '@lucide/svelte/icons/target'
import FileText from '@lucide/svelte/icons/file-text'
import type { Component } from 'svelte'
import { USUAL_RELOCATION } from '../panels/relocation/settings'
import { USUAL_SCHOOLS } from '../panels/schools/settings'
import {
  DATA_ROOM,
  EMPTY_QUERY,
  USUAL_WIDTHS_KM,
  USUAL_WIDTH_KM,
  WHOLE_PROGRAMME,
  type View,
} from '../state/views'
import type { WordKey } from '../words'

/** One entry of the rail. */
export interface ModeEntry {
  mode: View['mode']
  word: WordKey
  icon: Component<{ size?: number }>
  view: View
  /** Whether a phone has it in the menu at the top, its rail being full. */
  isInMenu?: boolean
}

/** The modes in the order of the rail. */
export const MODE_ENTRIES: readonly ModeEntry[] = [
  { mode: 'map', word: 'mode.map', icon: MapIcon, view: { mode: 'map' } },
  {
    mode: 'programme',
    word: 'mode.programme',
    icon: Target,
    view: WHOLE_PROGRAMME,
  },
  {
    mode: 'corridors',
    word: 'mode.corridors',
    icon: Route,
    view: {
      mode: 'corridors',
      corridors: [],
      line: [],
      width_km: USUAL_WIDTH_KM,
      widths_km: [...USUAL_WIDTHS_KM],
      compare: null,
      kept: [],
      isShaded: false,
    },
  },
  {
    mode: 'schools',
    word: 'mode.schools',
    icon: School,
    view: { mode: 'schools', settings: USUAL_SCHOOLS, answer: null },
  },
  {
    mode: 'relocation',
    word: 'mode.relocation',
    icon: Mountain,
    view: { mode: 'relocation', settings: USUAL_RELOCATION, answer: null },
  },
  {
    mode: 'query',
    word: 'mode.query',
    icon: MessageSquareText,
    view: EMPTY_QUERY,
  },
  {
    mode: 'data',
    word: 'mode.data',
    icon: FileSpreadsheet,
    view: DATA_ROOM,
  },
  { mode: 'reports', word: 'mode.reports', icon: FileText, view: { mode: 'reports' }, isInMenu: true },
]
