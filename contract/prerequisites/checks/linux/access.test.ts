/** Who may use Docker on Linux: from what commands wrote, recorded where nothing else is said. */
import { describe, expect, it } from 'vitest'
import { desktopKvm, desktopMemory } from './desktop'
import { dockerGroup } from './docker-group'
import { rootlessIds, rootlessNamespaces, rootlessPrograms, rootlessRuntime } from './rootless'
import { socket } from './socket'
import { connection, fact, judge, missing, refused, text, told } from './test-judge'

describe('the socket', () => {
  const at = (connect: string, more: object = {}) => ({
    'linux-socket': fact({ path: '/var/run/docker.sock', there: true, mode: 0o660, uid: 0, gid: 999, connect, ...more })
  })
  it.each([
    ['open', at('connected'), 'met found.open'],
    ['closed to this person', at('EACCES'), 'not-met found.refused'],
    ['left behind by an engine', at('ECONNREFUSED'), 'not-met found.nobody'],
    ['absent', at('ENOENT', { there: false }), 'not-met found.absent'],
    ['a link to nowhere, as Docker Desktop leaves one', at('ENOENT'), 'not-met found.dangling'],
    [
      'a folder, as a mount of what was not there makes one',
      at('ECONNREFUSED', { isSocket: false }),
      'not-met found.no-socket'
    ],
    ['something else', at('ELOOP'), 'unknown found.other'],
    [
      'of an engine over the network',
      { ...at('ENOENT'), 'engine-connection': connection('ssh://ada@host') },
      'not-applicable'
    ],
    [
      'absent, while the network’s engine is away',
      { ...at('ENOENT', { there: false }), 'engine-connection': connection('tcp://host:2376', 'unreachable') },
      'not-met found.absent'
    ]
  ])('%s', (_title, answers, expected) => expect(told(socket, answers)).toBe(expected))
})

describe('the docker group', () => {
  const ada = text('uid=1000(ada) gid=1000(ada) groups=1000(ada),27(sudo)\n')
  const adaInFrench = text('uid=1000(ada) gid=1000(ada) groupes=1000(ada),27(sudo),106(docker)\n')
  const selinux = text(
    'uid=1000(ada) gid=1000(ada) groups=1000(ada),10(wheel) context=unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023,106(x)\n'
  )
  const group = (members: string) => text(`docker:x:106:${members}\n`)
  it.each([
    ['root', { 'linux-id': text('uid=0(root) gid=0(root) groups=0(root)\n') }, 'met found.administrator'],
    ['a member', { 'linux-id': adaInFrench, 'linux-docker-group': group('ada') }, 'met found.member'],
    [
      'a member by the first group',
      { 'linux-id': text('uid=1001(bob) gid=106(docker) groups=106(docker)'), 'linux-docker-group': group('') },
      'met found.member'
    ],
    ['nobody of it', { 'linux-id': ada, 'linux-docker-group': group('') }, 'not-met found.outside'],
    [
      'another’s name that begins alike',
      { 'linux-id': ada, 'linux-docker-group': group('adam') },
      'not-met found.outside'
    ],
    [
      'a member whose login is older',
      { 'linux-id': ada, 'linux-docker-group': group('bob,ada') },
      'not-met found.older-login'
    ],
    ['under SELinux', { 'linux-id': selinux, 'linux-docker-group': group('') }, 'not-met found.outside'],
    ['without such a group', { 'linux-id': ada, 'linux-docker-group': text('', 2) }, 'not-met found.no-group'],
    [
      'a person’s own engine',
      {
        'linux-id': ada,
        'linux-docker-group': text('', 2),
        'linux-socket': fact({ path: '/run/user/1000/docker.sock', there: true, uid: 1000, connect: 'connected' })
      },
      'met found.own-socket'
    ],
    [
      'a number without a name',
      { 'linux-id': text('uid=1234 gid=0(root) groups=0(root)\n'), 'linux-docker-group': group('') },
      'not-met found.outside'
    ],
    ['nothing readable', { 'linux-id': text('id: cannot find name for user ID 1234\n', 1) }, 'unknown unreadable'],
    ['no getent: the names that id tells', { 'linux-id': ada, 'linux-docker-group': missing }, 'not-met found.outside']
  ])('%s', (_title, answers, expected) => expect(told(dockerGroup, answers)).toBe(expected))

  it('says what the rights mean to whoever has them or asks for them', () => {
    for (const members of ['', 'ada'])
      expect(
        JSON.stringify(
          judge(dockerGroup, { 'linux-id': members === '' ? ada : adaInFrench, 'linux-docker-group': group(members) })
        )
      ).toContain('docker-daemon-attack-surface')
  })
})

/** Restricts, and has no profile. */
const ubuntu = {
  'linux-userns-most': text('63431\n'),
  'linux-userns-apparmor': text('1\n'),
  'linux-rootlesskit-profile': missing,
  'linux-rootlesskit-profile-docker': missing
}

