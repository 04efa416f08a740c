/** Lines as they arrive from web pages, chats and consoles: read as they were meant, and it is said where a shell would not. */
import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from '../containers/run'
import { withAnswers } from './answers'
import { parseCommand } from './parse-command'
import { readPasted, shellOf, tokenizePasted } from './pasted-line'
import type { Shell } from './quote'
import { tokenize } from './tokenize'

const parsed = (source: string) => {
  const command = parseCommand(source)
  if (command.kind !== 'run') throw new Error(`${source}: ${JSON.stringify(command)}`)
  const { options, problems } = command
  const given = Object.entries(options).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(emptyRunOptions[name as keyof RunOptions])
  )
  return { options: Object.fromEntries(given), problems }
}
const words = (source: string) => {
  const tokens = tokenizePasted(source)
  return tokens.kind === 'words' ? tokens.words.map(({ text }) => text) : tokens
}
const web = { image: 'nginx', name: 'web', ports: [{ host: 80, container: 80, protocol: 'tcp' }] }
const stumbles = (...texts: readonly string[]) => texts.map((text) => ({ kind: 'shell-stumbles', text }))

describe('remarks', () => {
  it('in backticks leave nothing, as in a shell', () => {
    expect(
      parsed('docker run -d \\\n  --name=web `# its name` \\\n  -p 80:80 `#optional` \\\n  `# the image` nginx`#!`')
    ).toEqual({ options: web, problems: [] })
  })

  it.each([
    [
      'on lines of their own',
      'docker run -d \\\n  # named\n  --name web \\\n\t# open\n  # to all\n  -p 80:80 \\\n  nginx'
    ],
    ['at the end, before the image', 'docker run -d --name web -p 80:80 \\\n  # to all\n  nginx'],
    ['with a backslash of their own', 'docker run -d # named \\\n--name web -p 80:80 nginx'],
    ['behind the backslash', 'docker run -d \\ # named\n  --name web -p 80:80 nginx']
  ])('%s are read over, and named', (_title, source) => {
    const { options, problems } = parsed(source)
    expect(options).toEqual(web)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatchObject({ kind: 'shell-stumbles' })
  })

  it.each([
    ['docker run nginx \\\n# then\nopen http://localhost', 'open http://localhost'],
    ['docker run nginx \\\n  # then\n  docker ps', 'docker ps'],
    ['docker run nginx # then\nx', 'x'],
    ['docker run nginx \\\n# then\n\nx', 'x']
  ])('end the command where another one follows: %j', (source, text) => {
    expect(parsed(source)).toEqual({
      options: { image: 'nginx', detach: false },
      problems: [{ kind: 'more-commands', text }]
    })
  })

  it('are a comment to who types a command', () => {
    expect(tokenize('a \\\n # b\n -c')).toEqual({ kind: 'words', words: [{ text: 'a', expansions: [] }], rest: '-c' })
  })

  it('are read in no time, however many hashes they hold', () => {
    expect(tokenize(`a\n${'# '.repeat(5000)}\nb`)).toMatchObject({ rest: `${'# '.repeat(5000)}\nb` })
  })
})

describe('ends of lines', () => {
  it.each([
    ['with blanks behind their backslash', 'docker run -d \\ \n --name web\\\t\n -p 80:80 \\  \nnginx'],
    ['that were lost', 'docker run -d \\ --name web \\   -p 80:80 \\ nginx']
  ])('%s are read as meant, and named', (_title, source) => {
    expect(parsed(source)).toEqual({ options: web, problems: stumbles('\\ ') })
  })

  it.each([
    'docker run -d nginx \\',
    'docker run -d nginx \\\n\n',
    'docker run -d nginx\\\r\n',
    'docker run -d nginx;'
  ])('that go on to nothing add nothing: %j', (source) => {
    expect(parsed(source)).toEqual({ options: { image: 'nginx' }, problems: [] })
  })

  it('that nothing marks as going on are read as meant before a flag, and named', () => {
    expect(parsed("docker run\n  -d\n  --name='web'\n  -p '80:80'\n  'nginx'\n\nThe end")).toEqual({
      options: web,
      problems: [{ kind: 'more-commands', text: 'The end' }, ...stumbles('↵')]
    })
    expect(parsed('docker run -d nginx\n--- \n  x')).toMatchObject({ problems: [{ text: '--- \n  x' }] })
    expect(parsed('docker run -d nginx\n  x')).toMatchObject({ problems: [{ text: 'x' }] })
    expect(tokenize('a\n -b')).toMatchObject({ rest: '-b' })
  })

  it('leave blanks that are escaped within a word', () => {
    expect(words('docker run -v /my\\ files:/x a\\ \\ b')).toEqual(['docker', 'run', '-v', '/my files:/x', 'a  b'])
    expect(tokenize('a \\ b\\')).toMatchObject({ words: [{ text: 'a' }, { text: ' b\\' }] })
  })
})

