/** What is this person's and this computer's own, as a report must not carry it. */
import { hostname, networkInterfaces, userInfo } from 'node:os'
import type { Secret } from '../../../../contract/prerequisites/report/redact'
import type { Surroundings } from '../../../engine/discovery/surroundings'

/** Names that tell nothing of a person, and that stand in many answers for other reasons. */
const common = new Set([
  'root',
  'nobody',
  'admin',
  'administrator',
  'user',
  'docker',
  'guest',
  'test',
  'pi',
  'vagrant',
  'debian',
  'ubuntu',
  'fedora',
  'linux',
  'localhost',
  'system'
])
/** Characters below which a name is part of too many words. */
const longEnough = 5

const nameOf = (text: string, label: string): Secret[] =>
  common.has(text.toLowerCase()) ? [] : [{ text, label, word: text.length < longEnough }]

/** `http://ada:secret@proxy:3128`: as it stands there, and as it is meant. */
function passwordsOf(address: string | undefined): Secret[] {
  const credentials = /^[a-z]+:\/\/([^/@]+)@/i.exec(address ?? '')?.[1]
  if (credentials === undefined) return []
  const parts = credentials.split(':')
  return [...parts, ...parts.map(plain)].map((text) => ({ text, label: '***' }))
}
function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not encoded at all.
    return text
  }
}

function person(): string {
  try {
    return userInfo().username
  } catch {
    // A number without a name, as in a container.
    return ''
  }
}

export function ownSecrets({ env, home }: Pick<Surroundings, 'env' | 'home'>): readonly Secret[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.filter(({ internal }) => !internal))
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'FTP_PROXY'].flatMap((name) => [
    env[name],
    env[name.toLowerCase()]
  ])
  const host = hostname()
  const names = new Set([person(), env['USER'] ?? '', env['USERNAME'] ?? '', env['SUDO_USER'] ?? ''])
  return [
    ...(home.length > 1 && home !== '/root' ? [{ text: home, label: '~' }] : []),
    ...[...names].flatMap((name) => nameOf(name, '[user]')),
    ...[host, host.split('.')[0] ?? ''].flatMap((name) => nameOf(name, '[host]')),
    ...addresses.flatMap(({ address, mac }) => [
      { text: address, label: '[address]' },
      { text: mac, label: '[hardware address]' }
    ]),
    ...proxies.flatMap(passwordsOf)
  ]
}
