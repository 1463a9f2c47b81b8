import { onScreen } from '../state/map.svelte'
import { data } from '../state/data.svelte'

/**
 * Lets the browser keep the viewer for when there is no line.
 *
 * On the first visit the page was loaded before its worker was there: what it shows is then asked for once more, now
 * through the worker, which keeps it. The browser's own cache answers, so little of it goes over the line.
 */
export function keepForLater(): void {
  // Browsers have service workers only over HTTPS and on the machine itself.
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const isFirst = serviceWorker.controller === null
  if (isFirst) {
    serviceWorker.addEventListener(
      'controllerchange',
      () => {
        void data.load()
        onScreen.map?.keepWhatIsShown()
      },
      { once: true },
    )
  }
  // Without a worker everything works but the opening without a line.
  const begin = () => void serviceWorker.register('/sw.js').catch(() => undefined)
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
}
