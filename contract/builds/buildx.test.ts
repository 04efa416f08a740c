import { describe, expect, it } from 'vitest'
import { lineText } from '../command/quote'
import { isForBuildx, makesImage, needsBuildx } from './buildx'
import { build } from './command'
import { emptyBuildOptions, type BuildOptions } from './options'

const options = (more: Partial<BuildOptions>): BuildOptions => ({
  ...emptyBuildOptions,
  context: { kind: 'folder', path: '/app' },
  ...more
})
const written = (more: Partial<BuildOptions>): string => lineText(build({ options: options(more) }), { shell: 'posix' })

describe('what only docker buildx does', () => {
  it.each([
    ['outputs', 'type=local,dest=/x', true],
    ['cacheTo', 'type=inline', true],
    ['cacheFrom', 'registry.example.com/app:cache', false],
    ['cacheFrom', 'type=registry,ref=a', true],
    ['ssh', 'default', false],
    ['ssh', 'github=/keys/id', true],
    ['secrets', 'id=token,src=/x', false]
  ] as const)('%s %s: %s', (name, text, wanted) => {
    expect(isForBuildx(name, text)).toBe(wanted)
    expect(needsBuildx(options({ [name]: [text] }))).toEqual(wanted ? [name] : [])
  })

  it('is written as docker buildx build, whose image is brought into the engine', () => {
    expect(written({ ssh: ['default'] })).toBe('docker build --ssh default /app')
    expect(written({ cacheTo: ['type=inline'], tags: ['a'] })).toBe(
      'docker buildx build -t a --load --cache-to type=inline /app'
    )
    expect(written({ outputs: ['type=local,dest=/out'] })).toBe(
      'docker buildx build --output type=local,dest=/out /app'
    )
  })

  it('leaves an image where one is asked for', () => {
    expect(makesImage(options({}))).toBe(true)
    expect(makesImage(options({ outputs: ['type=local,dest=/x'] }))).toBe(false)
    expect(makesImage(options({ outputs: ['type=tar,dest=/x', 'type=docker'] }))).toBe(true)
    expect(makesImage(options({ outputs: ['/x'] }))).toBe(false)
  })
})
