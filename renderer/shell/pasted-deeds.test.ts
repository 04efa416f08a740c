import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { parseCommand } from '../../contract/command/parse-command'
import { courseCommands } from '../../contract/command/test-course'
import type { Image } from '../../contract/images/model'
import type { Network } from '../../contract/networks/model'
import type { Volume } from '../../contract/volumes/model'
import { testContainer } from '../features/containers/test-window'
import { useListFilter } from '../features/containers/list/use-list-filter'
import { useTerminals } from '../stores/terminals'
import { pastedDeed } from './pasted-deeds'
import type { Known } from './pasted-known'

const container = testContainer({ id: `99c28791e53a${'0'.repeat(52)}`, name: 'web05' })
const id = `sha256:${'a'.repeat(64)}`
const image: Image = { id, repository: 'nginx', tag: 'latest', created: 0, size: 1, labels: {} }
const key = `${id} nginx:latest`
const known: Known = {
  t: (name, values = {}) => [name.replace('shell.palette.', ''), ...Object.values(values)].filter(Boolean).join(' '),
  containers: [container],
  images: [image],
  volumes: [{ name: 'temp' } as Volume],
  networks: [{ id: '5'.repeat(64), name: 'my_network' } as Network]
}
function offered(line: string) {
  const command = parseCommand(line)
  if (command.kind !== 'deed') throw new Error(`${line}: ${command.kind}`)
  return pastedDeed(command, line, known)
}
const at = (tab: string) => `/containers/${container.id}/${tab}`
const does = (action: string, more: object = {}) => ({ action, rows: [container], options: {}, fill: {}, ...more })
const list = { path: '/containers', query: {} }
const images = (query: object) => ({ path: '/images', query })

type Line = (typeof courseCommands)['deed'][number]
/** Where each leads: an address, or what is done; the commands of a course all have their place. */
const places: Readonly<Record<Line, unknown>> = {
  'docker ps': list,
  'docker ps -a': list,
  'docker ps --all': list,
  'docker ps -l': list,
  'docker ps --last 3': list,
  'docker ps -q': { path: '/containers', query: { format: '{{.ID}}' } },
  'docker ps -a --filter name=web': list,
  'docker ps --filter status=exited': list,
  'docker ps -a --filter exited=137': list,
  'docker ps -aq --filter status=exited': { path: '/containers', query: { format: '{{.ID}}' } },
  'docker ps -a --format "{{.Names}} : {{.Status}}"': {
    path: '/containers',
    query: { format: '{{.Names}} : {{.Status}}' }
  },
  'docker container ls -as': { path: '/containers', query: { sizes: '' } },
  'docker start web05': does('start'),
  'docker stop 99c28791e53a': does('stop'),
  'docker restart web05': does('restart'),
  'docker kill web05': does('kill'),
  'docker rm web05': does('remove'),
  'docker rm -f web05': does('remove'),
  'docker rm -v web05': does('remove', { options: { volumes: true } }),
  'docker rm $(docker ps -aq --filter status=exited)': { action: 'prune', rows: [] },
  'docker logs 99c28791e53a': at('logs'),
  'docker attach web05': at('terminal'),
  'docker exec -it web05 bash': { path: at('terminal'), query: { exec: 'docker exec -it web05 bash' } },
  'docker exec -it --user 0 web05 bash': {
    path: at('terminal'),
    query: { exec: 'docker exec -it --user 0 web05 bash' }
  },
  'docker exec -it web05 /bin/bash': { path: at('terminal'), query: { exec: 'docker exec -it web05 /bin/bash' } },
  'docker top web05': at('processes'),
  'docker inspect web05': { path: at('inspect'), query: {} },
  "docker inspect --format='{{.State.Status}}' web05": { path: at('inspect'), query: { format: '{{.State.Status}}' } },
  "docker inspect --format='{{json .NetworkSettings}}' web05": {
    path: at('inspect'),
    query: { format: '{{json .NetworkSettings}}' }
  },
  'docker diff web05': at('changes'),
  'docker commit web05 masociete/moncentos:1.0': does('commit', {
    fill: { name: 'masociete/moncentos:1.0', author: '', message: '', changes: '' }
  }),
  'docker export -o moncentos.tar web05': does('export'),
  'docker import moncentos.tar.gz masociete/moncentos:1.0': images({
    import: 'masociete/moncentos:1.0',
    message: '',
    change: []
  }),
  'docker images': '/images',
  'docker rmi nginx': images({ remove: [key] }),
  'docker rmi -f nginx': images({ remove: [key] }),
  'docker image rm nginx': images({ remove: [key] }),
  'docker tag nginx my_repo/my_image:latest': images({ tag: [key], target: 'my_repo/my_image:latest' }),
  'docker push nginx': images({ push: 'nginx:latest' }),
  'docker history nginx:latest': { path: `/images/${id}/history`, query: { reference: 'nginx:latest' } },
  'docker system df': '/system/facts',
  'docker login': { path: '/registries', query: { 'sign-in': 'docker.io', username: '' } },
  'docker version': '/system/facts',
  'sudo docker --version': '/system/facts'
}

