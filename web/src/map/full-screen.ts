/** Fills the screen with the page, or gives the screen back; a browser that refuses leaves things as they are. */
export function toggleFullScreen(): void {
  const asked = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
  asked.catch(() => undefined)
}
