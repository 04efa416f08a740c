/** Permission bits as people write them. */

/** `0755`, `755`; undefined for what is none. */
export const parseMode = (text: string): number | undefined =>
  /^[0-7]{1,4}$/.test(text.trim()) ? Number.parseInt(text.trim(), 8) : undefined

/** The number of a user or group; undefined for what is none. */
export function parseOwner(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text.trim())) return undefined
  const number = Number(text.trim())
  return number <= 0xffff_fffe ? number : undefined
}

export const hasBit = (mode: number, bit: number): boolean => (mode & bit) !== 0
export const withBit = (mode: number, bit: number, on: boolean): number => (on ? mode | bit : mode & ~bit)
