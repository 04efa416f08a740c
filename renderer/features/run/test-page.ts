/** For tests of the page: a connection that stands, and a container that holds a port. */

export const holder = {
  id: 'c'.repeat(64),
  name: 'holder',
  image: 'x',
  imageId: 'x',
  command: '',
  state: 'running',
  status: '',
  created: 0,
  ports: [{ ip: '0.0.0.0', private: 80, public: 8080, protocol: 'tcp' }],
  labels: {},
  networks: [],
  volumes: []
}

export const connection = (id: string) => ({
  id,
  name: id,
  source: 'place',
  endpoint: `unix:///${id}`,
  cli: [],
  state: {
    kind: 'connected',
    since: 0,
    capabilities: { version: '1', apiVersion: '1', os: 'linux', arch: 'x', product: 'x', buildKit: true }
  }
})
