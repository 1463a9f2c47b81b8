/** `2025-07-01` → `01/07/2025`; what is not such a date is given back as it came. */
export function formatDate(iso: string | null | undefined): string {
  if (!iso) return '–'
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  return match ? `${match[3]}/${match[2]}/${match[1]}` : iso
}
