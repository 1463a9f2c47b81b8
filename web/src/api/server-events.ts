/** One server-sent event. */
export interface ServerEvent {
  event: string
  data: string
}

/** Cuts whole events off the front of what has come; the rest waits for more. */
export function eventsIn(text: string): { events: ServerEvent[]; rest: string } {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n')
  const rest = blocks.pop() ?? ''
  const events = blocks.flatMap((block): ServerEvent[] => {
    const lines = block.split('\n')
    const field = (name: string) =>
      lines
        .filter((line) => line.startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
    const data = field('data')
    return data.length === 0 ? [] : [{ event: field('event')[0] ?? 'message', data: data.join('\n') }]
  })
  return { events, rest }
}
