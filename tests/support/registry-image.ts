/** `library/registry:2` as Docker Hub has it, as far as a container of it needs: Debian's docker-registry and its libraries. */
import { readFileSync } from 'node:fs'
import { libraryEntries } from './images'
import type { ImageSource } from './publish'

const program = '/usr/bin/docker-registry'
const config = `version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: /var/lib/registry }, delete: { enabled: false } }
http: { addr: ":5000" }
`

export const registryImage = (): ImageSource => ({
  name: 'library/registry',
  tags: ['2'],
  layers: [
    {
      createdBy: 'COPY registry /bin/registry',
      entries: [
        { path: 'etc/' },
        { path: 'etc/docker/' },
        { path: 'etc/docker/registry/' },
        { path: 'etc/docker/registry/config.yml', content: config, mode: 0o644 },
        { path: 'tmp/' },
        { path: 'var/' },
        { path: 'var/lib/' },
        { path: 'bin/registry', content: readFileSync(program) },
        ...libraryEntries(program)
      ]
    }
  ],
  config: {
    Entrypoint: ['/bin/registry'],
    Cmd: ['serve', '/etc/docker/registry/config.yml'],
    ExposedPorts: { '5000/tcp': {} },
    Volumes: { '/var/lib/registry': {} }
  }
})
