/** Lines that are JSON: read once each, and only those that are drawn. */
import type { Json } from '../json/json-tree'
import type { ShownLine } from './log-source'
import { plainText } from './log-text'

const parsed = new WeakMap<ShownLine, { readonly value: Json | undefined }>()

/** The object or list that a line is; undefined where it is none. */
export function parsedLine(line: ShownLine): Json | undefined {
  const known = parsed.get(line)
  if (known !== undefined) return known.value
  const value = read(line)
  parsed.set(line, { value })
  return value
}

function read(line: ShownLine): Json | undefined {
  if (line.length !== undefined) return undefined
  const text = plainText(line.text).trim()
  if (!/^(?:\{[^]*\}|\[[^]*\])$/.test(text)) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    // Most of what stands in brackets is no JSON: it stays a line.
    return undefined
  }
}
