/** What the lines' engine holds: their images, networks and the containers that they name. */
import { parseReference } from '../../../../contract/images/reference'
import type { RunOptions } from '../../../../contract/containers/run'
import { isOwnNetwork } from '../../../../contract/command/network'
import { publish } from '../../../support/publish'
import { sharedRegistry } from '../../../support/engine'
import { testImages } from '../../../support/images'

/** An image with everything that one can say by itself. */
const defaults = 'library/defaults'
export async function publishDefaults(): Promise<void> {
  const base = testImages().find(({ name }) => name === 'library/busybox')
  await publish(sharedRegistry().url, {
    name: defaults,
    tags: ['latest'],
    layers: base?.layers ?? [],
    config: {
      Env: ['PATH=/usr/local/bin:/usr/bin:/bin', 'APP_VERSION=1.2', 'LANG=C.UTF-8'],
      Entrypoint: ['/bin/busybox', 'env'],
      Cmd: ['sleep', '5'],
      ExposedPorts: { '5432/tcp': {}, '9000/udp': {} },
      Volumes: { '/var/lib/own': {} },
      WorkingDir: '/home',
      User: 'nobody',
      Labels: { maintainer: 'somebody', 'org.opencontainers.image.title': 'defaults' },
      Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 30_000_000_000, Retries: 3 },
      StopSignal: 'SIGINT'
    }
  })
}

/** The image of the engine that stands for one of a line's. */
const standsFor = (image: string): string =>
  /nginx|httpd|caddy|traefik|adminer|registry/.test(image)
    ? 'httpd'
    : /postgres|mysql|maria|mongo|redis|elastic|grafana|example|jenkins|jellyfin|gitlab|wireguard/.test(image)
      ? 'defaults'
      : 'busybox'

type Docker = (...words: readonly string[]) => Promise<string>
type Ask = (method: 'POST' | 'DELETE', path: string) => Promise<void>

/** Subnets of networks on which a line wants an address of its own. */
const subnets: Readonly<Record<string, string>> = {
  'my-subnet': '192.0.2.0/24',
  'redis-net': '172.38.0.0/16',
  physical: '192.168.1.0/24'
}

export async function prepare(docker: Docker, ask: Ask, all: readonly RunOptions[]): Promise<void> {
  for (const image of ['busybox', 'httpd', 'defaults']) await docker('pull', '-q', image)
  const images = new Set(all.map(({ image }) => image).filter((image) => !present.has(image)))
  for (const image of images) {
    const parsed = parseReference(image)
    if (!parsed.ok || parsed.reference.digest !== undefined) continue
    const { registry, path, tag = 'latest' } = parsed.reference
    const repo = encodeURIComponent(`${registry}/${path}`)
    await ask('POST', `/images/${standsFor(image)}/tag?repo=${repo}&tag=${tag}`)
  }
  const networks = new Set(all.flatMap((options) => options.networks.map(({ name }) => name)))
  for (const name of networks) {
    if (!isOwnNetwork(name) || name === 'nowhere') continue
    const subnet = subnets[name]
    await docker('network', 'create', ...(subnet === undefined ? [] : ['--subnet', subnet]), name)
  }
  const named = JSON.stringify(all)
  for (const name of others) if (named.includes(name)) await docker('create', '--name', name, '-v', '/data', 'busybox')
}
const present = new Set(['', 'busybox', 'httpd', 'defaults'])
/** Containers that lines name beside their own. */
const others = ['some-data', 'my-nginx', 'vpn', 'some_database', 'mysql_db_server']
