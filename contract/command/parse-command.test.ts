import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from '../containers/run'
import { parseCommand } from './parse-command'
import { problemMessage } from './problem'
import { argument } from './test-argument'

const nothing: RunOptions = { ...emptyRunOptions, detach: false }
const parsed = (source: string) => {
  const command = parseCommand(source)
  if (command.kind !== 'run') throw new Error(`${source}: ${JSON.stringify(command)}`)
  return command
}
const options = (changes: Partial<RunOptions>): RunOptions => ({ ...nothing, ...changes })
const problems = (source: string) => parsed(source).problems

describe('a pasted docker run', () => {
  it.each([
    'docker run nginx',
    'sudo docker run nginx',
    'sudo -u root docker run nginx',
    'docker container run nginx',
    '$ docker run nginx',
    '/usr/bin/docker run nginx',
    'docker.exe run nginx',
    'podman run nginx',
    'docker run -- nginx',
    'winpty docker run nginx',
    'docker run \\\n  nginx # the web',
    '  docker   run nginx\n'
  ])('is known in the form %j', (source) => {
    expect(parsed(source)).toEqual({
      kind: 'run',
      start: true,
      options: options({ image: 'nginx' }),
      problems: []
    })
  })

  it.each<readonly [string, Partial<RunOptions>]>([
    ['-itd', { interactive: true, tty: true, detach: true }],
    ['-d=false -t=true', { tty: true }],
    [
      '--detach --interactive --tty --rm --publish-all',
      { detach: true, interactive: true, tty: true, autoRemove: true, publishAll: true }
    ],
    ['--rm=false', {}],
    ['--name=web', { name: 'web' }],
    ['--name one --name two', { name: 'two' }],
    ['-itp 80:80', { interactive: true, tty: true, ports: [{ host: 80, container: 80, protocol: 'tcp' }] }],
    ['-p8080:80', { ports: [{ host: 8080, container: 80, protocol: 'tcp' }] }],
    ['-p=80', { ports: [{ container: 80, protocol: 'tcp' }] }],
    ['-P', { publishAll: true }],
    ['--publish 127.0.0.1:53:53/UDP', { ports: [{ ip: '127.0.0.1', host: 53, container: 53, protocol: 'udp' }] }],
    ['-p [::1]:80:80', { ports: [{ ip: '::1', host: 80, container: 80, protocol: 'tcp' }] }],
    [
      '-p 8000-8001:80-81',
      {
        ports: [
          { host: 8000, container: 80, protocol: 'tcp' },
          { host: 8001, container: 81, protocol: 'tcp' }
        ]
      }
    ],
    [
      '-e A=b -eC=d --env "E=f g" -e H=',
      {
        environment: [
          { name: 'A', value: 'b', secret: false },
          { name: 'C', value: 'd', secret: false },
          { name: 'E', value: 'f g', secret: false },
          { name: 'H', value: '', secret: false }
        ]
      }
    ],
    [
      '-v data:/data',
      { mounts: [{ kind: 'volume', source: 'data', target: '/data', readOnly: false, flag: 'volume', options: [] }] }
    ],
    [
      '-v /a:/b:ro --volume=/c',
      {
        mounts: [
          { kind: 'bind', source: '/a', target: '/b', readOnly: true, flag: 'volume', options: [] },
          { kind: 'volume', source: '', target: '/c', readOnly: false, flag: 'volume', options: [] }
        ]
      }
    ],
    [
      "-v 'C:\\a b:/b'",
      { mounts: [{ kind: 'bind', source: 'C:\\a b', target: '/b', readOnly: false, flag: 'volume', options: [] }] }
    ],
    [
      '--mount type=bind,src=/a,dst=/b,readonly',
      { mounts: [{ kind: 'bind', source: '/a', target: '/b', readOnly: true, flag: 'mount', options: [] }] }
    ],
    [
      '--mount source=data,target=/b',
      { mounts: [{ kind: 'volume', source: 'data', target: '/b', readOnly: false, flag: 'mount', options: [] }] }
    ]
  ])('is read: %s', (flags, changes) => {
    expect(parsed(`docker run ${flags} nginx`)).toEqual({
      kind: 'run',
      start: true,
      options: options({ image: 'nginx', ...changes }),
      problems: []
    })
  })

  it('leaves all that follows the image to the container', () => {
    const { options: read } = parsed("docker run -it ubuntu bash -c 'echo -d --name' -p 80")
    expect(read).toEqual(
      options({ image: 'ubuntu', interactive: true, tty: true, command: ['bash', '-c', 'echo -d --name', '-p', '80'] })
    )
  })

  it('takes the value of a variable that was set in front of it', () => {
    expect(parsed('TOKEN=abc docker run -e TOKEN nginx')).toMatchObject({
      options: { environment: [{ name: 'TOKEN', value: 'abc', secret: false }] },
      problems: []
    })
  })
})

