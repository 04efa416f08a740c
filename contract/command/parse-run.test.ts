import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { create, run } from '../containers/command'
import { emptyRunOptions, type RunOptions } from '../containers/run'
import { parseCommand } from './parse-command'
import { lineText } from './quote'
import { runOptions } from './test-run-options'

const nothing: RunOptions = { ...emptyRunOptions, detach: false }
const parsed = (source: string) => {
  const command = parseCommand(source)
  if (command.kind !== 'run') throw new Error(`${source}: ${JSON.stringify(command)}`)
  return command
}
const network = { aliases: [], ip: '', ip6: '', linkLocalIps: [], macAddress: '', driverOptions: [] }

describe('the flags of docker run', () => {
  it.each<readonly [string, Partial<RunOptions>]>([
    ['-m 1.5g', { memory: 1.5 * 1024 ** 3 }],
    ['-m512m --memory-swap=-1', { memory: 512 * 1024 ** 2, memorySwap: -1 }],
    ['--memory-swap 2GiB --shm-size 1gb', { memorySwap: 2 * 1024 ** 3, shmSize: 1024 ** 3 }],
    ['--cpus 1.5 -c 512 --cpuset-cpus 0-3', { cpus: 1.5, cpuShares: 512, cpuSet: '0-3' }],
    ['--cpus=.5 --pids-limit=-1', { cpus: 0.5, pidsLimit: -1 }],
    ['--restart always', { restart: { name: 'always' } }],
    ['--restart=on-failure:3', { restart: { name: 'on-failure', maximumRetries: 3 } }],
    ['--restart ""', {}],
    ['--net host', { networks: [{ ...network, name: 'host' }] }],
    [
      '--network web --net-alias a --network-alias b --ip 10.0.0.2 --ip6 fd00::2',
      { networks: [{ ...network, name: 'web', aliases: ['a', 'b'], ip: '10.0.0.2', ip6: 'fd00::2' }] }
    ],
    [
      '--network name=web,alias=a,ip=10.0.0.2,mac-address=92:d0:c6:0a:29:33 --network back',
      {
        networks: [
          { ...network, name: 'web', aliases: ['a'], ip: '10.0.0.2', macAddress: '92:d0:c6:0a:29:33' },
          { ...network, name: 'back' }
        ]
      }
    ],
    [`--network 'name=web,"driver-opt=a=b,c"'`, { networks: [{ ...network, name: 'web', driverOptions: ['a=b,c'] }] }],
    ['--dns 1.1.1.1 --dns-opt ndots:2 --dns-option rotate', { dns: ['1.1.1.1'], dnsOptions: ['ndots:2', 'rotate'] }],
    ['--add-host db:10.0.0.1 --add-host=h=[::1]', { extraHosts: ['db:10.0.0.1', 'h=[::1]'] }],
    ['-h web -w /app -u 1000:1000', { hostname: 'web', workingFolder: '/app', user: '1000:1000' }],
    ['-l a=b --label c', { labels: ['a=b', 'c'] }],
    ['-a STDOUT -a stderr', { attach: ['stdout', 'stderr'] }],
    ['--init', { init: true }],
    ['--init=false', { init: false }],
    ['--entrypoint sh', { entrypoint: 'sh' }],
    ['--entrypoint=', { entrypoint: '' }],
    ['--privileged --read-only --oom-kill-disable', { privileged: true, readOnly: true, oomKillDisable: true }],
    ['--ulimit nofile=1024:2048 --ulimit core=-1', { ulimits: ['nofile=1024:2048', 'core=-1'] }],
    [`--gpus '"device=0,1"'`, { gpus: ['"device=0,1"'] }],
    ['--device /dev/snd --device=/dev/dri:/dev/dri:rw', { devices: ['/dev/snd', '/dev/dri:/dev/dri:rw'] }],
    ['--device vendor.com/gpu=0', { devices: ['vendor.com/gpu=0'] }],
    ['--cap-add sys_admin --cap-drop ALL', { capAdd: ['sys_admin'], capDrop: ['ALL'] }],
    ['--security-opt seccomp=unconfined', { securityOptions: ['seccomp=unconfined'] }],
    ['--stop-timeout 30 --stop-signal SIGINT', { stopTimeout: 30, stopSignal: 'SIGINT' }],
    ['--oom-score-adj -500 --blkio-weight 0', { oomScoreAdjust: -500, blockWeight: 0 }],
    ['--no-healthcheck', { healthcheck: { kind: 'none' } }],
    [
      `--health-cmd 'curl -f http://localhost' --health-interval 1m30s --health-timeout=500ms --health-retries 5`,
      {
        healthcheck: { kind: 'own', command: 'curl -f http://localhost', interval: 90_000, timeout: 500, retries: 5 }
      }
    ],
    ['--health-start-period 1.5h', { healthcheck: { kind: 'own', command: '', startPeriod: 5_400_000 } }],
    [
      '--tmpfs /run:rw,size=64m --tmpfs /tmp',
      {
        mounts: [
          { kind: 'tmpfs', source: '', target: '/run', readOnly: false, flag: 'tmpfs', options: ['rw', 'size=64m'] },
          { kind: 'tmpfs', source: '', target: '/tmp', readOnly: false, flag: 'tmpfs', options: [] }
        ]
      }
    ],
    ['-p 8000-8010:80', { ports: [{ host: 8000, hostLast: 8010, container: 80, protocol: 'tcp' }] }],
    ['--log-driver json-file --log-opt max-size=10m', { logDriver: 'json-file', logOptions: ['max-size=10m'] }],
    ['--pull=always --platform linux/arm64', { pull: 'always', platform: 'linux/arm64' }],
    [
      '--rm --ipc host --pid=container:db --userns host',
      { autoRemove: true, ipc: 'host', pid: 'container:db', userNamespace: 'host' }
    ]
  ])('%s', (flags, changes) => {
    expect(parsed(`docker run ${flags} nginx`)).toEqual({
      kind: 'run',
      start: true,
      options: { ...nothing, image: 'nginx', ...changes },
      problems: []
    })
  })

  it('are those of docker create, which starts nothing', () => {
    expect(parsed('docker create --name web -it -p 80:80 nginx sh')).toEqual({
      kind: 'run',
      start: false,
      options: {
        ...emptyRunOptions,
        image: 'nginx',
        name: 'web',
        interactive: true,
        tty: true,
        ports: [{ host: 80, container: 80, protocol: 'tcp' }],
        command: ['sh']
      },
      problems: []
    })
    expect(parsed('docker container create -d nginx')).toMatchObject({
      start: false,
      problems: [{ kind: 'unknown-flag', flag: '-d' }]
    })
  })
})

