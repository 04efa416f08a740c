/** The window's tokens for a canvas, which knows no custom properties. */

/** As CSS resolves it for this element, in the theme that is shown. */
export function resolved(element: HTMLElement, token: string, opacity = 1): string {
  const probe = document.createElement('span')
  probe.style.color =
    opacity === 1 ? `var(${token})` : `color-mix(in oklch, var(${token}) ${opacity * 100}%, transparent)`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** Called when the theme changes, by a person or by the system. Returns what ends it. */
export function onTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const media = matchMedia('(prefers-color-scheme: dark)')
  media.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', listener)
  }
}
