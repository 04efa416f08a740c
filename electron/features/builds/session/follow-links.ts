/** Which paths of a folder a build asks for, with those that links in them lead to. Source: tonistiigi/fsutil, followlinks.go. */
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { IgnoreRules } from '../context/ignore'

const isWild = (name: string): boolean => /[*?[\\]/.test(name)

/** Where the last part of a path leads; undefined where it is no link. */
async function targetsOf(folder: string, path: string, wild = true): Promise<readonly string[] | undefined> {
  const parent = posix.dirname(path)
  const name = posix.basename(path)
  if (wild && isWild(name)) {
    const names = await readdir(join(folder, parent)).catch(() => [])
    const rules = new IgnoreRules([name], 'buildkit')
    const found: string[] = []
    for (const one of names)
      if (rules.of(one, false, undefined).ignored)
        found.push(...((await targetsOf(folder, posix.join(parent, one), false)) ?? []))
    return found.length === 0 ? undefined : found
  }
  // What is not there leads nowhere.
  const target = await lstat(join(folder, path))
    .then(async (stats) => (stats.isSymbolicLink() ? await readlink(join(folder, path)) : undefined))
    .catch(() => undefined)
  if (target === undefined) return undefined
  const clean = posix.normalize(target)
  return [clean.startsWith('/') ? clean : posix.join('/', parent, clean)]
}

/** Undefined: all of it is asked for. */
export async function followLinks(folder: string, paths: readonly string[]): Promise<readonly string[] | undefined> {
  const resolved = new Set<string>()
  const append = async (path: string): Promise<void> => {
    let rest = posix.join('.', path).replace(/^(\.\.\/)+|^\/+/, '')
    let current = '.'
    for (;;) {
      const [first = '', ...others] = rest.split('/')
      current = posix.join(current, first)
      const targets = current === '.' ? undefined : await targetsOf(folder, current)
      rest = others.join('/')
      if (rest !== '' && targets === undefined) continue
      if (resolved.has(current)) return
      resolved.add(current)
      for (const target of targets ?? []) await append(posix.join(target, rest))
      return
    }
  }
  for (const path of paths) await append(path)
  return resolved.has('.') ? undefined : [...resolved].sort()
}
