/** An engine behind ssh, as DOCKER_HOST and contexts write it: `ssh://[user@]host[:port][/path/to/socket]`. */

export interface SshAddress {
  readonly user?: string
  readonly host: string
  readonly port?: number
  /** Of the socket over there; absent: the usual one, or the one that the docker over there uses. */
  readonly path?: string
}

const shape = /^(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s

/** What ssh itself takes (`valid_hostname` and `valid_ruser` of OpenSSH's ssh.c): the rest could be words for a shell of its config. */
const isHost = (host: string): boolean => /^[\p{L}\p{N}_.:%+-]+$/u.test(host) && !host.startsWith('-')
const isUser = (user: string): boolean =>
  !/['"`;&<>|(){}\s\u0000-\u001f\u007f]/.test(user) && !user.startsWith('-') && !user.endsWith('\\')

const isPath = (path: string): boolean => !/[\u0000-\u001f\u007f]/.test(path)

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error(`invalid URL escape: ${JSON.stringify(text)}`)
  }
}

const refuse = (words: string): never => {
  throw new Error(`ssh host connection is not valid: invalid SSH URL: ${words}`)
}

/** `rest`: what follows `ssh://`. Throws an Error with docker's own words (docker/cli `cli/connhelper/ssh/ssh.go`). */
export function parseSshAddress(rest: string): SshAddress {
  const [, account, name = '', digits, pathname = '', query, fragment] = shape.exec(rest) ?? refuse('it cannot be read')
  const [user, password] = account === undefined ? [] : account.split(/:(.*)/s)
  if (password !== undefined) refuse('plain-text password is not supported')
  const host = decoded(name.replace(/^\[|\]$/g, ''))
  if (host === '') refuse('hostname is empty')
  if (query !== undefined) refuse(`query parameters are not allowed: ${JSON.stringify(query.slice(1))}`)
  if (fragment !== undefined) refuse(`fragments are not allowed: ${JSON.stringify(fragment.slice(1))}`)
  if (!isHost(host)) refuse('hostname contains invalid characters')
  const port = digits === undefined || digits === '' ? undefined : Number(digits)
  if (port !== undefined && !(/^\d+$/.test(digits ?? '') && port > 0 && port < 65_536))
    refuse(`invalid port ${JSON.stringify(`:${digits}`)} after host`)
  const person = user === undefined || user === '' ? undefined : decoded(user)
  if (person !== undefined && !isUser(person)) refuse('remote username contains invalid characters')
  const path = decoded(pathname)
  if (!isPath(path)) refuse('the path contains invalid characters')
  // As docker does: a lone slash is no path.
  return { user: person, host, port, path: /[^/]/.test(path) ? path : undefined }
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host.replaceAll('%', '%25')}]` : host)

export function formatSshAddress({ user, host, port, path = '' }: SshAddress): string {
  const account = user === undefined ? '' : `${encodeURIComponent(user)}@`
  return `ssh://${account}${bracketed(host)}${port === undefined ? '' : `:${port}`}${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`
}

/** `user@host`, as a person types it after `ssh`; the port goes before it. */
export const accountOf = ({ user, host }: SshAddress): string => (user === undefined ? host : `${user}@${host}`)