describe('what nobody typed', () => {
  it.each([
    ['docker\u200b run\ufeff -d nginx', ['docker', 'run', '-d', 'nginx']],
    ['\ufeffdocker run\u2003-d\u202fnginx', ['docker', 'run', '-d', 'nginx']],
    ["docker run -e 'A=\u200b\u2003' nginx", ['docker', 'run', '-e', 'A=\u200b\u2003', 'nginx']]
  ])('is not there: %j', (source, expected) => {
    expect(words(source)).toEqual(expected)
  })
})

describe('bash', () => {
  it('has quotes for what is translated', () => {
    expect(words(`a $"b c" d$"e"`)).toEqual(['a', 'b c', 'de'])
  })

  it.each([
    ['docker run --cap-add={A,B} nginx', '--cap-add', '{A,B}'],
    ['docker run -v /{1..3}:/x nginx', '-v', '{1..3}'],
    ['docker run nginx ls /{a,b}', 'command', '{a,b}']
  ])('makes several words of braces: %s', (source, flag, text) => {
    expect(parsed(source).problems).toContainEqual({ kind: 'needs-braces', flag, text })
  })

  it.each(['{{.Name}}', "'{a,b}'", '"{a,b}"', '\\{a,b}', '{a}', '{"a":1,"b":2}'])('makes one of %s', (text) => {
    expect(parsed(`docker run --log-opt tag=${text} nginx`).problems).toEqual([])
  })

  it('fills in a home folder only at the start of a word', () => {
    expect(parsed('docker run -v "~/a:/a" --volume=~/b:/b --mount type=bind,src=~/c,dst=/c nginx').problems).toEqual([
      { kind: 'mount-relative', flag: '-v', text: '~/a' },
      { kind: 'mount-relative', flag: '--volume', text: '~/b' },
      { kind: 'mount-relative', flag: '--mount', text: '~/c' }
    ])
  })
})

describe('a prompt', () => {
  it.each([
    '/ # docker run -d nginx',
    '~ $ docker run -d nginx',
    'MacBook-Pro:~ me$ docker run -d nginx',
    'pi@raspberrypi:~ $ sudo docker run -d nginx',
    'root@nas:/volume1/docker# docker run -d nginx',
    '➜  src git:(main) ✗ docker run -d nginx',
    '┌──(me㉿box)-[~]\n└─$ sudo docker run -d nginx',
    '#docker run -d nginx',
    '1. docker run -d nginx',
    '- docker run -d nginx',
    'docker run \\\n> -d \\\n> nginx',
    '`docker run -d nginx`'
  ])('goes: %j', (source) => {
    expect(parsed(source)).toEqual({ options: { image: 'nginx' }, problems: [] })
  })

  it('is not what a command itself says', () => {
    expect(words('docker run -e A=# busybox docker run x')).toEqual('docker run -e A=# busybox docker run x'.split(' '))
    expect(tokenizePasted('docker run busybox \\\n > out')).toMatchObject({ rest: '> out' })
  })
})

describe('a block of code', () => {
  it.each<readonly [string, Shell]>([
    ['```bash\n$ docker run -d \\\n    nginx\n```', 'posix'],
    ['So:\n\n~~~\ndocker run -d nginx\n~~~\nand wait', 'posix'],
    ['```powershell\r\ndocker run -d nginx\r\n```\r\n', 'powershell'],
    ['```cmd\ndocker run -d nginx', 'cmd']
  ])('is read: %j', (source, shell) => {
    expect(words(source)).toEqual(['docker', 'run', '-d', 'nginx'])
    expect(readPasted(source)).toMatchObject({ shell, tokens: { rest: '' } })
  })

  it('is not what a command itself holds', () => {
    const source = "docker run busybox echo '\n```\ndocker ps\n```\n'"
    expect(words(source)).toEqual(['docker', 'run', 'busybox', 'echo', '\n```\ndocker ps\n```\n'])
  })
})

