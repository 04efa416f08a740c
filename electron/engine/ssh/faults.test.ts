import { describe, expect, it } from 'vitest'
import { connectFault, stdioFault, wordsOfSsh } from './faults'

const address = { user: 'ada', host: 'far', port: 2222 }

/** Recorded from OpenSSH 9.2 (Debian 12), and from Windows' 9.5 where it differs. */
const changed = [
  '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@',
  '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @',
  '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@',
  'IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!',
  'The fingerprint for the ED25519 key sent by the remote host is',
  'SHA256:2KI4fC2F0epVUsbLbTPZ+B37emAtGO4bdK5GNm0Rnc8.',
  'Offending ED25519 key in /home/ada/.ssh/known_hosts:7',
  'Host key for [far]:2222 has changed and you have requested strict checking.',
  'Host key verification failed.'
].join('\r\n')

describe('what ssh says', () => {
  it.each([
    ['ada@far: Permission denied (publickey,password).', 'ssh-key-refused'],
    ['Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures', 'ssh-key-refused'],
    [
      'No ED25519 host key is known for far and you have requested strict checking.\r\nHost key verification failed.',
      'ssh-host-unknown'
    ],
    ['Host key verification failed.', 'ssh-host-unknown'],
    [changed, 'ssh-host-changed'],
    [
      `${changed}\r\nkex_exchange_identification: Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535\r\n`,
      'ssh-host-changed'
    ],
    // A server's banner that pretends.
    [`${changed}\r\nada@far: Permission denied (publickey).\r\n`, 'ssh-key-refused'],
    [`${changed}\r\nConnection closed by 10.0.0.1 port 22\r\n`, 'ssh-failed'],
    ['ssh: connect to host far port 2222: Connection refused', 'ssh-refused'],
    ['ssh: Could not resolve hostname far: Name or service not known', 'name-not-found'],
    ['ssh: Could not resolve hostname far: No such host is known. ', 'name-not-found'],
    ['Connection timed out during banner exchange', 'ssh-timed-out'],
    ['ssh: connect to host far port 2222: Connection timed out', 'ssh-timed-out'],
    ['ssh: connect to host far port 22: No route to host', 'ssh-failed'],
    ['kex_exchange_identification: Connection closed by remote host', 'ssh-failed'],
    ['Bad owner or permissions on /home/ada/.ssh/config', 'ssh-failed'],
    ['', 'ssh-failed']
  ])('%s', (said, reason) => {
    expect(connectFault(address, said).failure).toMatchObject({ kind: 'engine-unreachable', reason })
  })

  it('names the command that forgets an old key, where ssh looks for it', () => {
    const command = (said: string): unknown => connectFault(address, said).failure.remedy
    expect(command(changed)).toEqual({ kind: 'run', command: "ssh-keygen -R '[far]:2222'" })
    expect(
      command(changed.replace('/home/ada/.ssh/known_hosts', '/etc/ssh/my hosts').replace('[far]:2222 has', 'alias has'))
    ).toEqual({
      kind: 'run',
      command: "ssh-keygen -f '/etc/ssh/my hosts' -R alias"
    })
  })

  it('is shown by what is new in it where a key has changed', () => {
    expect(wordsOfSsh(changed)).toBe(
      [
        'The fingerprint for the ED25519 key sent by the remote host is',
        'SHA256:2KI4fC2F0epVUsbLbTPZ+B37emAtGO4bdK5GNm0Rnc8.',
        'Offending ED25519 key in /home/ada/.ssh/known_hosts:7',
        'Host key for [far]:2222 has changed and you have requested strict checking.',
        'Host key verification failed.'
      ].join('\n')
    )
  })

  it('is shown without what helps nobody', () => {
    expect(
      wordsOfSsh(
        "debug1: x\r\nWarning: Permanently added 'far' (ED25519) to the list of known hosts.\r\n\r\nreal words\r\n"
      )
    ).toBe('real words')
  })
})

describe('what docker over there says', () => {
  it.each([
    [127, 'bash: line 1: docker: command not found', 'no-docker'],
    [127, 'sh: 1: docker: not found', 'no-docker'],
    [
      1,
      "'docker' is not recognized as an internal or external command,\r\noperable program or batch file.",
      'no-docker'
    ],
    [
      1,
      'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: permission denied',
      'permission'
    ],
    [1, 'failed to open the raw stream connection: dial unix /x.sock: connect: no such file or directory', 'no-socket'],
    [
      1,
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'no-socket'
    ],
    [1, "docker: 'system dial-stdio' is not a docker command.", 'too-old'],
    [125, 'unknown shorthand flag', 'too-old'],
    [255, 'ada@far: Permission denied (publickey).', 'ssh'],
    [255, 'Connection to far closed by remote host.', 'ssh'],
    [undefined, '', 'other'],
    [1, 'This account is currently not available.', 'other']
  ])('%s %s', (code, said, fault) => {
    expect(stdioFault(code, said)).toBe(fault)
  })
})
