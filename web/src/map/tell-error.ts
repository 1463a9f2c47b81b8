/** A failure as the map's own program reports it. */
interface MapFailure {
  error: { message: string; status?: unknown }
  sourceId?: string
}

/** Whether something is missing because no answer came, and not because something is wrong with it. */
export function isWithoutAnswer({ message, status }: MapFailure['error']): boolean {
  return status === 0 || /failed to fetch|networkerror|load failed/i.test(message)
}

/**
 * Tells what the map could not draw. Left to itself MapLibre writes the bare error, whose class has lost its name when
 * it was built ("kn"). A request without an answer stands in the browser's console and in the strip already.
 */
export function tellMapError(failure: MapFailure): void {
  if (isWithoutAnswer(failure.error)) return
  const what = failure.sourceId ?? 'a part of its style'
  reportError(new Error(`The map could not draw ${what}: ${failure.error.message}`))
}
