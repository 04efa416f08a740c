import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../contract/command/parse-command'
import type { Network } from '../../contract/networks/model'
import { pastedNetwork, pastedVolume } from './pasted-objects'

const id = '5'.repeat(64)
const networks = [{ id, name: 'monreseau' } as Network]
/** What the palette offers for a line, and where it leads. */
function offered(line: string): ReadonlyArray<readonly [string, unknown]> {
  const command = parseCommand(line)
  const t = (key: string): string => key
  if (command.kind === 'volume') return pastedVolume(command, line, t).map(({ title, to }) => [title, to])
  if (command.kind !== 'network') throw new Error(`Neither a volume nor a network: ${command.kind}`)
  return pastedNetwork(command, line, { t, networks }).map(({ title, to }) => [title, to])
}

describe('a pasted line', () => {
  it.each([
    ['docker volume ls', 'shell.palette.volume-list', '/volumes'],
    ['docker volume inspect "nom du volume"', 'shell.palette.inspect', '/volumes/nom%20du%20volume/inspect'],
    ['docker volume rm a b', 'shell.palette.remove', { path: '/volumes', query: { remove: ['a', 'b'] } }],
    ['docker volume prune', 'volumes.prune.menu', { path: '/volumes', query: { prune: '' } }],
    ['docker network ls', 'shell.palette.network-list', '/networks'],
    ['docker network inspect monreseau', 'shell.palette.inspect', `/networks/${id}/inspect`],
    ['docker network inspect 55555', 'shell.palette.inspect', `/networks/${id}/inspect`],
    ['docker network rm monreseau', 'shell.palette.remove', { path: '/networks', query: { remove: [id] } }],
    ['docker network prune', 'networks.prune.menu', { path: '/networks', query: { prune: '' } }]
  ])('%s has its place', (line, title, to) => expect(offered(line)).toEqual([[title, to]]))

  it.each([
    ['docker volume create --name vol1', 'shell.palette.volume-create', '/volumes', 'create'],
    ['docker network create my_network', 'shell.palette.network-create', '/networks', 'create'],
    ['docker network connect monreseau site', 'shell.palette.network-connect', '/networks', 'join'],
    ['docker network disconnect monreseau site', 'shell.palette.network-disconnect', '/networks', 'join']
  ])('%s goes to its form as it is', (line, title, path, name) =>
    expect(offered(line)).toEqual([[title, { path, query: { [name]: line } }]])
  )

  it('that names nothing there is says so, and shows what there is', () => {
    const none = ['shell.palette.none-called', '/networks']
    expect(offered('docker network rm gone')).toEqual([none])
    expect(offered('docker network inspect gone')).toEqual([none])
    expect(offered('docker network rm gone monreseau')).toEqual([
      ['shell.palette.remove', { path: '/networks', query: { remove: [id] } }],
      none
    ])
    expect(offered('docker network rm')).toEqual([['shell.palette.network-list', '/networks']])
    expect(offered('docker volume rm')).toEqual([['shell.palette.volume-list', '/volumes']])
  })
})
