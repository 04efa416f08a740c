/** Who asks: `id`, `getent group docker`. */
import type { Answer } from '../check'
import { textOf } from '../read'

export interface Identity {
  readonly uid: number
  readonly name: string
  /** Numbers of the groups of this very login. */
  readonly groups: readonly number[]
}

/** `uid=1000(ada) gid=1000(ada) groups=1000(ada),27(sudo)`; French writes `groupes=`. A number may be without its name. */
export function readIdentity(answer: Answer): Identity | undefined {
  const text = textOf(answer)
  const own = /^\s*uid=(\d{1,10})(?:\(([^)\n]*)\))?/.exec(text ?? '')
  if (text === undefined || own === null) return undefined
  const [, , ...parts] = text.split(/\s+(?=\w+=)/)
  const groups = [...(/\bgid=(\d{1,10})/.exec(text)?.slice(1) ?? [])]
  for (const part of parts)
    if (!/^(gid|euid|egid|context)=/.test(part))
      groups.push(...[...part.matchAll(/(?:=|,)(\d{1,10})/g)].map(([, id = '']) => id))
  return { uid: Number(own[1]), name: own[2] ?? '', groups: [...new Set(groups.map(Number))] }
}

/** Names of the groups of this very login, of `id` or of `groups`; undefined: they are not told, or not to their end. */
export function groupNamesOf(answer: Answer): readonly string[] | undefined {
  const text = textOf(answer)?.trim() ?? ''
  if (/^[a-z_][\w.-]*(?:\s+[a-z_][\w.-]*)+$/.test(text)) return text.split(/\s+/)
  const list = /\bgroup\w*=(\S.*?\))(?:\s+context=\S+)?$/.exec(text)?.[1]
  return list === undefined ? undefined : [...list.matchAll(/\(([^)]*)\)/g)].map(([, name = '']) => name)
}

export interface Group {
  readonly gid: number
  readonly members: readonly string[]
}

/** `docker:x:106:ada,bob` */
export function readGroup(answer: Answer): Group | undefined {
  const found = /^([^:\n]+):[^:\n]*:(\d{1,10}):([^\n]*)$/m.exec(textOf(answer) ?? '')
  if (found === null) return undefined
  return { gid: Number(found[2]), members: (found[3] ?? '').split(',').flatMap((name) => name.trim() || []) }
}
