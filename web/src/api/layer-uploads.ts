/** Files of geodata on their way to the map. */
import { query, request, send } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

export type LayerUpload = Schemas['LayerUpload']
export type WaitingUpload = Schemas['WaitingUpload']
export type CrsCandidate = Schemas['CrsCandidate']
export type LayerKind = Schemas['LayerKind']
export type LayerCheck = Schemas['LayerCheck']
export type LayerChanges = Schemas['LayerChanges']
export type BoundaryChanges = Schemas['BoundaryChanges']
export type ProblemList = Schemas['ProblemList']
export type LayerTakenIn = Schemas['LayerTakenIn']

/** How a file is to be read. */
export interface Reading {
  crs?: string | undefined
  layer?: string | undefined
  encoding?: string | undefined
  x_column?: string | undefined
  y_column?: string | undefined
  band?: number | undefined
}

/** What a file is to become. */
export interface LayerOrder {
  kind: string
  reading: Reading
  id?: string
  mapping: { column: string; attribute: string }[]
  left_out: string[]
  without_refused: boolean
  source?: string
  licence?: string
  retrieved?: string
  accuracy_m?: number | undefined
  valid_from?: string
  may_replace?: boolean
  may_differ_in_name?: boolean
  tolerance_m?: number | undefined
  method?: string
  no_data?: number | undefined
}

const of = (id: string) => `/api/layer-uploads/${encodeURIComponent(id)}`

export const layerUploads = {
  kinds: () => request<{ kinds: LayerKind[] }>('/api/layer-kinds'),
  waiting: () => request<{ uploads: WaitingUpload[] }>('/api/layer-uploads'),
  upload: (file: File) =>
    request<LayerUpload>(`/api/layer-uploads${query({ file_name: file.name })}`, {
      method: 'POST',
      body: file,
    }),
  read: (id: string, reading: Reading) => request<LayerUpload>(`${of(id)}${query({ ...reading })}`),
  features: (id: string, reading: Reading, signal: AbortSignal) =>
    request<GeoJSON.FeatureCollection>(`${of(id)}/features${query({ ...reading })}`, { signal }),
  check: (id: string, order: LayerOrder) => send<LayerCheck>(`${of(id)}/checks`, order),
  confirm: (id: string, order: LayerOrder, checksum: string) =>
    send<LayerTakenIn>(`${of(id)}/confirmation`, { order, checksum }),
  remove: (id: string) => request<undefined>(of(id), { method: 'DELETE' }),
}
