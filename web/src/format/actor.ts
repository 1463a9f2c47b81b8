/** The person who did something, by the name of the account; `null` where the server itself did it. */
export function personOf(actor: string): string | null {
  return actor.startsWith('account:') ? actor.slice('account:'.length) : null
}