describe('a pasted command that fills no form', () => {
  beforeEach(() => {
    // An engine that has not answered yet.
    vi.stubGlobal('window', { escale: { open: () => 1, call: () => new Promise(() => {}) } })
    setActivePinia(createPinia())
  })
  afterEach(() => vi.unstubAllGlobals())

  it.each(courseCommands.deed)('%s has its place', (line) => {
    const [first] = offered(line)
    expect(first?.to ?? first?.does).toEqual(places[line])
  })

  it.each([
    ['docker ps', 'running', []],
    ['docker ps -a', 'all', []],
    ['docker ps -l', 'all', [{ key: 'last', value: '1' }]],
    ['docker ps -n 3', 'all', [{ key: 'last', value: '3' }]],
    ['docker ps --filter status=exited', 'all', [{ key: 'status', value: 'exited' }]],
    // Without -a docker lists none of these that has ended.
    ['docker ps --filter name=web', 'running', [{ key: 'name', value: 'web' }]]
  ])('%s lists what docker lists', (line, state, filters) => {
    offered(line)[0]?.before?.()
    const scope = effectScope()
    const shown = scope.run(useListFilter)
    scope.stop()
    expect([shown?.state.value, shown?.filters.value]).toEqual([state, filters])
  })

  it('says what has no such name, and does the rest', () => {
    expect(offered('docker stop web05 gone').map(({ title }) => title)).toEqual(['deed.stop web05', 'none-called gone'])
    expect(offered('docker rmi gone').map(({ title, to }) => [title, to])).toEqual([['none-called gone', '/images']])
    expect(offered('docker inspect gone').map(({ title }) => title)).toEqual(['none-called gone'])
    expect(offered('docker stop').map(({ to }) => to)).toEqual(['/containers'])
  })

  it.each([
    ['docker stop -t 3 web05', { timeout: 3 }],
    ['docker kill -s HUP web05', { signal: 'HUP' }]
  ])('%s does it so', (line, options) => expect(offered(line)[0]?.does?.options).toEqual(options))

  it('finds by name or id, and what docker inspect means', () => {
    expect(offered(`docker inspect temp`)[0]?.to).toEqual({ path: '/volumes/temp/inspect', query: {} })
    expect(offered(`docker inspect nginx`)[0]?.to).toEqual({ path: `/images/${id}/inspect`, query: {} })
    expect(offered(`docker inspect --type volume nginx`)[0]?.title).toBe('none-called nginx')
    expect(offered(`docker inspect my_network`)[0]?.to).toEqual({
      path: `/networks/${'5'.repeat(64)}/inspect`,
      query: {}
    })
    expect(offered('docker rmi aaaaaaaaaaaa')[0]?.to).toEqual(images({ remove: [key] }))
    expect(offered('docker exec web05')[0]?.title).toBe('deed.attach web05')
    expect(offered('docker cp web05:/etc/hosts .')[0]?.to).toBe(at('files'))
  })

  it('opens the form of one more terminal, and runs nothing', () => {
    offered('docker exec -it web05 bash')[0]?.before?.()
    expect(useTerminals().chosen.get(container.id)).toBe('new')
  })
})
