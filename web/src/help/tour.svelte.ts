const KEY = 'tour'

/** The tour for who is here for the first time; the browser remembers that it was seen or left. */
class Tour {
  isOpen = $state(false)
  /** Whether it is offered: to who never took or left it. */
  isOffered = $state(localStorage.getItem(KEY) === null)

  start(): void {
    this.isOpen = true
    this.isOffered = false
  }

  end(): void {
    this.isOpen = false
    this.isOffered = false
    localStorage.setItem(KEY, 'seen')
  }
}

export const tour = new Tour()
