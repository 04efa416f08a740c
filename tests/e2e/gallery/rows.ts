/** A thousand containers that look like a working machine's; the same each time. */
import type { Container, ContainerStateName } from '../../../contract/containers/model'

const names = [
  'web',
  'api',
  'postgres',
  'redis',
  'worker',
  'proxy',
  'grafana',
  'prometheus',
  'mailhog',
  'minio',
  'registry',
  'keycloak'
]
const images = [
  'nginx:1.27-alpine',
  'escale/api:2.4.1',
  'postgres:16',
  'redis:7-alpine',
  'escale/worker:latest',
  'traefik:v3.1',
  'grafana/grafana:11.2.0',
  'prom/prometheus:v2.54.1',
  'mailhog/mailhog',
  'quay.io/minio/minio',
  'registry:2',
  'quay.io/keycloak/keycloak:25.0'
]
const states: readonly ContainerStateName[] = [
  'running',
  'running',
  'exited',
  'running',
  'paused',
  'exited',
  'restarting',
  'created',
  'running',
  'exited',
  'dead'
]

export function containers(count: number, now = Date.now()): Container[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = index % names.length
    const state = states[index % states.length] ?? 'running'
    const age = 4000 * (index + 1) * (1 + (index % 7))
    return {
      id: ((index + 1) * 2654435761).toString(16).padStart(12, '0').repeat(6).slice(0, 64),
      name: index < names.length ? (names[kind] ?? '') : `${names[kind]}-${index}`,
      image: images[kind] ?? '',
      imageId: `sha256:${index}`,
      command:
        kind === 2
          ? 'docker-entrypoint.sh postgres -c shared_buffers=256MB -c max_connections=200'
          : 'nginx -g daemon off;',
      state,
      health: state === 'running' && index % 5 === 0 ? (index % 10 === 0 ? 'healthy' : 'unhealthy') : undefined,
      exitCode: state === 'exited' ? (index % 3 === 0 ? 0 : 137) : undefined,
      status: '',
      created: now - age * 2,
      since: now - age,
      ports:
        state === 'running' && kind < 6 ? [{ ip: '0.0.0.0', private: 80, public: 8080 + index, protocol: 'tcp' }] : [],
      labels: {},
      networks: [],
      volumes: []
    }
  })
}
