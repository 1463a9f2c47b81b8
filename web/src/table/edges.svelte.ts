/** On which sides of what scrolls there is more than is seen. */
export class Edges {
  right = $state(false)
  below = $state(false)

  /** Follows an element that scrolls, for as long as it is on the page. */
  watch = (frame: HTMLElement): (() => void) => {
    const look = () => {
      // A fraction of a pixel is not more.
      this.right = frame.scrollLeft + frame.clientWidth < frame.scrollWidth - 1
      this.below = frame.scrollTop + frame.clientHeight < frame.scrollHeight - 1
    }
    const observer = new ResizeObserver(look)
    observer.observe(frame)
    for (const child of frame.children) observer.observe(child)
    frame.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      frame.removeEventListener('scroll', look)
    }
  }
}
