/** What a small company's engine has on an afternoon: for pictures, in the engine's own shapes. */
import { listed } from '../../support/broken-engine'

interface Kept {
  readonly name: string
  readonly image: string
  readonly command: string
  readonly state: string
  readonly status: string
  /** Hours ago. */
  readonly created: number
  readonly ports?: ReadonlyArray<readonly [outside: number, inside: number]>
}

const kept: readonly Kept[] = [
  {
    name: 'shop-web',
    image: 'nginx:1.27',
    command: "/docker-entrypoint.sh nginx -g 'daemon off;'",
    state: 'running',
    status: 'Up 12 seconds',
    created: 74,
    ports: [[8080, 80]]
  },
  {
    name: 'shop-api',
    image: 'node:22-slim',
    command: 'docker-entrypoint.sh node server.js',
    state: 'running',
    status: 'Up 3 hours (healthy)',
    created: 74,
    ports: [[3000, 3000]]
  },
  {
    name: 'shop-db',
    image: 'postgres:17',
    command: 'docker-entrypoint.sh postgres',
    state: 'running',
    status: 'Up 3 hours (healthy)',
    created: 420,
    ports: [[5432, 5432]]
  },
  {
    name: 'shop-cache',
    image: 'redis:7-alpine',
    command: 'docker-entrypoint.sh redis-server',
    state: 'running',
    status: 'Up 3 hours',
    created: 420
  },
  {
    name: 'mail-catcher',
    image: 'axllent/mailpit:v1.21',
    command: '/mailpit',
    state: 'running',
    status: 'Up 2 minutes (health: starting)',
    created: 50,
    ports: [[8025, 8025]]
  },
  {
    name: 'nightly-import',
    image: 'python:3.13',
    command: 'python -m importer --since yesterday',
    state: 'paused',
    status: 'Up 25 minutes (Paused)',
    created: 17
  },
  {
    name: 'search',
    image: 'opensearch:2',
    command: './opensearch-docker-entrypoint.sh opensearch',
    state: 'restarting',
    status: 'Restarting (78) 14 seconds ago',
    created: 3
  },
  {
    name: 'migrate',
    image: 'shop-api:4f1c2ab',
    command: 'npm run migrate',
    state: 'exited',
    status: 'Exited (0) 3 hours ago',
    created: 3.2
  },
  {
    name: 'load-test',
    image: 'grafana/k6',
    command: 'k6 run script.js',
    state: 'exited',
    status: 'Exited (137) 20 seconds ago',
    created: 1
  },
  {
    name: 'hello',
    image: 'hello-world',
    command: '/hello',
    state: 'exited',
    status: 'Exited (0) 5 weeks ago',
    created: 24 * 36
  }
]

const hoursAgo = (hours: number): number => Math.floor(Date.now() / 1000 - hours * 3600)
/** Any 64 characters that look like an id. */
const idOf = (index: number): string =>
  Array.from({ length: 8 }, (_, part) => ((index + 3) * 2654435761 * (part + 7)).toString(16).slice(-8)).join('')

interface Row extends Readonly<Record<string, unknown>> {
  readonly Id: string
  readonly Names: readonly string[]
}

/** As `GET /containers/json` answers. */
export const afternoon = (): readonly Row[] =>
  listed(kept.length).map((row, index) => {
    const one = kept[index]
    return {
      ...row,
      Id: idOf(index),
      Names: [`/${one?.name}`],
      Image: one?.image,
      Command: one?.command,
      State: one?.state,
      Status: one?.status,
      Created: hoursAgo(one?.created ?? 0),
      Ports: (one?.ports ?? []).map(([outside, inside]) => ({
        IP: '0.0.0.0',
        PrivatePort: inside,
        PublicPort: outside,
        Type: 'tcp'
      }))
    }
  })

/** As `GET /images/json` answers. */
export const afternoonImages = (): readonly unknown[] =>
  [...new Set(kept.map(({ image }) => image))].map((image, index) => ({
    Id: `sha256:${idOf(index + 50)}`,
    RepoTags: [image.includes(':') ? image : `${image}:latest`],
    RepoDigests: [],
    Created: hoursAgo(100 * (index + 1)),
    Size: 40_000_000 * (index + 1),
    SharedSize: -1,
    VirtualSize: 40_000_000 * (index + 1),
    Labels: {},
    Containers: -1
  }))

/** What the row of this number of a crowd has. */
export function mixed(index: number): Readonly<Record<string, unknown>> {
  const one = kept[index % kept.length]
  return {
    Names: [`/${one?.name}-${index}`],
    Image: one?.image,
    Command: one?.command,
    State: one?.state,
    Status: one?.status
  }
}
