/** What the server calls the file of its answer; `null` where it says nothing that can be read. */
export function fileNameOf(response: Pick<Response, 'headers'>): string | null {
  const told = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  if (told === undefined) return null
  try {
    return decodeURIComponent(told)
  } catch (cause) {
    // Bytes that are no UTF-8: a name of our own is better than a broken one.
    if (cause instanceof URIError) return null
    throw cause
  }
}
