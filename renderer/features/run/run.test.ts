import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenize } from '../../../contract/command/tokenize'
import { emptyRunOptions } from '../../../contract/containers/run'
import { runOptions } from '../../../contract/command/test-run-options'
import { emptyDraft, emptyMount, emptyNetwork, emptyPort, emptyVariable, textRow, type Draft } from './draft'
import { draftOf } from './draft-of'
import { looksSecret, pastedMount, pastedPorts, pastedVariables } from './fill-rows'
import { questionsOf, readPasted, withAnswers, wordsText } from './pasted'
import { mountKind } from './read-rows'
import { refusalOf, valueOf } from './refusal'
import { validate } from './validate'

const draft = (changed: Partial<Draft>): Draft => ({ ...emptyDraft(), image: 'busybox', ...changed })
const problemKeys = (changed: Partial<Draft>): Record<string, string> =>
  Object.fromEntries(
    [...validate(draft(changed)).problems].map(([field, { key }]) => [field.split(':')[0], key.split('.').at(-1)])
  )
const port = (host: string, container: string) => ({ ...emptyPort(), host, container })
const mount = (source: string, target: string) => ({ ...emptyMount(), kind: mountKind(source), source, target })

describe('validate', () => {
  it('gives the options of what was typed, and leaves out rows that are blank', () => {
    const { options, problems } = validate(
      draft({
        name: ' web ',
        command: `sh -c 'echo "$HOME"; sleep 1'`,
        ports: [port('127.0.0.1:8080', '80'), port('', ''), port('', '53')],
        environment: [{ ...emptyVariable(), name: 'A', value: ' 1 ' }, emptyVariable()],
        mounts: [mount('data', '/data'), mount('/src', '/dst'), mount('', '/anonymous'), emptyMount()]
      })
    )
    expect([...problems]).toEqual([])
    expect(options).toEqual({
      ...emptyRunOptions,
      image: 'busybox',
      name: 'web',
      command: ['sh', '-c', 'echo "$HOME"; sleep 1'],
      ports: [
        { ip: '127.0.0.1', host: 8080, container: 80, protocol: 'tcp' },
        { container: 53, protocol: 'tcp' }
      ],
      environment: [{ name: 'A', value: ' 1 ', secret: false }],
      mounts: [
        { kind: 'volume', source: 'data', target: '/data', readOnly: false, flag: 'volume', options: [] },
        { kind: 'bind', source: '/src', target: '/dst', readOnly: false, flag: 'volume', options: [] },
        { kind: 'volume', source: '', target: '/anonymous', readOnly: false, flag: 'volume', options: [] }
      ]
    })
  })
  it('says what is wrong at its field', () => {
    expect(problemKeys({ image: 'Nginx' })).toEqual({ image: 'image-lowercase' })
    expect(problemKeys({ image: 'nginx:' })).toEqual({ image: 'image-format' })
    expect(problemKeys({ name: 'a b' })).toEqual({ name: 'name' })
    expect(problemKeys({ command: `echo 'open` })).toEqual({ command: 'command-unclosed' })
    expect(problemKeys({ command: 'echo 1 | less' })).toEqual({ command: 'command-shell' })
    expect(problemKeys({ ports: [port('70000', '80')] })).toEqual({ ports: 'port-number' })
    expect(problemKeys({ ports: [port('256.0.0.1:80', '80')] })).toEqual({ ports: 'port-address' })
    expect(problemKeys({ mounts: [mount('./here', '/x')] })).toEqual({ mounts: 'mount-relative' })
    expect(problemKeys({ mounts: [mount('data', 'x')] })).toEqual({ mounts: 'mount-target' })
    expect(problemKeys({ environment: [{ ...emptyVariable(), name: 'A=B' }] })).toEqual({
      environment: 'variable-name'
    })
  })
  it('counts blank rows out where the engine names a row by its number', () => {
    const rows = [port('', ''), port('80', '80'), port('8000-8001', '80-81'), port('9000', '9000')]
    expect(
      refusalOf({ kind: 'invalid-input', field: 'options.ports.3', message: '' }, draft({ ports: rows })).field
    ).toBe(`ports:${rows[3]?.key}`)
  })
  it('does not call wrong what is only not typed yet', () => {
    const { problems } = validate(draft({ image: '', ports: [port('8080', '')], mounts: [mount('data', '')] }))
    expect(problems.size).toBe(3)
    expect([...problems.values()].every(({ missing }) => missing)).toBe(true)
  })
  it('gives back any options that the form was filled with', () => {
    fc.assert(
      fc.property(runOptions, (wanted) => {
        const { options, problems } = validate(draftOf(wanted, wordsText))
        expect(JSON.parse(JSON.stringify(options))).toEqual(JSON.parse(JSON.stringify(wanted)))
        // Each field alone is good; what does not go together is another matter.
        expect([...problems.values()].filter(({ missing }) => missing)).toEqual([])
      }),
      { numRuns: 300 }
    )
  })
  it('reads each plain field as its flag is read', () => {
    expect(problemKeys({ memory: 'much' })).toEqual({ memory: 'value-size' })
    expect(problemKeys({ cpus: 'two' })).toEqual({ cpus: 'value-processors' })
    expect(problemKeys({ dns: [textRow('8.8.8.8'), textRow('dns.example')] })).toEqual({ dns: 'dns-address' })
    expect(problemKeys({ ulimits: [textRow('files=3')] })).toEqual({ ulimits: 'ulimit-name' })
    const { options } = validate(
      draft({ memory: ' 512m ', cpus: '1.5', memorySwap: '-1', init: 'no', dns: [textRow()] })
    )
    expect(options).toMatchObject({ memory: 512 * 1024 ** 2, cpus: 1.5, memorySwap: -1, init: false, dns: [] })
  })
  it('says at its field what does not go together', () => {
    const key = (changed: Partial<Draft>): unknown => problemKeys(changed)
    expect(key({ autoRemove: true, restart: 'always' })).toEqual({ restart: 'restart-and-remove' })
    expect(key({ memory: '1g', memorySwap: '512m' })).toEqual({ memorySwap: 'swap-less' })
    expect(key({ memory: '1m' })).toEqual({ memory: 'memory-small' })
    const shared = { networks: [{ ...emptyNetwork(), name: 'container:db' }], ports: [port('80', '80')], hostname: 'x' }
    expect(key(shared)).toEqual({ ports: 'network-shared', hostname: 'network-shared' })
    expect(key({ networks: [{ ...emptyNetwork(), name: 'bridge', aliases: 'web' }] })).toEqual({
      networks: 'network-own-only'
    })
    const { notes, problems } = validate(
      draft({ networks: [{ ...emptyNetwork(), name: 'host' }], ports: [port('80', '80')], privileged: true })
    )
    expect([...problems]).toEqual([])
    expect([...notes.values()].map((note) => note.key)).toEqual([
      'run.conflict.ports-discarded',
      'run.conflict.privileged'
    ])
  })
})