describe('an engine without root’s rights', () => {
  const ada = { 'linux-id': text('uid=1000(ada) gid=1000(ada) groups=1000(ada)\n') }
  const root = { 'linux-id': text('uid=0(root) gid=0(root) groups=0(root)\n') }
  const usage = text(
    'usage: newuidmap [<pid>|fd:<pidfd>] <uid> <loweruid> <count> [ <uid> <loweruid> <count> ] ... \n',
    1
  )

  it('is of no concern to root', () => {
    for (const check of [rootlessPrograms, rootlessIds, rootlessRuntime, rootlessNamespaces])
      expect(told(check, root)).toBe('not-applicable')
  })
  it('asks for two programs', () => {
    expect(told(rootlessPrograms, { ...ada, 'linux-newuidmap': usage, 'linux-newgidmap': usage })).toBe(
      'met found.there'
    )
    expect(
      judge(rootlessPrograms, {
        ...ada,
        'linux-newuidmap': missing,
        'linux-newgidmap': usage,
        'linux-os-release': text('ID=debian')
      })
    ).toMatchObject({
      outcome: 'not-met',
      found: { values: { programs: 'newuidmap' } },
      cures: [{ commands: ['sudo apt-get install uidmap'] }]
    })
  })
  it.each([
    ['enough', 'ada:100000:65536\n', 'ada:100000:65536\n', 'met found'],
    ['by number', '1000:100000:65536\n', '1000:100000:65536\n', 'met found'],
    ['in two parts', 'ada:100000:32768\nada:200000:32768', 'ada:100000:65536\n', 'met found'],
    ['of somebody else', 'bob:100000:65536\n', 'bob:100000:65536\n', 'not-met found'],
    ['too few groups', 'ada:100000:65536\n', 'ada:100000:1000\n', 'not-met found'],
    ['nothing', '', '', 'not-met found'],
    ['something broken', 'ada:100000:many\n:::\n', 'ada', 'not-met found']
  ])('asks for numbers: %s', (_title, users, groups, expected) =>
    expect(told(rootlessIds, { ...ada, 'linux-subuid': text(users), 'linux-subgid': text(groups) })).toBe(expected)
  )
  it.each([
    ['a login’s', { path: '/run/user/1000', writable: true }, 'met found.writable'],
    ['of su', { path: '', writable: false }, 'not-met found.unset'],
    ['of another person', { path: '/run/user/0', writable: false }, 'not-met found.not-writable']
  ])('asks for a folder: %s', (_title, given, expected) =>
    expect(told(rootlessRuntime, { ...ada, 'linux-runtime-folder': fact(given) })).toBe(expected)
  )
  it.each([
    [
      'allowed',
      { 'linux-userns-clone': missing, 'linux-userns-most': text('96365\n'), 'linux-userns-apparmor': missing },
      'met found.allowed'
    ],
    [
      'switched off, as in Debian 10',
      { 'linux-userns-clone': text('0\n'), 'linux-userns-most': text('96365\n') },
      'not-met found.switched-off'
    ],
    ['none, as in RHEL 7', { 'linux-userns-most': text('0\n') }, 'not-met found.none-allowed'],
    [
      'under AppArmor, as in Ubuntu 24.04',
      { 'linux-userns-most': text('63431\n'), 'linux-userns-apparmor': text('1\n') },
      'unknown found.apparmor'
    ],
    [
      'under AppArmor, with the profile of Ubuntu 24.04',
      {
        ...ubuntu,
        'linux-rootlesskit-profile': text(
          'profile rootlesskit /usr/bin/rootlesskit flags=(unconfined) {\n  userns,\n}\n'
        )
      },
      'met found.apparmor-profile'
    ],
    [
      'under AppArmor, with a profile that says nothing of them',
      { ...ubuntu, 'linux-rootlesskit-profile': text('# userns,\n/usr/bin/rootlesskit {\n}\n') },
      'not-met found.apparmor-no-profile'
    ],
    ['under AppArmor, without a profile', ubuntu, 'not-met found.apparmor-no-profile'],
    [
      'under AppArmor, with a profile that may not be read',
      { ...ubuntu, 'linux-rootlesskit-profile-docker': refused },
      'unknown found.apparmor'
    ],
    [
      'under an AppArmor that lets everybody',
      { 'linux-userns-most': text('63431\n'), 'linux-userns-apparmor': text('0\n') },
      'met found.allowed'
    ],
    ['of a kernel without them', { 'linux-userns-most': missing }, 'unknown missing']
  ])('asks for namespaces: %s', (_title, answers, expected) =>
    expect(told(rootlessNamespaces, { ...ada, ...answers })).toBe(expected)
  )
})

describe('Docker Desktop for Linux', () => {
  const cpu = (flags: string) => text(`processor\t: 0\nmodel name\t: CPU\nflags\t\t: fpu ${flags} sse\n`)
  it.each([
    ['usable', { 'linux-kvm': fact({ there: true, usable: true }) }, 'met found.usable'],
    ['closed to this person', { 'linux-kvm': fact({ there: true, usable: false }) }, 'not-met found.not-allowed'],
    [
      'not loaded',
      { 'linux-kvm': fact({ there: false, usable: false }), 'linux-cpuinfo': cpu('svm') },
      'not-met found.absent'
    ],
    [
      'off in the firmware',
      { 'linux-kvm': fact({ there: false, usable: false }), 'linux-cpuinfo': cpu('') },
      'not-met found.no-virtualization'
    ],
    [
      'of an Arm processor',
      {
        'linux-kvm': fact({ there: false, usable: false }),
        'linux-cpuinfo': text('processor\t: 0\nFeatures\t: fp asimd\n')
      },
      'not-met found.absent'
    ]
  ])('virtualization: %s', (_title, answers, expected) => expect(told(desktopKvm, answers)).toBe(expected))
  it('loads the module of the processor’s maker', () => {
    const answers = { 'linux-kvm': fact({ there: false, usable: false }), 'linux-cpuinfo': cpu('vmx') }
    expect(judge(desktopKvm, answers)?.cures?.[0]?.commands).toEqual(['sudo modprobe kvm', 'sudo modprobe kvm_intel'])
  })
  it.each([
    ['8 GB', '8219156480', 'met found'],
    ['4 GB, of which the firmware keeps some', '3963613184', 'met found'],
    ['2 GB', '2061611008', 'not-met found'],
    ['nothing readable', 'much', 'unknown unreadable']
  ])('memory: %s', (_title, given, expected) =>
    expect(told(desktopMemory, { 'linux-memory': text(given) })).toBe(expected)
  )
})