describe('what is wrong in itself', () => {
  it.each([
    ['-m lots', { kind: 'value-size', flag: '-m', text: 'lots' }],
    ['--memory -1', { kind: 'value-size', flag: '--memory', text: '-1' }],
    ['--cpus many', { kind: 'value-processors', flag: '--cpus', text: 'many' }],
    ['--cpus 0.0000000001', { kind: 'value-processors-precise', flag: '--cpus', text: '0.0000000001' }],
    ['--cpu-shares 1.5', { kind: 'value-integer', flag: '--cpu-shares', text: '1.5' }],
    ['--restart sometimes', { kind: 'restart-policy', flag: '--restart', text: 'sometimes' }],
    ['--restart on-failure:often', { kind: 'restart-count', flag: '--restart', text: 'often' }],
    ['--restart always:3', { kind: 'restart-count-policy', flag: '--restart', text: 'always:3' }],
    ['--ulimit nofile', { kind: 'ulimit-format', flag: '--ulimit', text: 'nofile' }],
    ['--ulimit files=3', { kind: 'ulimit-name', flag: '--ulimit', text: 'files' }],
    ['--ulimit nofile=x', { kind: 'ulimit-number', flag: '--ulimit', text: 'x' }],
    ['--ulimit nofile=9:8', { kind: 'ulimit-order', flag: '--ulimit', text: 'nofile=9:8' }],
    ['--network name=a,colour=b', { kind: 'network-field', flag: '--network', text: 'colour=b' }],
    ['--network alias=a', { kind: 'network-no-name', flag: '--network', text: 'alias=a' }],
    ['--network name=a,gw-priority=1', { kind: 'network-gateway', flag: '--network', text: 'gw-priority=1' }],
    ['--network a --ip 10.0.0', { kind: 'network-address', flag: '--ip', text: '10.0.0' }],
    ['--ip 10.0.0.2', { kind: 'network-own-only', flag: '--ip', text: '10.0.0.2' }],
    ['--net host --network-alias a', { kind: 'network-own-only', flag: '--network-alias', text: 'a' }],
    ['--network host --network web', { kind: 'networks-mixed', flag: '--network', text: 'host' }],
    ['--network web --network web', { kind: 'network-twice', flag: '--network', text: 'web' }],
    ['--network name=a,alias=b --network-alias c', { kind: 'network-both', flag: '--network', text: 'c' }],
    [
      '--network name=a,mac-address=92:d0:c6:0a:29:33 --mac-address 92:d0:c6:0a:29:34',
      { kind: 'network-both', flag: '--mac-address', text: '92:d0:c6:0a:29:34' }
    ],
    ['--mac-address 12', { kind: 'mac-address', flag: '--mac-address', text: '12' }],
    ['--health-interval 30', { kind: 'duration', flag: '--health-interval', text: '30' }],
    ['--health-interval -3s', { kind: 'duration-negative', flag: '--health-interval', text: '-3s' }],
    ['--health-timeout 1us', { kind: 'duration-short', flag: '--health-timeout', text: '1us' }],
    ['--health-retries -1', { kind: 'value-negative', flag: '--health-retries', text: '-1' }],
    ['--no-healthcheck --health-cmd x', { kind: 'health-conflict', flag: '--no-healthcheck', text: '--health-cmd' }],
    ['--add-host db', { kind: 'extra-host', flag: '--add-host', text: 'db' }],
    ['--add-host db:x', { kind: 'extra-host-address', flag: '--add-host', text: 'x' }],
    ['--dns one', { kind: 'dns-address', flag: '--dns', text: 'one' }],
    ['--dns-search 1', { kind: 'dns-search', flag: '--dns-search', text: '1' }],
    ['--device dev', { kind: 'device-path', flag: '--device', text: 'dev' }],
    ['--device /dev/a:/dev/b:x', { kind: 'device-mode', flag: '--device', text: 'x' }],
    ["--device '/dev/tty*'", { kind: 'device-pattern', flag: '--device', text: '/dev/tty*' }],
    ['--device-read-bps /dev/sda:fast', { kind: 'device-rate', flag: '--device-read-bps', text: '/dev/sda:fast' }],
    ['--device-read-iops sda:1', { kind: 'device-limit', flag: '--device-read-iops', text: 'sda:1' }],
    ['--device-cgroup-rule x', { kind: 'device-rule', flag: '--device-cgroup-rule', text: 'x' }],
    ['--gpus some', { kind: 'gpus-count', flag: '--gpus', text: 'some' }],
    ['--gpus device=0,1', { kind: 'gpus-both', flag: '--gpus', text: 'device=0,1' }],
    ['--gpus colour=red', { kind: 'gpus-key', flag: '--gpus', text: 'colour=red' }],
    ['--label "a b=c"', { kind: 'label-space', flag: '--label', text: 'a b' }],
    ['--label =c', { kind: 'pair-name', flag: '--label', text: '=c' }],
    ['--sysctl vm.swappiness=1', { kind: 'sysctl', flag: '--sysctl', text: 'vm.swappiness' }],
    ['--storage-opt size', { kind: 'pair-value', flag: '--storage-opt', text: 'size' }],
    ['--security-opt seccomp=p.json', { kind: 'seccomp-file', flag: '--security-opt', text: 'p.json' }],
    ['--security-opt odd', { kind: 'security-option', flag: '--security-opt', text: 'odd' }],
    ['--attach all', { kind: 'attach-stream', flag: '--attach', text: 'all' }],
    ['--pull daily', { kind: 'pull-policy', flag: '--pull', text: 'daily' }],
    ['--expose 80:80', { kind: 'expose', flag: '--expose', text: '80:80' }],
    ['--memory-swappiness 101', { kind: 'swappiness', flag: '--memory-swappiness', text: '101' }],
    ['--blkio-weight 5', { kind: 'block-weight', flag: '--blkio-weight', text: '5' }],
    ['--oom-score-adj 2000', { kind: 'oom-score', flag: '--oom-score-adj', text: '2000' }],
    ['--ipc mine', { kind: 'ipc-mode', flag: '--ipc', text: 'mine' }],
    ['--pid mine', { kind: 'pid-mode', flag: '--pid', text: 'mine' }],
    ['--uts mine', { kind: 'uts-mode', flag: '--uts', text: 'mine' }],
    ['--stop-signal 1x', { kind: 'signal', flag: '--stop-signal', text: '1x' }],
    ['--cap-add ""', { kind: 'value-empty', flag: '--cap-add', text: '' }],
    ['-v data:/d:sideways', { kind: 'mount-option', flag: '-v', text: 'sideways' }],
    ['-v one:/d -v two:/d', { kind: 'mount-twice', flag: '--mount', text: '/d' }],
    ['--rm --restart always', { kind: 'restart-and-remove', flag: '--restart', text: '--restart always' }],
    ['-d -a stdout', { kind: 'detach-and-attach', flag: '--attach', text: '-a stdout' }],
    ['--log-driver none --log-opt a=b', { kind: 'log-none', flag: '--log-opt', text: 'a=b' }]
  ])('is named: %s', (flags, problem) => {
    expect(parsed(`docker run ${flags} nginx`).problems).toEqual([problem])
  })

  it('stays in the form where a field can hold it', () => {
    expect(parsed('docker run --ulimit nofile --label "a b" --ipc mine nginx').options).toMatchObject({
      ulimits: ['nofile'],
      labels: ['a b'],
      ipc: 'mine'
    })
  })
})