describe('what the form cannot hold', () => {
  it.each([
    ['docker run --use-api-socket nginx', { kind: 'unsupported', flag: '--use-api-socket' }],
    ['docker run --cpu-count 2 nginx', { kind: 'unsupported-value', flag: '--cpu-count', text: '2' }],
    ['docker run --env-file .env nginx', { kind: 'unsupported-env-file', flag: '--env-file', text: '.env' }],
    ['docker run --label-file=l nginx', { kind: 'unsupported-label-file', flag: '--label-file', text: 'l' }],
    ['docker run --cidfile id nginx', { kind: 'client-file', flag: '--cidfile', text: 'id' }],
    ['docker run --sig-proxy=false nginx', { kind: 'client-only', flag: '--sig-proxy', text: 'false' }],
    ['docker run -q nginx', { kind: 'client-only', flag: '-q' }],
    ['docker run --mount type=image,target=/t nginx', { kind: 'mount-type', flag: '--mount', text: 'image' }],
    ['docker run -v ./src:/src nginx', { kind: 'mount-relative', flag: '-v', text: './src' }],
    ['docker run -p 8000-8010:80-81 nginx', { kind: 'port-ranges', flag: '-p', text: '8000-8010:80-81' }],
    ['docker run -p web:80 nginx', { kind: 'port-number', flag: '-p', text: 'web' }],
    ['docker run -p 80:80/icmp nginx', { kind: 'port-protocol', flag: '-p', text: 'icmp' }],
    ['docker run -p 300.1.1.1:80:80 nginx', { kind: 'port-address', flag: '-p', text: '300.1.1.1' }],
    ['docker run -e KEY nginx', { kind: 'needs-value', flag: '-e', text: 'KEY' }],
    ['docker run -e KEY=$OTHER nginx', { kind: 'needs-value', flag: '-e', text: 'KEY' }],
    ['docker run -e KEY=a$OTHER nginx', { kind: 'needs-variable', flag: '-e', text: '$OTHER' }],
    ['docker run -e =x nginx', { kind: 'variable-no-name', flag: '-e', text: '=x' }],
    ['docker run --name "a b" nginx', { kind: 'invalid-name', flag: '--name', text: 'a b' }],
    ['docker run --rm=maybe nginx', { kind: 'invalid-value', flag: '--rm', text: 'maybe' }],
    ['docker run --colour nginx', { kind: 'unknown-flag', flag: '--colour' }],
    ['docker run -dX nginx', { kind: 'unknown-flag', flag: '-X' }],
    ['docker run nginx --name', undefined],
    ['docker run --name', { kind: 'missing-value', flag: '--name' }],
    ['docker run -d', { kind: 'missing-image' }],
    ['docker run –d nginx', { kind: 'long-dash', flag: 'image', text: '–d' }],
    ['docker run Nginx', { kind: 'image-uppercase', flag: 'image', text: 'Nginx' }],
    ['docker run ng:inx:1', { kind: 'image-invalid', flag: 'image', text: 'ng:inx:1' }],
    ['docker run $IMAGE', { kind: 'needs-variable', flag: 'image', text: '$IMAGE' }],
    ['docker run busybox ls *.txt', { kind: 'needs-pattern', flag: 'command', text: '*' }],
    ['docker run busybox id `id -u`', { kind: 'needs-substitution', flag: 'command', text: '`id -u`' }],
    ['docker run -v ~/x:/x nginx', { kind: 'needs-home', flag: '-v', text: '~' }],
    ['docker --context far run nginx', { kind: 'connection', text: '--context far' }],
    ['docker run nginx | less', { kind: 'more-commands', text: '| less' }],
    ['docker -it run nginx', { kind: 'misplaced-flags', flag: 'run', text: '-it' }]
  ])('is named: %s', (source, problem) => {
    const found = problems(source)
    if (problem === undefined) expect(found).toEqual([])
    else expect(found).toContainEqual(problem)
    for (const one of found) expect(problemMessage(one).key).toBe(`command.problem.${one.kind}`)
  })

  it('does not hide what else was read', () => {
    const { options: read, problems: found } = parsed(
      'docker run -d --env-file x --name web --cpu-count 1 -p 80:80 --memory lots nginx'
    )
    expect(read).toMatchObject({ detach: true, name: 'web', ports: [{ host: 80 }], image: 'nginx' })
    expect(found.map(({ flag }) => flag)).toEqual(['--env-file', '--cpu-count', '--memory'])
  })

  it('keeps what a shell would fill in, to be written out', () => {
    expect(parsed('docker run -v "$(pwd)":/app -v ${PWD:-.}/x:/x nginx').options.mounts).toEqual([
      { kind: 'bind', source: '$(pwd)', target: '/app', readOnly: false, flag: 'volume', options: [] },
      { kind: 'bind', source: '${PWD:-.}/x', target: '/x', readOnly: false, flag: 'volume', options: [] }
    ])
    expect(parsed('docker run -e KEY=$KEY nginx').options.environment).toEqual([
      { name: 'KEY', value: '', secret: true }
    ])
  })

  it('says why flags in front of run are wrong, and reads them all the same', () => {
    expect(parsed('docker -it run --rm ubuntu bash')).toEqual({
      kind: 'run',
      start: true,
      options: options({ interactive: true, tty: true, autoRemove: true, image: 'ubuntu', command: ['bash'] }),
      problems: [{ kind: 'misplaced-flags', flag: 'run', text: '-it' }]
    })
  })
})

