/** The theme as an attribute of the page: `light` or `dark`, following the system where a person left it so. */
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
let chosen: 'system' | 'dark' | 'light' = 'system'

function apply(): void {
  document.documentElement.dataset['theme'] = chosen === 'system' ? (prefersDark.matches ? 'dark' : 'light') : chosen
}
prefersDark.addEventListener('change', apply)

export function useTheme(theme: string): void {
  chosen = theme === 'dark' || theme === 'light' ? theme : 'system'
  apply()
}
