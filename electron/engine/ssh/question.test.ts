import { describe, expect, it } from 'vitest'
import { questionOf } from './question'

describe('what ssh asks', () => {
  it('is whether an unknown host is the right one', () => {
    // OpenSSH 9.2.
    const text = [
      "The authenticity of host '[127.0.0.1]:2222 ([127.0.0.1]:2222)' can't be established.",
      'ED25519 key fingerprint is SHA256:2KI4fC2F0epVUsbLbTPZ+B37emAtGO4bdK5GNm0Rnc8.',
      'This host key is known by the following other names/addresses:',
      '    ~/.ssh/known_hosts:1: old-name',
      '    ~/.ssh/known_hosts:4: [hashed name]',
      'Are you sure you want to continue connecting (yes/no/[fingerprint])? '
    ].join('\n')
    expect(questionOf(text)).toEqual({
      kind: 'host-key',
      host: '[127.0.0.1]:2222',
      keyType: 'ED25519',
      fingerprint: 'SHA256:2KI4fC2F0epVUsbLbTPZ+B37emAtGO4bdK5GNm0Rnc8',
      knownAs: ['old-name', '[hashed name]']
    })
  })

  it('is taken from what ssh said before where the prompt ends with its first line, as it does on Windows', () => {
    const heard = 'debug1: Server host key: ssh-ed25519 SHA256:abc+/0\r\ndebug1: load_hostkeys: fopen\r\n'
    expect(questionOf("The authenticity of host 'far (10.0.0.1)' can't be established.", '', heard)).toEqual({
      kind: 'host-key',
      host: 'far',
      keyType: 'ed25519',
      fingerprint: 'SHA256:abc+/0',
      knownAs: []
    })
  })

  it.each([
    [
      "Enter passphrase for key '/home/ada/.ssh/id_ed25519': ",
      { kind: 'passphrase', key: '/home/ada/.ssh/id_ed25519' }
    ],
    ['Enter passphrase for /home/ada/.ssh/id_rsa: ', { kind: 'passphrase', key: '/home/ada/.ssh/id_rsa' }],
    ["ada@far's password: ", { kind: 'password', account: 'ada@far' }],
    ["(ada@far) ada@far's password: ", { kind: 'password', account: 'ada@far' }],
    ['(ada@far) Password: ', { kind: 'password', account: 'ada@far' }],
    ["Enter PIN for 'YubiKey PIV': ", { kind: 'pin', key: 'YubiKey PIV' }],
    [
      'Enter PIN for ED25519-SK key /home/ada/.ssh/id_sk: ',
      { kind: 'pin', key: 'ED25519-SK key /home/ada/.ssh/id_sk' }
    ],
    ['(ada@far) Verification code: ', { kind: 'other' }]
  ])('%s', (text, question) => {
    expect(questionOf(text)).toEqual(question)
  })

  it('is nothing where a key waits to be touched', () => {
    expect(questionOf('Confirm user presence for key ED25519-SK SHA256:x', 'none')).toEqual({
      kind: 'touch',
      key: 'ED25519-SK SHA256:x'
    })
  })
})
