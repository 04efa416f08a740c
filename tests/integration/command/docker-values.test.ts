/** What each flag of docker run takes, against the docker CLI itself: it judges most values before it asks an engine. */
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../contract/command/parse-command'
import { quote } from '../../../contract/command/quote'
import { execute } from './docker-cli'

const nowhere = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

/** By flag: values that docker takes, and values that it refuses by itself. */
const values: Readonly<Record<string, { readonly takes: readonly string[]; readonly refuses: readonly string[] }>> = {
  memory: {
    takes: ['512m', '1.5g', '1g', '64MB', '64MiB', '10', '10b', '0', '1 g', '5.5k', '1T', '2P'],
    refuses: ['abc', '-1', '', '1x', 'm', '1gg', '1.5.5m', '1 000']
  },
  'memory-swap': { takes: ['-1', '1g'], refuses: ['-2', 'x'] },
  'memory-reservation': { takes: ['1g'], refuses: ['x'] },
  'kernel-memory': { takes: ['1g'], refuses: ['x'] },
  'shm-size': { takes: ['64m'], refuses: ['-1'] },
  'memory-swappiness': { takes: ['0', '100', '-1'], refuses: ['101', '-2', 'x'] },
  cpus: { takes: ['1.5', '.5', '1/2', '2', '1e-1', '+1', '0'], refuses: ['x', '', '0.0000000001', '1/0', '1,5'] },
  'cpu-shares': { takes: ['512', '0x10', '010', '-1'], refuses: ['1.5', 'x', '', '08'] },
  'cpu-period': { takes: ['100000'], refuses: ['x'] },
  'blkio-weight': { takes: ['10', '1000', '0'], refuses: ['-1', 'x', '70000'] },
  'oom-score-adj': { takes: ['-1000', '500'], refuses: ['x'] },
  'pids-limit': { takes: ['-1', '100'], refuses: ['x'] },
  'stop-timeout': { takes: ['0', '30', '-1'], refuses: ['x', '1s'] },
  ulimit: {
    takes: ['nofile=1024', 'nofile=1024:2048', 'core=-1', 'memlock=-1:-1', 'nproc=5:-1'],
    refuses: ['nofile', 'x=1', 'nofile=x', 'nofile=1:2:3', 'nofile=9:8', 'nofile=', 'nofile=-1:5']
  },
  'blkio-weight-device': { takes: ['/dev/sda:200'], refuses: ['sda:200', '/dev/sda', '/dev/sda:x', '/dev/sda:5'] },
  'device-read-bps': {
    takes: ['/dev/sda:1mb', '/dev/sda:1'],
    refuses: ['/dev/sda', 'sda:1', '/dev/sda:x', '/dev/sda:-1']
  },
  'device-write-iops': { takes: ['/dev/sda:100'], refuses: ['/dev/sda:1mb', '/dev/sda:-1', ':1'] },
  'device-cgroup-rule': {
    takes: ['c 42:* rmw', 'a *:* r', 'b 1:2 rw'],
    refuses: ['c 42', 'x 1:1 r', 'c 1:1 x', 'c 1:1 rmwr']
  },
  gpus: {
    takes: ['all', '2', '"device=0,1"', 'device=0', 'count=all', 'driver=nvidia,count=2', 'capabilities=utility'],
    refuses: ['some', 'colour=red', 'count=x', 'count=1,count=2', '"a']
  },
  'add-host': {
    takes: ['db:10.0.0.1', 'db:::1', 'db:host-gateway'],
    refuses: ['db', ':10.0.0.1', 'db:x', 'db:', '']
  },
  dns: { takes: ['1.1.1.1', '::1', ' 1.1.1.1'], refuses: ['x', '', '1.1.1', '[::1]'] },
  'dns-search': { takes: ['example.org', '.', 'a', 'example.org.'], refuses: ['1', '', '-a', 'a..b', 'a_b'] },
  link: { takes: ['db', 'db:database'], refuses: ['', 'a:b:c'] },
  expose: { takes: ['80', '80/udp', '80-90', '80/UDP'], refuses: ['x', '80:80', '90-80', '', '80-'] },
  label: { takes: ['a', 'a=b', 'a=', 'a=b c', ' a=b'], refuses: ['', '=b', 'a b=c', 'a\tb'] },
  sysctl: { takes: ['net.core.somaxconn=1', 'kernel.shmmax=1', 'fs.mqueue.x=1'], refuses: ['vm.x=1', 'net.x', ''] },
  'storage-opt': { takes: ['size=1'], refuses: ['size'] },
  'security-opt': {
    takes: ['no-new-privileges', 'label=disable', 'label:disable', 'seccomp=unconfined'],
    refuses: ['odd']
  },
  attach: { takes: ['stdin', 'STDOUT'], refuses: ['all', ''] },
  pid: { takes: ['host', 'container:x', ''], refuses: ['mine', 'container:'] },
  uts: { takes: ['host', ''], refuses: ['mine'] },
  userns: { takes: ['host', ''], refuses: ['mine'] },
  cgroupns: { takes: ['host', 'private', ''], refuses: ['mine'] },
  'mac-address': {
    takes: ['92:d0:c6:0a:29:33', '92-D0-c6-0a-29-33', '92d0.c60a.2933'],
    refuses: ['x', '92:d0:c6:0a:29', '92:d0-c6:0a:29:33', '92:d0:c6:0a:29:3']
  },
  restart: { takes: ['no', 'always', 'on-failure:3', 'unless-stopped', ''], refuses: [':3', 'on-failure:x'] },
  network: {
    takes: ['web', 'host', 'name=web', 'name=web,alias=a', 'name=web,ip=10.0.0.2', '"name=web","driver-opt=a=b,c"'],
    refuses: ['alias=a', 'name=a,colour=b', 'name=a,b', 'name=a,driver-opt=b']
  },
  'health-interval': {
    takes: ['30s', '1m30s', '1.5h', '500ms', '0', '+1s', '.5s', '1h1m1s1ms1us1ns'],
    refuses: ['30', 'x', '', '-3s', '1d', 's']
  },
  'health-retries': { takes: ['3', '0'], refuses: ['-1', 'x'] },
  publish: {
    takes: [
      '80',
      '8080:80',
      '8000-8010:80',
      '127.0.0.1::80',
      '[::1]:80:80',
      '80/sctp',
      'published=1,target=2',
      'target=80'
    ],
    refuses: ['', 'x', '1-2:1-3', '80/x', 'published=1,2', '1.2.3:1:2']
  },
  env: { takes: ['A=b', 'A', 'A='], refuses: ['=b', ''] },
  volume: { takes: ['data:/d', '/a:/b:ro', '/a', 'data:/d:nocopy'], refuses: [] },
  mount: {
    takes: [
      'type=volume,source=data,target=/d',
      'type=bind,source=/a,destination=/d,ro',
      'type=tmpfs,dst=/t,tmpfs-size=64m,tmpfs-mode=1777',
      'source=data,target=/d,volume-nocopy,volume-label=a=b,volume-driver=local,volume-opt=a=b',
      'type=bind,src=/a,target=/b,bind-propagation=rshared,bind-nonrecursive=true'
    ],
    refuses: [
      'source=data',
      'target=/t,colour=blue',
      'target=/t,readonly=maybe',
      'type=tmpfs,target=/t,tmpfs-size=big',
      'type=tmpfs,target=/t,tmpfs-mode=9',
      'type=bind,source=/x,target=/t,volume-nocopy',
      'target=/t,volume-driver',
      'target=/t,volume-nocopy=maybe'
    ]
  }
}
/** Taken by the CLI of 20.10, which leaves it to the engine to refuse them. */
const refusedSince = new Set(['restart :3'])

describe.each(['docker', '/usr/bin/docker'])('%s and we', (program) => {
  it.each(Object.entries(values))(
    'judge the values of --%s alike',
    { timeout: 60_000 },
    async (flag, { takes, refuses }) => {
      const given = [
        ...takes.map((value) => [value, true] as const),
        ...refuses.map((value) => [value, false] as const)
      ]
      for (const [value, expected] of given) {
        const name = `--${flag} ${value}`
        const parsed = parseCommand(`docker run --${flag} ${quote(value, 'posix')} image`)
        const problems = parsed.kind === 'run' ? parsed.problems.filter(({ kind }) => kind !== 'needs-value') : [parsed]
        expect(problems.length === 0, `we, ${name}`).toBe(expected)
        const { stderr } = await execute(program, ['run', `--${flag}`, value, 'image'], nowhere)
        if (refusedSince.has(`${flag} ${value}`)) continue
        expect(/cannot connect|failed to connect/i.test(stderr), `docker, ${name}: ${stderr}`).toBe(expected)
      }
    }
  )
})
