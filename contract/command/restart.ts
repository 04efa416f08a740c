/** Restart policies as `--restart` says them (docker/cli, opts/parse.go; what moby then refuses). */
import type { RestartPolicy } from '../containers/run'
import { parseInteger } from './number'
import { read, refuse, type ValueParsed } from './problem'

const names: readonly string[] = ['no', 'always', 'unless-stopped', 'on-failure'] satisfies RestartPolicy['name'][]

/** `always`, `on-failure:3`; empty is `no`. */
export function parseRestart(text: string): ValueParsed<RestartPolicy> {
  const at = text.indexOf(':')
  const name = at < 0 ? text : text.slice(0, at)
  const count = at < 0 ? '' : text.slice(at + 1)
  if (text === '') return read({ name: 'no' })
  if (!isPolicy(name)) return refuse('restart-policy', name)
  if (count === '') return read({ name })
  const maximumRetries = parseInteger(count)
  if (!maximumRetries.ok || !/^[-+]?\d+$/.test(count) || maximumRetries.value < 0) return refuse('restart-count', count)
  if (name === 'on-failure') return read({ name, maximumRetries: maximumRetries.value })
  return maximumRetries.value === 0 ? read({ name }) : refuse('restart-count-policy', text)
}

export const restartText = ({ name, maximumRetries }: RestartPolicy): string =>
  maximumRetries === undefined ? name : `${name}:${maximumRetries}`

const isPolicy = (name: string): name is RestartPolicy['name'] => names.includes(name)