describe('rows filled by a paste', () => {
  it('takes a whole port, a range, and nothing of a number alone', () => {
    expect(pastedPorts('8080:80')?.map(({ host, container }) => [host, container])).toEqual([['8080', '80']])
    expect(pastedPorts('-p 127.0.0.1:53:53/udp')?.map(({ host, protocol }) => [host, protocol])).toEqual([
      ['127.0.0.1:53', 'udp']
    ])
    expect(pastedPorts('8000-8001:80-81')).toHaveLength(2)
    expect(pastedPorts('8080')).toBeUndefined()
  })
  it('takes a whole mount, and no path alone', () => {
    expect(pastedMount('-v data:/var/lib/data:ro')).toMatchObject({
      source: 'data',
      target: '/var/lib/data',
      readOnly: true
    })
    expect(pastedMount('/var/lib/data')).toBeUndefined()
    expect(pastedMount('data:/x:z')).toMatchObject({ options: 'z', flag: 'volume' })
    expect(pastedMount('--mount type=bind,source=/a,target=/b,bind-propagation=rshared')).toMatchObject({
      kind: 'bind',
      flag: 'mount',
      options: 'bind-propagation=rshared'
    })
    expect(pastedMount('--tmpfs /run:size=64m')).toMatchObject({ kind: 'tmpfs', target: '/run', options: 'size=64m' })
  })
  it('takes the lines of an .env file, marks what looks secret, and no value alone', () => {
    const rows = pastedVariables('# one\nexport A=1\nDB_PASSWORD="x=y"\n\nEMPTY=\n')
    expect(rows?.map(({ name, value, secret, asks }) => [name, value, secret, asks])).toEqual([
      ['A', '1', false, undefined],
      ['DB_PASSWORD', '"x=y"', true, undefined],
      ['EMPTY', '', false, undefined]
    ])
    expect(pastedVariables('just words')).toBeUndefined()
    expect(looksSecret('MONKEY')).toBe(false)
  })
})

