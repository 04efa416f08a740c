import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Failure } from '../../../contract/failure'
import { engineFailure } from './engine-failure'

const id = '4f6a1f2c9be0d3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c'

type Sample = readonly [version: string, status: number | undefined, words: string, expected: object]

/** What engines say of programs, files, registries and of what is not there, as they wrote it: moby 20.10 to 29, Podman. */
const samples: readonly Sample[] = [
  // Inside a container.
  [
    '20.10',
    400,
    'OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "nosuch": executable file not found in $PATH: unknown',
    { kind: 'not-found', subject: 'command', name: 'nosuch' }
  ],
  [
    '27',
    400,
    'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuch": executable file not found in $PATH: unknown',
    { kind: 'not-found', subject: 'command', name: 'nosuch' }
  ],
  [
    '27',
    400,
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/nosuch": stat /nosuch: no such file or directory: unknown',
    { kind: 'not-found', subject: 'command', name: '/nosuch' }
  ],
  [
    'podman',
    500,
    'crun: executable file `nosuch` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    { kind: 'not-found', subject: 'command', name: 'nosuch' }
  ],
  [
    '27',
    400,
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "/etc": is a directory: permission denied: unknown',
    { kind: 'permission-denied', subject: 'file' }
  ],
  ['27', 400, 'exec /bin/sh: exec format error', { kind: 'unsupported' }],
  [
    '20.10',
    400,
    'invalid mount config for type "bind": bind source path does not exist: /no such/folder',
    { kind: 'not-found', subject: 'file', name: '/no such/folder' }
  ],
  [
    '20.10',
    404,
    'Could not find the file /etc/nothing in container web',
    { kind: 'not-found', subject: 'file', name: '/etc/nothing' }
  ],
  ['20.10', 500, 'mounted volume is marked read-only', { kind: 'permission-denied', subject: 'file' }],
  // Registries.
  [
    '20.10',
    404,
    "pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    { kind: 'auth-required', registry: 'docker.io', remedy: { kind: 'sign-in', registry: 'docker.io' } }
  ],
  [
    '29',
    404,
    'failed to resolve reference "docker.io/library/nosuch:latest": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    { kind: 'auth-required', registry: 'docker.io' }
  ],
  ['20.10', 500, 'unauthorized: authentication required', { kind: 'auth-required' }],
  ['20.10', 500, 'Get "https://registry.example.com/v2/": no basic auth credentials', { kind: 'auth-required' }],
  [
    '20.10',
    404,
    'manifest for busybox:nosuch not found: manifest unknown: manifest unknown',
    { kind: 'not-found', subject: 'image', name: 'busybox:nosuch' }
  ],
  [
    '29',
    404,
    'failed to resolve reference "docker.io/library/busybox:nosuch": docker.io/library/busybox:nosuch: not found',
    { kind: 'not-found', subject: 'image', name: 'docker.io/library/busybox:nosuch' }
  ],
  [
    '20.10',
    undefined,
    'no matching manifest for linux/riscv64 in the manifest list entries',
    { kind: 'not-found', subject: 'platform', name: 'linux/riscv64' }
  ],
  [
    '29',
    404,
    'no match for platform in manifest: not found',
    { kind: 'not-found', subject: 'platform', name: undefined }
  ],
  [
    '20.10',
    404,
    'image with reference busybox was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64',
    { kind: 'not-found', subject: 'platform', name: 'linux/arm64' }
  ],
  [
    '20.10',
    500,
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    { kind: 'rate-limited' }
  ],
  [
    '20.10',
    500,
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: no such host',
    { kind: 'network', host: 'registry-1.docker.io', remedy: { kind: 'retry' } }
  ],
  [
    '20.10',
    500,
    'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    { kind: 'network', host: 'registry-1.docker.io' }
  ],
  [
    '20.10',
    500,
    'Get "https://localhost:5000/v2/": http: server gave HTTP response to HTTPS client',
    {
      kind: 'network',
      host: 'localhost:5000',
      reason: 'plain',
      remedy: { kind: 'trust-registry', registry: 'localhost:5000' }
    }
  ],
  [
    '20.10',
    500,
    'Get "https://registry.example.com:5000/v2/": x509: certificate signed by unknown authority',
    {
      kind: 'network',
      host: 'registry.example.com:5000',
      reason: 'certificate',
      remedy: { kind: 'trust-registry', registry: 'registry.example.com:5000' }
    }
  ],
  [
    '28, pushing',
    undefined,
    'failed to do request: Head "https://172.17.0.1:5000/v2/team/app/blobs/sha256:4f6a": tls: failed to verify certificate: x509: certificate is valid for 127.0.0.1, not 172.17.0.1',
    { kind: 'network', host: '172.17.0.1:5000', reason: 'certificate' }
  ],
  [
    'podman',
    500,
    'initializing source docker://localhost:5000/app:latest: pinging container registry localhost:5000: Get "https://localhost:5000/v2/": http: server gave HTTP response to HTTPS client',
    { kind: 'network', host: 'localhost:5000', reason: 'plain' }
  ],
  [
    'without an address',
    500,
    'x509: certificate has expired or is not yet valid',
    { kind: 'network', host: undefined, reason: 'certificate', remedy: { kind: 'retry' } }
  ],
  [
    '29',
    500,
    'failed to do request: Head "https://registry-1.docker.io/v2/library/busybox/manifests/latest": dial tcp 10.0.0.1:443: i/o timeout',
    { kind: 'network', host: 'registry-1.docker.io' }
  ],
  // Not there.
  ['20.10', 404, 'No such container: web', { kind: 'not-found', subject: 'container', name: 'web' }],
  [
    'podman',
    404,
    'no container with name or ID "web" found: no such container',
    { kind: 'not-found', subject: 'container', name: 'web' }
  ],
  ['20.10', 404, 'No such image: busybox:latest', { kind: 'not-found', subject: 'image', name: 'busybox:latest' }],
  ['20.10', 404, 'reference does not exist', { kind: 'not-found', subject: 'image' }],
  [
    'podman',
    404,
    'unable to find a name and tag match for busybox in repotags: busybox: image not known',
    { kind: 'not-found', subject: 'image', name: 'busybox' }
  ],
  ['20.10', 404, 'get data: no such volume', { kind: 'not-found', subject: 'volume', name: 'data' }],
  ['20.10', 404, 'network front not found', { kind: 'not-found', subject: 'network', name: 'front' }],
  ['20.10', 404, `No such exec instance: ${id}`, { kind: 'not-found', subject: 'other' }],
  ['20.10', 404, 'page not found', { kind: 'not-found', subject: 'other' }],
  // Not right.
  [
    '20.10',
    400,
    'Invalid container name (a b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
    { kind: 'invalid-input', field: 'name' }
  ],
  [
    '20.10',
    400,
    'invalid reference format: repository name must be lowercase',
    { kind: 'invalid-input', field: 'image' }
  ],
  ['20.10', 400, 'No command specified', { kind: 'invalid-input', field: 'command' }],
  ['20.10', 400, 'Minimum memory limit allowed is 6MB', { kind: 'invalid-input' }],
  ['20.10', 400, 'client version 1.47 is too new. Maximum supported API version is 1.41', { kind: 'unsupported' }],
  // The engine itself.
  ['20.10', 500, 'write /var/lib/docker/tmp/GetImageBlob1: no space left on device', { kind: 'disk-full' }],
  ['20.10', 500, 'driver failed programming external connectivity: no space left on device', { kind: 'disk-full' }],
  ['20.10', 503, 'This node is not a swarm manager.', { kind: 'engine-error', status: 503 }],
  ['20.10', 500, 'something nobody has seen yet', { kind: 'engine-error', status: 500 }],
  ['20.10', 501, '', { kind: 'unsupported' }],
  ['plugin', 403, 'authorization denied by plugin opa: no', { kind: 'permission-denied', subject: 'other' }]
]

describe('what engines say of what they use', () => {
  it.each(samples)('%s, %s: %s', (_version, status, words, expected) => {
    const failure = engineFailure(status, words)
    expect(failure).toMatchObject({ ...expected, message: words })
    expect(v.is(Failure, failure)).toBe(true)
  })
})
