import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConfig, readManifest } from './manifest'

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`
const image = 'application/vnd.docker.distribution.manifest.v2+json'
const config = { mediaType: 'application/vnd.docker.container.image.v1+json', digest: digest('c'), size: 1 }

describe('a manifest', () => {
  it('of one image has the sum of its layers', () => {
    const layers = [
      { mediaType: 'x', digest: digest('a'), size: 10 },
      { mediaType: 'x', digest: digest('b'), size: 32 }
    ]
    expect(readManifest(JSON.stringify({ schemaVersion: 2, config, layers }), image)).toEqual({
      kind: 'image',
      config: digest('c'),
      size: 42
    })
    expect(readManifest(JSON.stringify({ config, layers: [] }), `${image}; charset=utf-8`)).toMatchObject({ size: 0 })
  })
  it.each(['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'])(
    'of several platforms, %s, leaves attestations out',
    (mediaType) => {
      const manifests = [
        { digest: digest('a'), platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
        { digest: digest('b'), platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.17763.1' } },
        { digest: digest('d'), platform: { os: 'unknown', architecture: 'unknown' } },
        { digest: digest('e'), annotations: { 'vnd.docker.reference.type': 'attestation-manifest' }, platform: {} },
        { digest: 'nonsense', platform: { os: 'linux', architecture: 'amd64' } }
      ]
      expect(readManifest(JSON.stringify({ schemaVersion: 2, mediaType, manifests }), mediaType)).toEqual({
        kind: 'list',
        platforms: [
          { os: 'linux', architecture: 'arm', variant: 'v7', digest: digest('a') },
          { os: 'windows', architecture: 'amd64', osVersion: '10.0.17763.1', digest: digest('b') }
        ]
      })
    }
  )
  it('that is no image is told: a chart, a signature', () => {
    const chart = { config: { ...config, mediaType: 'application/vnd.cncf.helm.config.v1+json' }, layers: [] }
    expect(readManifest(JSON.stringify(chart), 'application/vnd.oci.image.manifest.v1+json')).toEqual({
      kind: 'artifact',
      type: 'application/vnd.cncf.helm.config.v1+json',
      size: 0
    })
    const signature = { artifactType: 'application/x.signature', config, layers: [] }
    expect(readManifest(JSON.stringify(signature), '')).toMatchObject({
      kind: 'artifact',
      type: 'application/x.signature'
    })
  })
  it('of an old registry has its platform in itself', () => {
    const old = {
      schemaVersion: 1,
      architecture: 'amd64',
      fsLayers: [{ blobSum: digest('a') }],
      history: [{ v1Compatibility: '{"created":"2020-01-02T03:04:05Z"}' }]
    }
    expect(readManifest(JSON.stringify(old), 'application/vnd.docker.distribution.manifest.v1+prettyjws')).toEqual({
      kind: 'old',
      platform: { os: 'linux', architecture: 'amd64' },
      created: Date.parse('2020-01-02T03:04:05Z')
    })
  })
  it('may be anything', () => {
    fc.assert(fc.property(fc.json(), (text) => void readManifest(text, '')))
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readManifest(`x${text}`, '')).toBeUndefined()
      })
    )
    fc.assert(fc.property(fc.json(), (text) => void readConfig(text)))
  })
})

describe('a configuration', () => {
  it.each([
    ['2024-05-06T07:08:09Z', Date.parse('2024-05-06T07:08:09Z')],
    // Reproducible builds write these; they say nothing.
    ['1970-01-01T00:00:00Z', undefined],
    ['0001-01-01T00:00:00Z', undefined],
    ['yesterday', undefined]
  ])('of %s was made then', (created, time) =>
    expect(readConfig(JSON.stringify({ os: 'linux', architecture: 'amd64', created }))).toEqual({
      platform: { os: 'linux', architecture: 'amd64' },
      created: time
    })
  )
})
