/** Over recorded answers: what each product printed, or is documented to print; the source stands with its driver. */
import { describe, expect, it } from 'vitest'
import { free, gibibyte, look, machinesOf } from './test-world'

describe('Colima', () => {
  const listed = `{"name":"default","status":"Running","arch":"aarch64","cpus":2,"memory":2147483648,"disk":64424509440,"dir":"/Users/ada/.colima/_lima/colima","runtime":"docker"}
{"name":"work","status":"Stopped","arch":"aarch64","cpus":4,"memory":8589934592,"disk":107374182400,"dir":"/Users/ada/.colima/_lima/colima-work"}
`
  it('lists its profiles, with what runs each', async () => {
    const machines = await machinesOf('colima', {
      answers: { 'colima list --json': listed, 'colima --version': 'colima version 0.6.8' },
      files: { '/Users/ada/.colima/work/colima.yaml': 'cpu: 4\n# vz or qemu\nvmType: vz\n' }
    })
    expect(machines).toMatchObject([
      {
        name: 'default',
        state: 'running',
        cpus: 2,
        memoryBytes: 2 * gibibyte,
        diskBytes: 60 * gibibyte,
        version: '0.6.8',
        endpoints: ['unix:///Users/ada/.colima/default/docker.sock'],
        hostname: 'colima',
        change: {
          cpus: free(1, 8, 1),
          memory: free(gibibyte, 16 * gibibyte, gibibyte),
          disk: { kind: 'free', least: 60 * gibibyte }
        }
      },
      { name: 'work', state: 'stopped', virtualization: 'virtualization-framework', hostname: 'colima-work' }
    ])
  })

  it('of 0.4 says neither where it lies nor its version', async () => {
    const old = '{"name":"default","status":"Running","arch":"x86_64","cpus":2,"memory":2147483648,"disk":64424509440}'
    const [machine] = await machinesOf('colima', {
      answers: { 'colima list --json': old },
      env: { COLIMA_HOME: '/far' }
    })
    expect(machine).toMatchObject({ endpoints: ['unix:///far/default/docker.sock'], version: undefined })
  })

  it('without a profile lists none; with words in place of JSON it costs only itself', async () => {
    expect(await machinesOf('colima', { answers: { 'colima list --json': '' } })).toEqual([])
    expect(await look('colima', { answers: { 'colima list --json': 'WARN[0000] no such thing' } })).toMatchObject({
      kind: 'failed',
      why: 'unreadable'
    })
    expect(
      await look('colima', { answers: { 'colima list --json': { code: 1, stderr: 'limactl: not found' } } })
    ).toEqual({
      kind: 'failed',
      product: 'colima',
      why: 'refused',
      message: 'limactl: not found'
    })
    expect(await look('colima', { answers: { 'colima list --json': 'hangs' } })).toMatchObject({ why: 'timed-out' })
    expect(await look('colima', {})).toEqual({ kind: 'absent', product: 'colima' })
  })
})

describe('Lima', () => {
  const instances = `{"name":"docker","hostname":"lima-docker","status":"Running","dir":"/Users/ada/.lima/docker","vmType":"vz","arch":"aarch64","cpus":4,"memory":4294967296,"disk":107374182400}
{"name":"broken","status":"Broken","dir":"/Users/ada/.lima/broken","errors":["open lima.yaml: no such file or directory"]}
`
  it('lists its instances, broken ones among them', async () => {
    const machines = await machinesOf('lima', {
      answers: { 'limactl list --json': instances, 'limactl --version': 'limactl version 1.0.3' }
    })
    expect(machines).toMatchObject([
      {
        name: 'docker',
        state: 'running',
        virtualization: 'virtualization-framework',
        endpoints: ['unix:///Users/ada/.lima/docker/sock/docker.sock'],
        change: { cpus: { kind: 'free' } }
      },
      { name: 'broken', state: 'broken', cpus: undefined, change: { disk: { kind: 'fixed', why: 'unreadable' } } }
    ])
  })
  it('before 0.18 could not be changed by words', async () => {
    const answers = { 'limactl list --json': instances, 'limactl --version': 'limactl version 0.14.2' }
    const [machine] = await machinesOf('lima', { answers })
    expect(machine?.change.cpus).toEqual({ kind: 'fixed', why: 'not-offered' })
  })
  it('prints a list as it is in one, too', async () => {
    const answers = { 'limactl list --json': '[{"name":"a","status":"Stopped","dir":"/x"}]' }
    expect(await machinesOf('lima', { answers })).toHaveLength(1)
  })
})

describe('OrbStack', () => {
  it('says its state and its sizes, a line each', async () => {
    const machines = await machinesOf('orbstack', {
      answers: {
        'orbctl status': { code: 1, stdout: 'Stopped\n' },
        'orbctl config show': 'cpu: 10\nk8s.enable: false\nmemory_mib: 4096\nrosetta: true\n',
        'orbctl version': 'Version: 1.8.2 (1080200)\nCommit: 1a2b3c\n'
      }
    })
    expect(machines).toMatchObject([{ state: 'stopped', cpus: 10, memoryBytes: 4 * gibibyte, version: '1.8.2' }])
  })
})
