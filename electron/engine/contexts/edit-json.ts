/** Changes one member of a JSON object and leaves every other byte of the text: other programs' settings are none of ours. */

interface Member {
  readonly key: string
  /** Of the key's first quote. */
  readonly start: number
  readonly valueStart: number
  /** After the value. */
  readonly end: number
}

const isSpace = (character: string): boolean => /[\t\n\r ]/.test(character)

/** After a string that begins at `at`. */
function afterString(text: string, at: number): number {
  let next = at + 1
  while (text[next] !== '"') next += text[next] === '\\' ? 2 : 1
  return next + 1
}

/** After a value that begins at `at`. The text is valid JSON. */
function afterValue(text: string, at: number): number {
  if (text[at] === '"') return afterString(text, at)
  if (text[at] !== '{' && text[at] !== '[') {
    let next = at
    while (!/[\t\n\r ,}\]]/.test(text[next] ?? ',')) next++
    return next
  }
  let depth = 0
  let next = at
  do {
    const character = text[next] ?? ''
    if (character === '"') {
      next = afterString(text, next)
      continue
    }
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    next++
  } while (depth > 0)
  return next
}

const skip = (text: string, at: number): number => {
  let next = at
  while (isSpace(text[next] ?? 'x')) next++
  return next
}

function membersOf(text: string, open: number): readonly Member[] {
  const members: Member[] = []
  let at = skip(text, open + 1)
  while (text[at] === '"') {
    const start = at
    const afterKey = afterString(text, start)
    const key = JSON.parse(text.slice(start, afterKey)) as string
    const valueStart = skip(text, skip(text, afterKey) + 1)
    const end = afterValue(text, valueStart)
    members.push({ key, start, valueStart, end })
    at = skip(text, end)
    if (text[at] === ',') at = skip(text, at + 1)
  }
  return members
}

/**
 * Sets a member of the outermost object to a string, or takes it out. Throws SyntaxError where the text is no JSON, and
 * TypeError where it is no object.
 */
export function setMember(text: string, key: string, value: string | undefined): string {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new TypeError('It holds no object')
  const open = skip(text, 0)
  const members = membersOf(text, open)
  // Of several with one key the last one counts.
  const index = members.findLastIndex((member) => member.key === key)
  const present = members[index]
  if (value === undefined) {
    if (present === undefined) return text
    return setMember(without(text, open, members, index), key, undefined)
  }
  const written = JSON.stringify(value)
  if (present !== undefined) return text.slice(0, present.valueStart) + written + text.slice(present.end)
  const last = members.at(-1)
  if (last === undefined) {
    const close = skip(text, open + 1)
    return `${text.slice(0, open)}{\n\t${JSON.stringify(key)}: ${written}\n${text.slice(close)}`
  }
  const before = text.slice(open + 1, members[0]?.start)
  const colon = before === '' ? ':' : ': '
  return `${text.slice(0, last.end)},${before}${JSON.stringify(key)}${colon}${written}${text.slice(last.end)}`
}

function without(text: string, open: number, members: readonly Member[], index: number): string {
  const member = members[index]
  const next = members[index + 1]
  const before = members[index - 1]
  if (member === undefined) return text
  if (next !== undefined) return text.slice(0, member.start) + text.slice(next.start)
  if (before !== undefined) return text.slice(0, before.end) + text.slice(member.end)
  return text.slice(0, open + 1) + text.slice(skip(text, member.end))
}
