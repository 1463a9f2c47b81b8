/**
 * Whether a saved question asks for something that the question put together from the panel's choices does not.
 *
 * Saved questions also come from the API and the command line, which know conditions that no panel has.
 */
export function asksMore(saved: unknown, remade: unknown): boolean {
  if (saved === null || saved === undefined) return false
  if (typeof saved === 'number' && typeof remade === 'number') return Math.abs(saved - remade) > 1e-6
  if (Array.isArray(saved)) {
    const others: unknown[] = Array.isArray(remade) ? remade : []
    return saved.length !== others.length || saved.some((one, index) => asksMore(one, others[index]))
  }
  if (typeof saved === 'object') {
    const other = (typeof remade === 'object' ? remade : null) as Record<string, unknown> | null
    // Of weights only the shares count, and those the panel keeps.
    return Object.entries(saved).some(([name, value]) => name !== 'weights' && asksMore(value, other?.[name]))
  }
  return saved !== remade
}