describe('what stands in front of docker', () => {
  it.each([
    ['mkdir -p /a && cd /a && docker run -d nginx', 'mkdir -p /a && cd /a'],
    ['export TZ=UTC\n$ docker run -d nginx', 'export TZ=UTC'],
    ['A=b; docker run -d nginx', 'A=b'],
    ['Then run this:\n\ndocker run -d nginx', 'Then run this:']
  ])('is named as left out: %j', (source, text) => {
    expect(parsed(source)).toEqual({ options: { image: 'nginx' }, problems: [{ kind: 'more-commands', text }] })
  })

  it.each(['echo x | docker run -i nginx', 'x & docker run nginx', 'x > docker', 'id=$(docker run -d nginx)'])(
    'is the command where it is more than that: %j',
    (source) => {
      expect(parseCommand(source).kind).toBe('invalid')
    }
  )

  it('stays there where questions are answered', () => {
    expect(withAnswers('cd /a && docker run -v $PWD:/a x', new Map([['$PWD', '/my src']]))).toBe(
      "cd /a && docker run -v '/my src:/a' x"
    )
  })

  it.each(['sudo -n', 'sudo -u me -E --', 'nice -n 10', 'ionice -c2 -n 7', 'env -u A B=c', 'time -p sudo'])(
    '%s is no part of it',
    (text) => {
      expect(parsed(`${text} docker run -d nginx`)).toEqual({ options: { image: 'nginx' }, problems: [] })
    }
  )

  it('may choose the engine, which is named, or the platform, which is read', () => {
    expect(parsed('DOCKER_HOST=tcp://far:1 DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run -d nginx')).toEqual({
      options: { image: 'nginx', platform: 'linux/arm64' },
      problems: [{ kind: 'connection', text: 'DOCKER_HOST=tcp://far:1' }]
    })
    expect(parsed('DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run --platform linux/386 nginx').options).toMatchObject({
      platform: 'linux/386'
    })
  })
})

describe('a folder of Windows', () => {
  it.each<readonly [string, Shell, string]>([
    ['docker run -v C:\\Users\\me\\x:/x nginx', 'cmd', 'C:\\Users\\me\\x'],
    ["docker run -v C:\\x:/x -e 'A=b c' nginx", 'powershell', 'C:\\x'],
    ['docker run -v ${PWD}\\x:/x nginx', 'powershell', '${PWD}\\x'],
    ['docker run --mount type=bind,source=D:\\x,target=/x nginx', 'cmd', 'D:\\x'],
    ['docker run -v "C:\\my x:/x" nginx', 'posix', 'C:\\my x'],
    ['docker run -v C:\\\\x:/x nginx', 'posix', 'C:\\x'],
    ['docker run -v `pwd`\\/x:/x `pwd`\ndocker ps', 'posix', '`pwd`/x']
  ])('%s is for %s', (source, shell, folder) => {
    expect(shellOf(source)).toBe(shell)
    expect(parsed(source).options).toMatchObject({ mounts: [{ kind: 'bind', source: folder, target: '/x' }] })
  })
})

it('is none where a POSIX shell quotes it', () => {
  expect(shellOf(`docker run -u ''\\''' --mount 'source=A:\\,target=/' x`)).toBe('posix')
})

describe('what is said twice', () => {
  it('is one where docker takes it for one', () => {
    const twice = 'docker run -v /a:/x -v /a:/x -v /b -v /b --tmpfs /t --tmpfs /t:size=1m'
    expect(parsed(`${twice} nginx`).problems).toEqual([])
    expect(parsed(`${twice} -v /a:/x:ro --mount type=tmpfs,target=/t nginx`).problems).toEqual([
      { kind: 'mount-twice', flag: '--mount', text: '/x' },
      { kind: 'mount-twice', flag: '--mount', text: '/t' }
    ])
  })
})

describe('values', () => {
  it.each([
    ['--pid private', 'pid-mode'],
    ['--ulimit nofile=infinity', 'ulimit-number']
  ])('%s is refused, as docker refuses it', (flags, kind) => {
    expect(parsed(`docker run ${flags} nginx`).problems).toMatchObject([{ kind }])
  })

  it('have fields of a network in capitals', () => {
    expect(parsed('docker run --network Name=a,ALIAS=B nginx')).toMatchObject({
      options: { networks: [{ name: 'a', aliases: ['B'] }] },
      problems: []
    })
  })
})

describe('flags as pflag reads them', () => {
  it('have a value of "=" alone', () => {
    expect(parsed('docker run -h= -d nginx').options).toMatchObject({ hostname: '=' })
    expect(parsed('docker run -d= nginx').problems).toEqual([{ kind: 'unknown-flag', flag: '-=' }])
  })

  it('take a name as inspect writes it', () => {
    expect(parsed('docker run --name /web -dp 80:80 nginx')).toEqual({ options: web, problems: [] })
  })

  it('keep a network of which something cannot be held', () => {
    expect(parsed('docker run -d --network name=web,gw-priority=1,alias=a nginx')).toEqual({
      options: { image: 'nginx', networks: [expect.objectContaining({ name: 'web', aliases: ['a'] })] },
      problems: [{ kind: 'network-gateway', flag: '--network', text: 'gw-priority=1' }]
    })
  })
})
