import { describe, expect, it } from 'vitest'
import { untaggedOf } from './untagged'

const digest = `sha256:${'a'.repeat(64)}`
const image = (tags: readonly string[], digests: readonly string[] = []) => ({ RepoTags: tags, RepoDigests: digests })

describe('names that go from an image which a container uses', () => {
  it.each([
    ['one name stays', ['busybox:latest'], [], []],
    ['of several the last in order stays', ['busybox:latest', 'kept:1', 'a/b:2'], [], ['a/b:2', 'busybox:latest']],
    ['its digest is no name more', ['busybox:latest'], [`busybox@${digest}`], []],
    [
      'a digest goes with the last tag of its repository',
      ['busybox:latest', 'kept:1'],
      [`busybox@${digest}`],
      ['busybox:latest']
    ],
    ['a registry’s comes after Docker Hub’s', ['localhost:5000/a:1', 'z:1'], [], ['z:1']],
    ['a digest alone', [], [`busybox@${digest}`], []]
  ])('where layers are kept: %s', (_title, tags, digests, gone) => {
    expect([...untaggedOf(image(tags, digests), ['kept:1'], 'layers')].sort()).toEqual([...gone].sort())
  })
  it('where containerd keeps them: all but those that containers were made by', () => {
    const several = image(['busybox:latest', 'kept:1', 'localhost:5000/a:1'])
    expect(untaggedOf(several, ['kept:1'], 'containerd')).toEqual(['busybox:latest', 'localhost:5000/a:1'])
    expect(untaggedOf(several, ['docker.io/library/busybox', 'localhost:5000/a:1'], 'containerd')).toEqual(['kept:1'])
  })
  it('of Podman: none', () => {
    expect(untaggedOf(image(['a:1', 'b:1']), ['a:1'], 'other')).toEqual([])
  })
})
