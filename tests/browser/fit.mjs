// What must fit on a screen: nothing wider than its frame, no words cut, nothing over a button, every target large enough.

/** What does not fit, in words; looked for in what is on the screen now. */
export function misfits(page) {
  return page.evaluate(() => {
    const [TARGET, ARROW] = [24, 18]
    const FRAMES = '.panel .content, aside, dialog, .legend'
    const found = []
    const tell = (element) => {
      const name = (element.getAttribute('aria-label') ?? element.innerText ?? '').trim().replace(/\s+/g, ' ')
      return `<${element.tagName.toLowerCase()} ${element.className}> “${name.slice(0, 60)}”`
    }
    const isSeen = (element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.visually-hidden')
    /** The part of a box that no scrolling frame cuts away. */
    const inView = (element, rect = element.getBoundingClientRect()) => {
      let { left, top, right, bottom } = rect
      for (let frame = element.parentElement; frame; frame = frame.parentElement) {
        if (getComputedStyle(frame).overflow === 'visible') continue
        const box = frame.getBoundingClientRect()
        ;[left, top] = [Math.max(left, box.left), Math.max(top, box.top)]
        ;[right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)]
      }
      return { left, top, right, bottom, isEmpty: right - left < 1 || bottom - top < 1 }
    }
    const wider = (element) => element.scrollWidth > element.clientWidth + 1

    if (wider(document.documentElement)) found.push(`the page is ${document.documentElement.scrollWidth} px wide`)
    // Wide tables scroll on purpose, in a frame of their own.
    for (const frame of document.querySelectorAll('.panel .content, aside .content, dialog, dialog *, .legend .content')) {
      if (!isSeen(frame) || frame.matches('.scroll, pre, input, textarea, select, svg *')) continue
      if (getComputedStyle(frame).overflowX !== 'visible' && wider(frame)) found.push(`scrolls sideways: ${tell(frame)}`)
    }
    const pen = document.createElement('canvas').getContext('2d')
    for (const field of document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=range], [type=file]), select')) {
      if (!isSeen(field)) continue
      if (field.tagName === 'SELECT') {
        const { fontWeight, fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(field)
        pen.font = `${fontWeight} ${fontSize} ${fontFamily}`
        const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW
        const text = field.selectedOptions[0]?.text ?? ''
        if (pen.measureText(text).width > room && field.title !== text) found.push(`cut choice: “${text}” in ${Math.round(room)} px`)
      } else if (wider(field)) found.push(`cut field: “${field.value}” ${tell(field)}`)
    }
    for (const element of document.querySelectorAll('body *')) {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const isCut = (textOverflow === 'ellipsis' || overflowX === 'hidden' || overflowX === 'clip') && wider(element)
      const holdsWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
      // What is shortened on purpose tells all of it as its title, or opens to it.
      const opens = element.closest('button[aria-expanded=false]') !== null
      const isTold = opens || element.title !== '' || element.querySelector('[title]') !== null
      if (isCut && holdsWords && !isTold && isSeen(element) && element.tagName !== 'INPUT') found.push(`cut words: ${tell(element)}`)
    }

    const pressable = 'button, summary, select, input:not([type=hidden], [type=file]), a[href], [role=slider], textarea, g[tabindex]'
    const targets = [...document.querySelectorAll(pressable)].filter(isSeen)
    for (const target of targets) {
      // A box and its label are one target; a link within a sentence is as high as its line.
      const whole = target.matches('[type=checkbox], [type=radio]') ? (target.closest('label') ?? target) : target
      const { width, height } = whole.getBoundingClientRect()
      const isInSentence = target.tagName === 'A' && getComputedStyle(target).display === 'inline'
      const isMark = target.tagName.toLowerCase() === 'g'
      if (!isInSentence && !isMark && Math.min(width, height) < TARGET - 0.5 && !target.closest('.skip')) {
        found.push(`small target ${Math.round(width)} × ${Math.round(height)}: ${tell(target)}`)
      }
    }
    // What lies over the middle of a button takes its click; words under it cannot be read.
    const boxes = targets
      .filter((target) => target.matches('button, summary, select'))
      .map((target) => ({ target, box: inView(target), whole: target.getBoundingClientRect() }))
      .filter(({ box, whole }) => !box.isEmpty && box.bottom - box.top > whole.height * 0.9 && box.right - box.left > whole.width * 0.9)
    for (const { target, box } of boxes) {
      const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
      const isOver = top && !target.contains(top) && !top.contains(target)
      const isSameFrame = top?.closest(FRAMES) && top.closest(FRAMES) === target.closest(FRAMES)
      if (isOver && isSameFrame && !top.closest('.tabs, thead, .top')) found.push(`${tell(top)} lies over ${tell(target)}`)
    }
    const range = document.createRange()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.parentElement
      const frame = words.closest(FRAMES)
      if (node.textContent.trim() === '' || !frame || !isSeen(words) || words.closest('thead, .tabs, .top, option')) continue
      range.selectNodeContents(node)
      for (const rect of range.getClientRects()) {
        const line = inView(words, rect)
        if (line.isEmpty) continue
        for (const { target, box } of boxes) {
          if (target.contains(words) || target.closest(FRAMES) !== frame || target.closest('thead, .tabs, .top')) continue
          const across = Math.min(line.right, box.right) - Math.max(line.left, box.left)
          const down = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top)
          if (across > 3 && down > 6) found.push(`${tell(target)} lies over the words “${node.textContent.trim().slice(0, 40)}”`)
        }
      }
    }
    return [...new Set(found)]
  })
}
