import { describe, expect, it } from 'vitest'
import { parseSimulation } from './simulation.mjs'

describe('a simulated installation', () => {
  it('tells new packages from upgraded and removed ones', () => {
    const text = `NOTE: This is only a simulation!
Reading package lists...
The following packages will be REMOVED:
  podman
Remv podman [4.3.1+ds1-8+b1]
Purg cruft [1.0]
Inst libc6 [2.36-9] (2.36-9+deb12u4 Debian:12.5/stable [amd64]) []
Inst iptables (1.8.9-2 Debian:12.5/stable [amd64])
Inst docker.io (20.10.24+dfsg1-1+b3 Debian:12.5/stable [amd64])
Conf iptables (1.8.9-2 Debian:12.5/stable [amd64])
`
    expect(parseSimulation(text)).toEqual({
      installed: ['iptables', 'docker.io'],
      upgraded: ['libc6'],
      removed: ['podman', 'cruft']
    })
  })

  it('finds nothing where there is nothing to do', () => {
    expect(parseSimulation('docker.io is already the newest version.\n')).toEqual({
      installed: [],
      upgraded: [],
      removed: []
    })
  })
})