describe('what a shell would fill in', () => {
  it.each([
    ['--hostname $(hostname)', { kind: 'needs-substitution', flag: '--hostname', text: '$(hostname)' }],
    ['-u "$UID"', { kind: 'needs-variable', flag: '-u', text: '$UID' }],
    ['--memory ${MEM}', { kind: 'needs-variable', flag: '--memory', text: '${MEM}' }],
    ['--add-host=me:$IP', { kind: 'needs-variable', flag: '--add-host', text: '$IP' }],
    ['--network $NET', { kind: 'needs-variable', flag: '--network', text: '$NET' }],
    ['--tmpfs /x:uid=$UID', { kind: 'needs-variable', flag: '--tmpfs', text: '$UID' }],
    ['--health-cmd "test $A"', { kind: 'needs-variable', flag: '--health-cmd', text: '$A' }],
    ['--health-interval $TIME', { kind: 'needs-variable', flag: '--health-interval', text: '$TIME' }],
    ['--entrypoint ~/x', { kind: 'needs-home', flag: '--entrypoint', text: '~' }],
    ['-l a=$(date)', { kind: 'needs-substitution', flag: '-l', text: '$(date)' }]
  ])('is asked for: %s', (flags, problem) => {
    expect(parsed(`docker run ${flags} nginx`).problems).toEqual([problem])
  })
})