describe('other pasted commands', () => {
  it.each([
    ['docker pull nginx:1.27', { kind: 'pull', reference: 'nginx:1.27', problems: [] }],
    ['docker image pull nginx', { kind: 'pull', reference: 'nginx', problems: [] }],
    [
      'docker pull --platform linux/arm64 nginx',
      {
        kind: 'pull',
        reference: 'nginx',
        problems: [{ kind: 'unsupported-value', flag: '--platform', text: 'linux/arm64' }]
      }
    ],
    ['docker search "web server"', { kind: 'search', term: 'web server', problems: [] }],
    ['docker compose run web', { kind: 'other', subcommand: 'compose', words: ['run', 'web'] }],
    ['docker pull', { kind: 'invalid', problem: { kind: 'missing-image' } }],
    ['docker search', { kind: 'invalid', problem: { kind: 'missing-term' } }],
    ['docker', { kind: 'invalid', problem: { kind: 'no-subcommand' } }],
    ['docker -x', { kind: 'invalid', problem: { kind: 'unknown-flag', flag: '-x' } }],
    ['', { kind: 'invalid', problem: { kind: 'empty' } }],
    ['# nothing', { kind: 'invalid', problem: { kind: 'not-docker', text: 'nothing' } }],
    ['nginx', { kind: 'invalid', problem: { kind: 'not-docker', text: 'nginx' } }],
    ["docker run 'x", { kind: 'invalid', problem: { kind: 'unclosed', text: "'" } }]
  ])('%s', (source, command) => {
    expect(parseCommand(source)).toEqual(command)
  })

  it('may be named as what every object has', () => {
    expect(parseCommand('docker __proto__ constructor')).toEqual({
      kind: 'other',
      subcommand: '__proto__',
      words: ['constructor']
    })
  })

  it('are never an error, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(argument), (words) => {
        for (const start of [
          '',
          'docker ',
          'docker run ',
          'docker pull ',
          'docker run -v ',
          'docker run --mount ',
          'docker run -p '
        ])
          parseCommand(start + words.join(' '))
      })
    )
  })
})
