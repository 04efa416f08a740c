/** Why a text can be no file's name. */
export function nameProblem(text: string): 'empty' | 'slash' | 'dots' | 'too-long' | undefined {
  if (text === '') return 'empty'
  if (text.includes('/') || text.includes('\0')) return 'slash'
  if (text === '.' || text === '..') return 'dots'
  return new TextEncoder().encode(text).length > 255 ? 'too-long' : undefined
}
