/** Whether nothing has the focus, as when the button that had it is gone. */
export function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Brings a heading into view and focuses it, unless the reader has gone on to something else than computing. */
export function leadTo(heading: HTMLElement): void {
  if (!isNowhere() && !document.activeElement?.closest('[data-run-bar]')) return
  heading.focus({ preventScroll: true })
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  heading.scrollIntoView({ block: 'start', behavior: isStill ? 'instant' : 'smooth' })
}

/** Where computing is told of and stopped, for what is asked again from somewhere else. */
export function goToBar(): void {
  document.querySelector<HTMLElement>('[data-run-bar] button')?.focus()
}