describe('a pasted command', () => {
  it('fills the form and names what the form cannot hold', () => {
    const read = readPasted(
      'docker run -d --name web -p 8080:80 --cidfile x --cpus 2 -e API_KEY=$API_KEY nginx nginx -g "daemon off;"'
    )
    if (!('draft' in read)) throw new Error(read.kind)
    expect(read.draft).toMatchObject({
      image: 'nginx',
      name: 'web',
      cpus: '2',
      detach: true,
      command: "nginx -g 'daemon off;'"
    })
    expect(read.draft.environment).toMatchObject([{ name: 'API_KEY', value: '', secret: true, asks: 'API_KEY' }])
    expect(read.pasted.problems.map(({ flag }) => flag)).toContain('--cidfile')
  })
  it('asks for what a shell would have filled in, and takes the answers', () => {
    const source = 'docker run -v "$PWD/data":/data -v ~/x:/x busybox echo $(id -u)'
    const read = readPasted(source)
    if (!('draft' in read)) throw new Error(read.kind)
    expect(questionsOf(read.pasted)).toEqual(expect.arrayContaining(['$PWD', '$(id -u)']))
    const answers = new Map(
      questionsOf(read.pasted).map((piece) => [
        piece,
        piece === '$PWD' ? '/my files' : piece.startsWith('~') ? '/home/x' : '1 000'
      ])
    )
    const again = readPasted(withAnswers(source, answers))
    if (!('draft' in again)) throw new Error(again.kind)
    expect(questionsOf(again.pasted)).toEqual([])
    expect(again.draft.mounts[0]?.source).toBe('/my files/data')
    expect(again.draft.command).toBe("echo '1 000'")
  })
  it('keeps asking what was not answered', () => {
    const source = 'docker run -v "$PWD/data":/data -e A=$B-$C busybox'
    const read = readPasted(
      withAnswers(
        source,
        new Map([
          ['$B', 'x'],
          ['$PWD', '']
        ])
      )
    )
    if (!('draft' in read)) throw new Error(read.kind)
    expect(questionsOf(read.pasted)).toEqual(['$PWD', '$C'])
    expect(read.draft.environment[0]?.value).toBe('x-$C')
  })
  it('writes arguments so that they are read back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).filter((text) => !/[\0\r]/.test(text))), (argv) => {
        const tokens = tokenize(wordsText(argv))
        expect(tokens.kind === 'words' && tokens.words.map(({ text }) => text)).toEqual(argv)
      })
    )
  })
})

describe('refusalOf', () => {
  const rows = [port('80', '80'), port('127.0.0.1:8080', '80')]
  it('puts a refusal at the field that it is about', () => {
    const form = draft({ ports: rows })
    const fieldOf = (failure: Parameters<typeof refusalOf>[0]): string | undefined => refusalOf(failure, form).field
    expect(fieldOf({ kind: 'conflict', reason: 'name-taken', message: '' })).toBe('name')
    expect(fieldOf({ kind: 'conflict', reason: 'port-taken', name: '8080', message: '' })).toBe(`ports:${rows[1]?.key}`)
    expect(fieldOf({ kind: 'not-found', subject: 'image', message: '' })).toBe('image')
    expect(fieldOf({ kind: 'not-found', subject: 'command', message: '' })).toBe('command')
    expect(fieldOf({ kind: 'invalid-input', field: 'options.ports.0.host', message: '' })).toBe(`ports:${rows[0]?.key}`)
    expect(fieldOf({ kind: 'invalid-input', field: 'options.memory', message: '' })).toBe('memory')
    expect(fieldOf({ kind: 'invalid-input', field: 'options.healthcheck.interval', message: '' })).toBe(
      'healthcheck.interval'
    )
    // The engine's side names a list alone: its only row, the one that its words name, or the list.
    expect(fieldOf({ kind: 'invalid-input', field: 'ports', message: 'invalid hostPort: 127.0.0.1:8080' })).toBe(
      `ports:${rows[1]?.key}`
    )
    expect(fieldOf({ kind: 'invalid-input', field: 'ports', message: 'no more' })).toBe('ports')
    expect(fieldOf({ kind: 'invalid-input', field: 'networks', message: 'no subnet' })).toBe('networks')
    expect(fieldOf({ kind: 'invalid-input', field: 'healthcheck', message: '' })).toBe('healthcheck.command')
    expect(fieldOf({ kind: 'disk-full', message: '' })).toBeUndefined()
    // A registry that refuses leads elsewhere: it is said with its next step, at no field.
    expect(fieldOf({ kind: 'auth-required', message: '' })).toBeUndefined()
    expect(fieldOf({ kind: 'not-found', subject: 'platform', name: 'linux/riscv64', message: '' })).toBe('platform')
  })
  it('no longer holds once its field is another', () => {
    const form = draft({ name: 'web' })
    const { field, value } = refusalOf({ kind: 'conflict', reason: 'name-taken', message: '' }, form)
    expect(valueOf(field ?? '', form)).toBe(value)
    expect(valueOf(field ?? '', { ...form, name: 'web2' })).not.toBe(value)
  })
})
