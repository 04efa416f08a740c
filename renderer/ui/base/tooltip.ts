/** One tooltip for the whole window, made of plain DOM the first time that one is shown: nothing to load, nothing to mount. */

export interface TooltipText {
  readonly text: string
  /** A shortcut, already written for this platform. */
  readonly keys?: string
  /** The text only repeats the control's own name: not to be read out twice. */
  readonly names?: boolean
}

const delay = 450
/** Moving on from one control to its neighbour shows the next at once. */
const warm = 300
const gap = 6
const edge = 8

let element: HTMLDivElement | undefined
let owner: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let hiddenAt = Number.NEGATIVE_INFINITY

function bubble(): HTMLDivElement {
  if (element !== undefined) return element
  element = document.createElement('div')
  element.id = 'tooltip'
  element.className = 'tooltip'
  element.setAttribute('role', 'tooltip')
  // The pointer may go onto it, to read it enlarged or to select it.
  element.addEventListener('pointerenter', () => clearTimeout(timer))
  element.addEventListener('pointerleave', hideTooltip)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hideTooltip()
  })
  document.addEventListener('pointerdown', hideTooltip)
  document.addEventListener('scroll', hideTooltip, { capture: true, passive: true })
  return element
}

function place(target: HTMLElement, shown: HTMLDivElement): void {
  const anchor = target.getBoundingClientRect()
  const { width, height } = shown.getBoundingClientRect()
  const below = anchor.bottom + gap + height + edge <= window.innerHeight
  const left = Math.max(edge, Math.min(anchor.left + anchor.width / 2 - width / 2, window.innerWidth - width - edge))
  shown.style.left = `${Math.round(left)}px`
  shown.style.top = `${Math.round(below ? anchor.bottom + gap : anchor.top - gap - height)}px`
}

function show(target: HTMLElement, { text, keys, names }: TooltipText): void {
  if (!target.isConnected) return
  const shown = bubble()
  owner = target
  shown.replaceChildren(text)
  if (keys !== undefined) {
    const key = document.createElement('kbd')
    key.textContent = keys
    shown.append(key)
  }
  document.body.append(shown)
  if (names !== true) target.setAttribute('aria-describedby', shown.id)
  place(target, shown)
}

export function hideTooltip(): void {
  clearTimeout(timer)
  if (owner === undefined) return
  if (owner.getAttribute('aria-describedby') === 'tooltip') owner.removeAttribute('aria-describedby')
  owner = undefined
  element?.remove()
  hiddenAt = performance.now()
}

/**
 * Listeners for the element that the tooltip belongs to. `read` is asked when it is about to be shown; undefined or an
 * empty text shows none.
 */
export function tooltipListeners(read: () => TooltipText | undefined): Record<string, (event: Event) => void> {
  const later = (event: Event): void => {
    const target = event.currentTarget
    if (!(target instanceof HTMLElement)) return
    clearTimeout(timer)
    if (target === owner) return
    const wait = performance.now() - hiddenAt < warm ? 0 : delay
    timer = setTimeout(() => {
      hideTooltip()
      const tip = read()
      if (tip !== undefined && tip.text !== '') show(target, tip)
    }, wait)
  }
  const away = (): void => {
    clearTimeout(timer)
    if (owner !== undefined) timer = setTimeout(hideTooltip, 80)
  }
  return {
    onPointerenter: later,
    onPointerleave: away,
    onFocus: (event) => {
      if (event.target instanceof HTMLElement && event.target.matches(':focus-visible')) later(event)
    },
    onBlur: hideTooltip
  }
}
