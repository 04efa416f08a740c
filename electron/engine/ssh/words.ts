/** The words that the system's ssh is started with. Options that it does not know end it: only those of OpenSSH 7.6 and newer stand here. */
import { quote } from '../../../contract/command/quote'
import type { SshAddress } from './address'

/** Where the engine listens over there, when nothing is said. */
export const usualSocket = '/var/run/docker.sock'

export interface SshWordsOptions {
  /** Read instead of the person's own and the system's. */
  readonly configFile?: string
  /** Milliseconds for the connection and its key exchange. */
  readonly limit: number
  /** Says more: where prompts come without their fingerprint. */
  readonly verbose?: boolean
}

const option = (name: string, value: string | number): readonly string[] => ['-o', `${name}=${value}`]

/** Seconds after which a silent link is asked whether it stands, and how often before it is given up. */
const aliveInterval = 5
const aliveCount = 2

function common(address: SshAddress, { configFile, limit, verbose = false }: SshWordsOptions): readonly string[] {
  return [
    ...(configFile === undefined ? [] : ['-F', configFile]),
    // Neither the agent nor the display of this computer is any business of the far one, and no terminal is wanted.
    ...['-a', '-x', '-T'],
    // What the person's config forwards, runs or shares beside is for terminals.
    ...option('ClearAllForwardings', 'yes'),
    ...option('RemoteCommand', 'none'),
    ...option('LogLevel', verbose ? 'DEBUG1' : 'INFO'),
    ...option('ConnectTimeout', Math.max(1, Math.ceil(limit / 1000))),
    ...option('ServerAliveInterval', aliveInterval),
    ...option('ServerAliveCountMax', aliveCount),
    ...(address.user === undefined ? [] : ['-l', address.user]),
    ...(address.port === undefined ? [] : ['-p', String(address.port)])
  ]
}

/** Connects, asks what there is to ask, and stays: what follows goes through it by `control`, a socket that it makes. */
export const masterWords = (address: SshAddress, control: string, options: SshWordsOptions): readonly string[] => [
  ...common(address, options),
  '-N',
  ...option('ControlMaster', 'yes'),
  ...option('ControlPath', control),
  ...option('ControlPersist', 'no'),
  ...option('StreamLocalBindUnlink', 'yes'),
  '--',
  address.host
]

/** No config: everything has been decided by the master. */
export const forwardWords = (control: string, local: string, remote: string): readonly string[] => [
  ...['-F', process.platform === 'win32' ? 'NUL' : '/dev/null'],
  ...['-S', control, '-O', 'forward', '-L', `${local}:${remote}`, '--', 'engine']
]

/** Whether ssh takes a path as it is: it expands some signs, and parts words at others. */
export const canForward = (path: string): boolean => /^\/[^%$:[\]\\\s]+$/.test(path)

/** `control`: of a master; without one it connects by itself. */
export const commandWords = (
  address: SshAddress,
  control: string | undefined,
  command: string,
  options: SshWordsOptions
): readonly string[] => [
  ...common(address, options),
  ...(control === undefined
    ? [
        ...option('ControlMaster', 'no'),
        ...option('ControlPath', 'none'),
        ...option('KbdInteractiveAuthentication', 'no')
      ]
    : [...option('ControlMaster', 'no'), ...option('ControlPath', control)]),
  '--',
  address.host,
  command
]

/** What is run over there: ssh hands it to a shell. Source: docker/cli `cli/connhelper`. */
export const dialCommand = ({ path }: SshAddress): string => {
  const words = ['docker', ...(path === undefined ? [] : [`--host=unix://${path}`]), 'system', 'dial-stdio']
  return words.map((word) => quote(word, 'posix')).join(' ')
}

/** `e`: it is there; `w`: it may be written to. */
export const testCommand = (sign: 'e' | 'w', path: string): string => `test -${sign} ${quote(path, 'posix')}`
