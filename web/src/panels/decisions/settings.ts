/** The seasons in which ways are measured. */
export const SEASONS = ['dry', 'rainy'] as const
/** By what means people travel. */
export const TRAVEL_MODES = ['combined', 'road', 'on-foot'] as const

/** Settings of a workbench: plain values by name. */
export type Settings = Record<string, string | number | boolean | null | string[] | Record<string, number>>

/** Settings as the address keeps them: only what differs from the usual ones. */
export function encodeSettings<S extends Settings>(settings: S, usual: S): string {
  const changed = Object.entries(settings).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name]),
  )
  return changed.length === 0 ? '' : JSON.stringify(Object.fromEntries(changed))
}

function fits(value: unknown, usual: unknown): boolean {
  if (Array.isArray(usual)) return Array.isArray(value) && value.every((one) => typeof one === 'string')
  if (usual === null || typeof usual === 'number') {
    return (usual === null && value === null) || Number.isFinite(value)
  }
  if (typeof usual === 'object') {
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.entries(usual).every(([name]) => Number.isFinite((value as Record<string, unknown>)[name]))
    )
  }
  return typeof value === typeof usual
}

/** Reads settings from the address; what is unknown or of another kind stays as usual. `open` may also be null. */
export function decodeSettings<S extends Settings>(
  text: string | null,
  usual: S,
  open: readonly (keyof S)[] = [],
): S {
  let raw: Record<string, unknown> = {}
  try {
    const parsed: unknown = JSON.parse(text ?? '{}')
    if (typeof parsed === 'object' && parsed !== null) raw = parsed as Record<string, unknown>
  } catch {
    // A cut or mistyped address: everything is as usual.
  }
  const kept = Object.entries(usual).map(([name, value]) => {
    const given = raw[name]
    const isFit = given !== undefined && (fits(given, value) || (given === null && open.includes(name)))
    return [name, isFit ? given : value]
  })
  return Object.fromEntries(kept) as S
}
