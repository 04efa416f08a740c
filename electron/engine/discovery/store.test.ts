import { describe, expect, it } from 'vitest'
import { formatEndpoint } from '../endpoint'
import { discover, type Discovery } from './discover'
import { meta, metaPath, surroundingsOf, type World } from './test-surroundings'

const names = ({ found }: Discovery): string[] => found.map(({ name }) => name)
const config = '/home/ada/.docker/config.json'
const look = (world: World): Discovery => discover(surroundingsOf(world))

describe('what the CLI goes by', () => {
  const files = {
    [config]: '{"currentContext":"one"}',
    [metaPath('one')]: meta('one', 'unix:///one.sock'),
    [metaPath('two')]: meta('two', 'unix:///two.sock')
  }
  it.each([
    [{}, { by: 'config', context: 'one', configured: 'one' }, 'context:one'],
    [{ DOCKER_CONTEXT: 'two' }, { by: 'variable', context: 'two', configured: 'one' }, 'context:two'],
    [
      { DOCKER_HOST: 'tcp://h:1', DOCKER_CONTEXT: 'two' },
      { by: 'host', context: '', configured: 'one' },
      'environment:tcp://h:1'
    ]
  ])('with %j', (env, cli, first) => {
    const found = look({ env, files })
    expect(found.cli).toEqual(cli)
    // It alone needs no word on the command line.
    expect(found.found.filter((one) => one.cli.length === 0).map(({ id }) => id)).toEqual([first])
  })
})

describe('a store with oddities', () => {
  it('names what is reserved, misplaced, or no engine, and shows the others', () => {
    const other = '/home/ada/.docker/contexts/meta/0000/meta.json'
    const found = look({
      files: {
        [metaPath('default')]: meta('default', 'unix:///evil.sock'),
        [other]: meta('elsewhere', 'unix:///x.sock'),
        [metaPath('cluster')]: '{"Name":"cluster","Endpoints":{"kubernetes":{}}}',
        [metaPath('both')]:
          '{"Name":"both","Metadata":{"Description":"d"},"Endpoints":{"kubernetes":{},"docker":{"Host":""}}}'
      }
    })
    expect(found.problems.map(({ file, kind }) => [file, kind]).sort()).toEqual(
      [
        [metaPath('default'), 'reserved'],
        [other, 'misplaced'],
        [metaPath('cluster'), 'no-engine']
      ].sort()
    )
    expect(
      found.found.map(({ name, endpoint, context }) => [name, formatEndpoint(endpoint), context?.otherEndpoints])
    ).toEqual([
      ['default', 'unix:///var/run/docker.sock', undefined],
      ['both', 'unix:///var/run/docker.sock', ['kubernetes']]
    ])
  })

  it('is not looked for where there is no home', () => {
    const asked: string[] = []
    const bare = surroundingsOf({ uid: 1000, files: { '/var/run/docker.sock': '' } })
    const found = discover({ ...bare, home: '', exists: (path) => asked.push(path) > 0 && bare.exists(path) })
    expect(names(found)).toEqual(['default'])
    expect(found.problems).toEqual([])
    expect(asked.filter((path) => !path.startsWith('/'))).toEqual([])
  })

  it('has ids that fit, however long a name or an address is', () => {
    const name = 'n'.repeat(400)
    const { found } = look({
      env: { DOCKER_HOST: `tcp://${'h'.repeat(400)}:1` },
      files: { [metaPath(name)]: meta(name, 'unix:///x') }
    })
    expect(found.map(({ id }) => id.length <= 200)).toEqual([true, true])
    expect(found[1]?.cli).toEqual(['--context', name])
  })
})
