/** `NAME=VALUE` pairs: labels, annotations, sysctls, options of drivers (docker/cli, opts/opts.go). */
import { cutPair } from './csv'
import { read, refuse, type ValueParsed } from './problem'

/** A label's name holds no white space; without a value it is empty. */
export function parseLabel(text: string): ValueParsed<string> {
  const name = cutPair(text)[0].replace(/^\s+/, '')
  if (name === '') return refuse('pair-name', text)
  return /\s/.test(name) ? refuse('label-space', name) : read(text)
}

/** A pair that needs its value: `size=120G`. */
export const parsePair = (text: string): ValueParsed<string> =>
  /^[^=]+=/.test(text) ? read(text) : refuse('pair-value', text)

/** A pair or a name alone. */
export const parseOption = (text: string): ValueParsed<string> =>
  cutPair(text)[0] === '' ? refuse('pair-name', text) : read(text)

const sysctls = new Set([
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced'
])

/** Only those that a namespace has of its own: `net.core.somaxconn=1024`. */
export function parseSysctl(text: string): ValueParsed<string> {
  const [name, value] = cutPair(text)
  if (value === undefined || name === '') return refuse('pair-value', text)
  return sysctls.has(name) || /^(?:net|fs\.mqueue)\./.test(name) ? read(text) : refuse('sysctl', name)
}

/** `no-new-privileges`, `label=disable`, `apparmor=unconfined`, `seccomp=unconfined`. */
export function parseSecurityOption(text: string): ValueParsed<string> {
  if (text === 'no-new-privileges') return read(text)
  const [, name, value] = /^([^=:]+)[=:](.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined) return refuse('security-option', text)
  // Docker's command reads the file where it runs, and sends what it holds.
  return name === 'seccomp' && value !== 'unconfined' && value !== 'builtin' && !value.startsWith('{')
    ? refuse('seccomp-file', value)
    : read(text)
}
