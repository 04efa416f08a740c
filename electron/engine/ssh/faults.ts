/** What ssh, and docker over there, say when it did not work. ssh's own texts are never translated. */
import type { Failure } from '../../../contract/failure'
import { quote } from '../../../contract/command/quote'
import { FailureError } from '../failure-error'
import { accountOf, type SshAddress } from './address'

type Reason = Extract<Failure, { kind: 'engine-unreachable' }>['reason']

/**
 * ssh's last word on a host key; a jump host's is followed by that of the ssh behind it. A server that was let so far can write anything, a
 * warning of a changed key too, into what ssh says, but never its last word.
 */
const hostKeyFailed =
  /Host key verification failed\.\s*(?:kex_exchange_identification: .*\s*)?(?:Connection closed by UNKNOWN port 65535\s*)?$/

const rules: ReadonlyArray<readonly [RegExp, Reason]> = [
  [/Permission denied \(|Permission denied, please try again|Too many authentication failures/i, 'ssh-key-refused'],
  [/Could not resolve hostname/i, 'name-not-found'],
  [/Connection refused/i, 'ssh-refused'],
  [/timed out|Timeout, server/i, 'ssh-timed-out']
]

function reasonOf(said: string): Reason | undefined {
  if (hostKeyFailed.test(said))
    return /REMOTE HOST IDENTIFICATION HAS CHANGED/.test(said) ? 'ssh-host-changed' : 'ssh-host-unknown'
  return rules.find(([pattern]) => pattern.test(said))?.[1]
}

/**
 * Lines that a person has no use for: what ssh says while it works, what it shouts around a changed key (our own sentence does), and how to
 * use ssh-keygen on Debian (a command to copy does).
 */
const noise = new RegExp(
  [
    'debug\\d: ',
    'Warning: Permanently added ',
    '\\*\\* ',
    '@',
    'IT IS POSSIBLE THAT',
    'Someone could be eavesdropping',
    'It is also possible that a host key',
    'Please contact your system administrator',
    'Add correct host key in',
    ' +remove with:',
    ' +ssh-keygen -f',
    "The authenticity of host '",
    'This key is not known by any other names',
    'Are you sure you want to continue'
  ]
    .map((start) => `^${start}`)
    .join('|')
)

/** What is worth showing of it: the last lines. */
export function wordsOfSsh(said: string): string {
  const lines = said.split(/\r?\n/).filter((line) => line.trim() !== '' && !noise.test(line))
  return lines.slice(-14).join('\n').slice(-2_000).trim()
}

/** Typed into a terminal, it does what Escale did. */
function sshLine(address: SshAddress, ...words: readonly string[]): string {
  const port = address.port === undefined ? [] : ['-p', String(address.port)]
  return ['ssh', ...port, accountOf(address), ...words].map((word) => quote(word, 'posix')).join(' ')
}

/** As known_hosts names it. */
const knownName = ({ host, port = 22 }: SshAddress): string => (port === 22 ? host : `[${host}]:${port}`)

/** ssh says which file the old key is in, and under which name: an alias or a jump host may stand behind the address. */
function forgetLine(address: SshAddress, said: string): string {
  const file = /^Offending .*?key in (.+):\d+\s*$/m.exec(said)?.[1]
  const name = /^Host key for (\S+) has changed/m.exec(said)?.[1] ?? knownName(address)
  const usual = file === undefined || /[\\/]\.ssh[\\/]known_hosts$/.test(file)
  return ['ssh-keygen', ...(usual ? [] : ['-f', file]), '-R', name].map((word) => quote(word, 'posix')).join(' ')
}

function commandFor(reason: Reason, address: SshAddress, said: string): string | undefined {
  switch (reason) {
    case 'ssh-host-changed':
      return forgetLine(address, said)
    case 'ssh-key-refused': {
      const port = address.port === undefined ? [] : ['-p', String(address.port)]
      return ['ssh-copy-id', ...port, accountOf(address)].map((word) => quote(word, 'posix')).join(' ')
    }
    case 'ssh-no-socket':
      return sshLine(address, '-t', 'sudo systemctl start docker')
    case 'ssh-socket-permission':
      return sshLine(address, '-t', 'sudo usermod -aG docker $USER')
    case 'ssh-no-docker':
      return sshLine(address, 'docker version')
    case 'ssh-failed':
      return sshLine({ ...address }, '-v', 'true')
    default:
      return undefined
  }
}

export function sshFailure(reason: Reason, address: SshAddress, said: string): FailureError {
  const command = commandFor(reason, address, said)
  return new FailureError({
    kind: 'engine-unreachable',
    reason,
    message: wordsOfSsh(said),
    ...(command === undefined ? {} : { remedy: { kind: 'run' as const, command } })
  })
}

/** Why ssh ended before it was connected. */
export function connectFault(address: SshAddress, said: string): FailureError {
  return sshFailure(reasonOf(said) ?? 'ssh-failed', address, said)
}

export type StdioFault = 'no-docker' | 'no-socket' | 'permission' | 'too-old' | 'ssh' | 'other'

/** Why `docker system dial-stdio` ended. ssh's own faults end with 255; a shell's missing command with 127. */
export function stdioFault(code: number | undefined, said: string): StdioFault {
  if (code === 255 && reasonOf(said) !== undefined) return 'ssh'
  if (code === 127 || /docker['’]? is not recognized|docker: (?:command )?not found/i.test(said)) return 'no-docker'
  if (/permission denied/i.test(said)) return 'permission'
  if (/is not a docker command|unknown (?:command|flag|shorthand)|flag provided but not defined/i.test(said))
    return 'too-old'
  if (
    /no such file|connection refused|cannot connect to the docker daemon|daemon running|cannot find the file/i.test(
      said
    )
  )
    return 'no-socket'
  return code === 255 ? 'ssh' : 'other'
}

/** What became of a forwarded connection that was closed at once. */
export const isForwardingForbidden = (said: string): boolean =>
  /open failed: (?:administratively prohibited|unknown channel type)/i.test(said)