/** As it is pasted back: a secret's value is asked for again. */
const pasted = (given: RunOptions): RunOptions => ({
  ...given,
  environment: given.environment.map((variable) => (variable.secret ? { ...variable, value: '' } : variable))
})
/** What may be said of options that are written down rightly: what does not go together, and secrets. */
const allowed = new Set<string>([
  'needs-value',
  'restart-and-remove',
  'detach-and-attach',
  'log-none',
  'mount-twice',
  'network-both',
  'networks-mixed',
  'network-own-only'
])

describe('rendered and parsed again', () => {
  it('is the same', () => {
    fc.assert(
      fc.property(runOptions, (given) => {
        const read = parsed(lineText(run({ options: given }), { shell: 'posix' }))
        expect(read.options).toEqual(pasted(given))
        expect(read.problems.filter(({ kind }) => !allowed.has(kind))).toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  it('lets what is only created say what is attached to', () => {
    const read = parsed('docker create -a stdout busybox')
    expect(read.problems).toEqual([])
    expect(read.options).toMatchObject({ attach: ['stdout'], detach: false })
  })

  it('is the same for docker create, but for what it cannot say', () => {
    fc.assert(
      fc.property(runOptions, (given) => {
        const read = parsed(lineText(create({ options: given }), { shell: 'posix' }))
        expect(read).toMatchObject({ start: false })
        expect(read.options).toEqual({ ...pasted(given), detach: given.attach.length === 0 })
      })
    )
  })

  it('shows each change of a field', () => {
    fc.assert(
      fc.property(runOptions, runOptions, (one, other) => {
        const before = lineText(run({ options: one }), { shell: 'posix' })
        for (const name of Object.keys(one) as (keyof RunOptions)[]) {
          const changed = pasted({ ...one, [name]: other[name] })
          if (JSON.stringify(changed[name]) === JSON.stringify(pasted(one)[name])) continue
          expect(lineText(run({ options: changed }), { shell: 'posix' }), name).not.toBe(before)
        }
      }),
      { numRuns: 50 }
    )
  })
})
