import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Failure } from '../../../contract/failure'
import { engineFailure, wordsOf } from './engine-failure'

const id = '4f6a1f2c9be0d3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c'
const short = id.slice(0, 12)

type Sample = readonly [version: string, status: number | undefined, words: string, expected: object]

/** What engines say of containers, ports, names and states, as they wrote it: moby 20.10 to 29, Docker Desktop, Podman 4 and 5. */
const samples: readonly Sample[] = [
  // Names.
  [
    '20.10',
    409,
    `Conflict. The container name "/web" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
    {
      kind: 'conflict',
      reason: 'name-taken',
      name: 'web',
      users: [{ id, name: 'web', running: false }],
      remedy: { kind: 'rename' }
    }
  ],
  [
    'podman',
    500,
    `creating container storage: the container name "web" is already in use by ${id}. You have to remove that container to be able to reuse that name: that name is already in use`,
    { kind: 'conflict', reason: 'name-taken', name: 'web', users: [{ id, name: 'web', running: false }] }
  ],
  ['20.10', 409, 'network with name front already exists', { kind: 'conflict', reason: 'name-taken', name: 'front' }],
  [
    '20.10',
    409,
    'create data: conflict: volume name must be unique',
    { kind: 'conflict', reason: 'name-taken', name: 'data' }
  ],
  // Ports.
  [
    '20.10',
    500,
    `driver failed programming external connectivity on endpoint web (${id}): Bind for 0.0.0.0:8080 failed: port is already allocated`,
    { kind: 'conflict', reason: 'port-taken', name: '8080', remedy: { kind: 'choose-port' } }
  ],
  [
    '20.10',
    500,
    `driver failed programming external connectivity on endpoint web (${id}): Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use`,
    { kind: 'conflict', reason: 'port-taken', name: '80' }
  ],
  [
    '20.10 IPv6',
    500,
    'Error starting userland proxy: listen tcp6 [::]:443: bind: address already in use',
    { kind: 'conflict', reason: 'port-taken', name: '443' }
  ],
  [
    '28',
    500,
    `failed to set up container networking: driver failed programming external connectivity on endpoint web (${id}): Bind for :::8080 failed: port is already allocated`,
    { kind: 'conflict', reason: 'port-taken', name: '8080' }
  ],
  [
    '28.1',
    500,
    `failed to set up container networking: driver failed programming external connectivity on endpoint web (${id}): failed to bind host port for 0.0.0.0:80:172.17.0.2:80/tcp: address already in use`,
    { kind: 'conflict', reason: 'port-taken', name: '80' }
  ],
  [
    '29',
    500,
    'failed to set up container networking: failed to bind host port 0.0.0.0:8080/tcp: address already in use',
    { kind: 'conflict', reason: 'port-taken', name: '8080' }
  ],
  [
    '29 IPv6',
    500,
    'failed to bind host port [::]:8080/tcp: address already in use',
    { kind: 'conflict', reason: 'port-taken', name: '8080' }
  ],
  [
    'Desktop',
    500,
    'Ports are not available: exposing port TCP 0.0.0.0:3306 -> 0.0.0.0:0: listen tcp 0.0.0.0:3306: bind: address already in use',
    { kind: 'conflict', reason: 'port-taken', name: '3306' }
  ],
  [
    'Desktop Windows',
    500,
    'Ports are not available: exposing port TCP 0.0.0.0:80 -> 127.0.0.1:0: listen tcp 0.0.0.0:80: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
    { kind: 'conflict', reason: 'port-taken', name: '80' }
  ],
  [
    'Desktop Windows',
    500,
    'Ports are not available: exposing port TCP 0.0.0.0:5000 -> 127.0.0.1:0: listen tcp 0.0.0.0:5000: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
    { kind: 'conflict', reason: 'port-taken', name: '5000' }
  ],
  [
    'podman',
    500,
    'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use',
    { kind: 'conflict', reason: 'port-taken', name: '8080' }
  ],
  [
    'rootless',
    500,
    "driver failed programming external connectivity on endpoint web: Error starting userland proxy: error while calling PortManager.AddPort(): cannot expose privileged port 80, you can add 'net.ipv4.ip_unprivileged_port_start=80' to /etc/sysctl.conf (currently 1024), or set CAP_NET_BIND_SERVICE on rootlesskit binary, or choose a larger port number (>= 1024): listen tcp4 0.0.0.0:80: bind: permission denied",
    { kind: 'permission-denied', subject: 'other' }
  ],
  // Images in use.
  [
    '20.10',
    409,
    `conflict: unable to delete 1a80408de790 (must be forced) - image is being used by stopped container ${short}`,
    {
      kind: 'conflict',
      reason: 'in-use',
      users: [{ id: short, name: short, running: false }],
      remedy: { kind: 'force' }
    }
  ],
  [
    '20.10',
    409,
    `conflict: unable to delete 1a80408de790 (cannot be forced) - image is being used by running container ${short}`,
    { kind: 'conflict', reason: 'in-use', users: [{ id: short, name: short, running: true }], remedy: undefined }
  ],
  [
    '20.10',
    409,
    `conflict: unable to remove repository reference "busybox" (must force) - container ${short} is using its referenced image 1a80408de790`,
    {
      kind: 'conflict',
      reason: 'in-use',
      users: [{ id: short, name: short, running: false }],
      remedy: { kind: 'force' }
    }
  ],
  [
    '20.10',
    409,
    'conflict: unable to delete 1a80408de790 (must be forced) - image is referenced in multiple repositories',
    { kind: 'conflict', reason: 'several-references', remedy: { kind: 'force' } }
  ],
  [
    '29',
    409,
    'conflict: unable to delete 1a80408de790 (must be forced) - image is referenced in one or more repositories',
    { kind: 'conflict', reason: 'several-references' }
  ],
  [
    '20.10',
    409,
    'conflict: unable to delete 1a80408de790 (cannot be forced) - image has dependent child images',
    { kind: 'conflict', reason: 'in-use' }
  ],
  [
    'podman',
    409,
    `image used by ${id}: image is in use by a container: consider listing external containers and force-removing image`,
    { kind: 'conflict', reason: 'in-use', users: [{ id, name: id, running: false }] }
  ],
  [
    '20.10',
    409,
    `remove data: volume is in use - [${id}]`,
    { kind: 'conflict', reason: 'in-use', users: [{ id, name: id, running: false }] }
  ],
  [
    '20.10',
    403,
    `error while removing network: network front id ${id} has active endpoints`,
    { kind: 'conflict', reason: 'in-use' }
  ],
  [
    '28',
    403,
    `error while removing network: network front has active endpoints (name:"web" id:"${short}")`,
    { kind: 'conflict', reason: 'in-use', users: [{ id: short, name: 'web', running: true }] }
  ],
  [
    '28',
    403,
    `error while removing network: network front has active endpoints (name:"web" id:"${short}", name:"db" id:"0123456789ab")`,
    {
      kind: 'conflict',
      reason: 'in-use',
      users: [
        { id: short, name: 'web', running: true },
        { id: '0123456789ab', name: 'db', running: true }
      ]
    }
  ],
  [
    '28',
    409,
    'cannot remove container "/web": container is restarting: stop the container before removing or force remove',
    { kind: 'conflict', reason: 'running', remedy: { kind: 'force' } }
  ],
  // States.
  [
    '20.10',
    409,
    `You cannot remove a running container ${id}. Stop the container before attempting removal or force remove`,
    { kind: 'conflict', reason: 'running', remedy: { kind: 'force' } }
  ],
  [
    '28',
    409,
    'cannot remove container "/web": container is running: stop the container before removing or force remove',
    { kind: 'conflict', reason: 'running', remedy: { kind: 'force' } }
  ],
  [
    '20.10',
    409,
    `You cannot remove a paused container ${id}. Unpause and then stop the container before attempting removal or force remove`,
    { kind: 'conflict', reason: 'paused' }
  ],
  [
    '28',
    409,
    'cannot remove container "/web": container is paused and must be unpaused first',
    { kind: 'conflict', reason: 'paused' }
  ],
  [
    '20.10',
    409,
    `Container ${id} is paused, unpause the container before exec`,
    { kind: 'conflict', reason: 'paused' }
  ],
  ['20.10', 409, `cannot start a paused container, try unpause instead`, { kind: 'conflict', reason: 'paused' }],
  ['20.10', 409, `Container ${id} is already paused`, { kind: 'conflict', reason: 'already' }],
  ['20.10', 500, `Container ${id} is not paused`, { kind: 'conflict', reason: 'other' }],
  [
    '20.10',
    409,
    `Cannot kill container: web: Container ${id} is not running`,
    { kind: 'conflict', reason: 'not-running' }
  ],
  [
    '28',
    409,
    `cannot kill container: web: container ${id} is not running`,
    { kind: 'conflict', reason: 'not-running' }
  ],
  ['20.10', 409, `removal of container ${id} is already in progress`, { kind: 'conflict', reason: 'already' }],
  [
    'podman',
    409,
    `can only kill running containers. ${id} is in state exited: container state improper`,
    { kind: 'conflict', reason: 'not-running' }
  ],
  ['20.10', 304, '', { kind: 'conflict', reason: 'already' }]
]

describe('what engines say', () => {
  it.each(samples)('%s, %s: %s', (_version, status, words, expected) => {
    const failure = engineFailure(status, `${words}\n`)
    expect(failure).toMatchObject({ ...expected, message: words })
    expect(v.is(Failure, failure)).toBe(true)
  })

  it('is never slowed down by a hostile message', () => {
    const started = performance.now()
    for (const unit of ['a', '0', ' ', '"', '/', ': ', 'TCP :', 'get ', 'Bind for :1', 'exec: "', 'volume '])
      engineFailure(500, unit.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('finds the words in each kind of body', () => {
    expect(wordsOf('{"message":"no"}\n')).toBe('no')
    expect(wordsOf(Buffer.from('{"cause":"a","message":"b: a","response":404}'))).toBe('b: a')
    expect(wordsOf('404 page not found\n')).toBe('404 page not found')
    expect(wordsOf('{"message":')).toBe('{"message":')
    expect(wordsOf({ message: 5 })).toBe('')
    expect(wordsOf(null)).toBe('')
  })
})
