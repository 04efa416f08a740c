import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Image } from '../../../contract/images/model'
import { asListed, InspectedImage, isDangling, toImages, type ListedImage } from './rows'

const listed = (some: Partial<ListedImage>): ListedImage => ({
  Id: 'sha256:1',
  RepoTags: [],
  RepoDigests: [],
  Created: 1,
  Size: 2,
  Labels: {},
  ...some
})
const names = (some: Partial<ListedImage>): string[] =>
  toImages(listed(some)).map(({ repository, tag, digest }) => `${repository} ${tag} ${digest ?? '-'}`)

describe("an image's rows", () => {
  it('one for each tag, with the digest of its own repository', () => {
    expect(
      names({
        RepoTags: ['b:2', 'a:1', '127.0.0.1:5000/x/y:1'],
        RepoDigests: ['a@sha256:aa', '127.0.0.1:5000/x/y@sha256:bb']
      })
    ).toEqual(['127.0.0.1:5000/x/y 1 sha256:bb', 'a 1 sha256:aa', 'b 2 -'])
  })

  it('one for a digest that has no tag beside it', () => {
    expect(names({ RepoDigests: ['a@sha256:aa', 'b@sha256:bb'], RepoTags: ['b:1'] })).toEqual([
      'b 1 sha256:bb',
      'a <none> sha256:aa'
    ])
    expect(names({ RepoTags: ['<none>:<none>'], RepoDigests: ['a@sha256:aa'] })).toEqual(['a <none> sha256:aa'])
  })

  it('one without names for what has none, in either way of saying so', () => {
    expect(names({})).toEqual(['<none> <none> -'])
    expect(names({ RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] })).toEqual(['<none> <none> -'])
    expect(isDangling({ RepoTags: [], RepoDigests: [] })).toBe(true)
  })

  it("with docker's short names for Podman's long ones", () => {
    expect(names({ RepoTags: ['docker.io/library/busybox:1', 'docker.io/owner/app:1', 'localhost/mine:1'] })).toEqual([
      'busybox 1 -',
      'owner/app 1 -',
      'localhost/mine 1 -'
    ])
  })

  it('reads an inspect as the list', () => {
    const inspected = v.parse(InspectedImage, {
      Id: 'sha256:1',
      RepoTags: ['a:1'],
      RepoDigests: null,
      Created: '2026-11-21T12:00:00.123456789Z',
      Size: 7,
      Config: { Labels: { a: 'b' } }
    })
    expect(toImages(asListed(inspected))).toEqual([
      {
        id: 'sha256:1',
        repository: 'a',
        tag: '1',
        digest: undefined,
        created: Date.UTC(2026, 10, 21, 12),
        size: 7,
        labels: { a: 'b' }
      }
    ])
    expect(asListed(v.parse(InspectedImage, { Id: 'x', Created: 'never', Config: null })).Created).toBe(0)
  })

  it('never fails, and never breaks the contract, whatever the names', () => {
    const reference = fc.oneof(fc.string(), fc.constantFrom('<none>:<none>', 'a:1', 'a@sha256:aa', 'localhost:5000/a'))
    fc.assert(
      fc.property(fc.array(reference), fc.array(reference), (RepoTags, RepoDigests) => {
        const rows = toImages(listed({ RepoTags, RepoDigests }))
        expect(rows.length).toBeGreaterThan(0)
        for (const row of rows) expect(v.safeParse(Image, row).success).toBe(true)
      })
    )
  })
})
