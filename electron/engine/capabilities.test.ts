import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { capabilitiesOf, VersionReply } from './capabilities'

const reply = (value: unknown): VersionReply => v.parse(VersionReply, value)

describe('capabilities', () => {
  it('of Docker on Linux', () => {
    const version = reply({
      Version: '27.5.1',
      Os: 'linux',
      Arch: 'arm64',
      Platform: { Name: 'Docker Engine - Community' },
      Components: [{ Name: 'Engine' }]
    })
    expect(capabilitiesOf({ 'builder-version': '2' }, '1.47', version)).toEqual({
      version: '27.5.1',
      apiVersion: '1.47',
      os: 'linux',
      arch: 'arm64',
      product: 'Docker Engine - Community',
      buildKit: true
    })
  })

  it('of Debian’s Docker, which has no name for itself and prefers the old builder', () => {
    const version = reply({
      Version: '20.10.24+dfsg1',
      Os: 'linux',
      Arch: 'amd64',
      Platform: { Name: '' },
      Components: [{ Name: 'Engine' }]
    })
    expect(capabilitiesOf({ 'builder-version': '1' }, '1.41', version)).toMatchObject({
      product: 'Docker Engine',
      buildKit: true
    })
  })

  it('of Docker for Windows containers', () => {
    const version = reply({ Version: '27.0.0', Os: 'windows', Arch: 'amd64' })
    expect(capabilitiesOf({}, '1.46', version)).toMatchObject({ os: 'windows', buildKit: false })
  })

  it('of Podman', () => {
    const version = reply({ Version: '4.3.1', Os: 'linux', Arch: 'amd64', Components: [{ Name: 'Podman Engine' }] })
    expect(capabilitiesOf({ 'libpod-api-version': '4.3.1' }, '1.41', version)).toMatchObject({
      product: 'Podman Engine',
      buildKit: false
    })
    expect(capabilitiesOf({}, '1.41', version)).toMatchObject({ product: 'Podman Engine', buildKit: false })
  })

  it('as far as the ping tells, where nothing else is to be had', () => {
    expect(capabilitiesOf({ ostype: 'linux' }, '1.41')).toEqual({
      version: '',
      apiVersion: '1.41',
      os: 'linux',
      arch: '',
      product: 'Docker Engine',
      buildKit: true
    })
  })
})
