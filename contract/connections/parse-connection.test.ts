import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineText } from '../command/quote'
import { add } from './command'
import { parseConnection } from './parse-connection'

const draftOf = (text: string) => parseConnection(text)?.draft

describe('a pasted connection', () => {
  it('is read from docker context create', () => {
    expect(
      parseConnection(
        `$ docker context create --description "The build farm" --docker "host=tcp://far:2376,ca=/c/ca.pem,cert=/c/cert.pem,key=/c/key.pem" farm`
      )
    ).toEqual({
      draft: {
        name: 'farm',
        description: 'The build farm',
        host: 'tcp://far:2376',
        ca: '/c/ca.pem',
        cert: '/c/cert.pem',
        key: '/c/key.pem',
        skipTlsVerify: false
      },
      leftOut: []
    })
    expect(parseConnection('docker context create x2 --from other --docker host=ssh://me@far,from=z')).toMatchObject({
      draft: { name: 'x2', host: 'ssh://me@far' },
      leftOut: ['--from other', 'from=z']
    })
  })
  it('is read from docker -H with its TLS flags', () => {
    expect(draftOf('docker -H far:2375 ps -a')).toMatchObject({ host: 'tcp://far:2375', ca: '' })
    expect(
      draftOf(
        'docker -H tcp://f:2376 --tlsverify --tlscacert /c/ca.pem --tlscert=/c/cert.pem --tlskey=/c/key.pem version'
      )
    ).toMatchObject({
      host: 'tcp://f:2376',
      ca: '/c/ca.pem',
      cert: '/c/cert.pem',
      key: '/c/key.pem',
      skipTlsVerify: false
    })
    expect(draftOf('sudo docker --host=ssh://me@far --tls info')).toMatchObject({
      host: 'ssh://me@far',
      skipTlsVerify: true
    })
  })
  it.each([
    ['DOCKER_HOST=ssh://me@far docker ps', { host: 'ssh://me@far' }],
    ['export DOCKER_HOST=unix:///run/user/1000/docker.sock', { host: 'unix:///run/user/1000/docker.sock' }],
    [
      'export DOCKER_TLS_VERIFY="1"\nexport DOCKER_HOST="tcp://192.168.99.100:2376"\nexport DOCKER_CERT_PATH="/home/a/.docker/machine/machines/dev"\nexport DOCKER_MACHINE_NAME="dev"\n# eval $(docker-machine env dev)',
      { name: 'dev', host: 'tcp://192.168.99.100:2376', key: '/home/a/.docker/machine/machines/dev/key.pem' }
    ],
    [
      '$Env:DOCKER_TLS_VERIFY = "1"\n$Env:DOCKER_HOST = "tcp://1.2.3.4:2376"\n$Env:DOCKER_CERT_PATH = "C:\\Users\\a\\m"',
      { host: 'tcp://1.2.3.4:2376', ca: 'C:\\Users\\a\\m\\ca.pem' }
    ],
    ['SET DOCKER_HOST=tcp://1.2.3.4:2375', { host: 'tcp://1.2.3.4:2375', ca: '' }],
    ['set -gx DOCKER_HOST "ssh://far";', { host: 'ssh://far' }],
    ['ssh://me@far:2222', { host: 'ssh://me@far:2222' }]
  ])('is read from %s', (text, expected) => {
    expect(draftOf(text)).toMatchObject(expected)
  })
  it('says what it cannot know: files in a folder that nothing names', () => {
    expect(parseConnection('DOCKER_HOST=tcp://f:2376 DOCKER_TLS_VERIFY=1 docker ps')?.leftOut).toEqual([
      'DOCKER_TLS_VERIFY'
    ])
  })
  it('is nothing where no engine is named', () => {
    for (const text of ['', 'docker ps', 'hello', 'docker "', 'DOCKER_HOST=', 'docker run -e DOCKER=1 x'])
      expect(parseConnection(text), text).toBeUndefined()
  })
  it('is what the command for it says, whatever the words and paths hold', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .map((text) => text.replace(/[\0\r\n]/g, 'x'))
    fc.assert(
      fc.property(word, word, fc.boolean(), (description, path, skipTlsVerify) => {
        const context = {
          name: 'ab',
          description,
          host: 'tcp://far:2376',
          ca: `/${path}`,
          cert: '',
          key: '',
          skipTlsVerify
        }
        const line = lineText(add(context), { shell: 'posix' })
        expect(parseConnection(line)?.draft, line).toEqual(context)
      })
    )
  })
})
