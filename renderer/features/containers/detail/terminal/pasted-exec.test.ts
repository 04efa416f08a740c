import { describe, expect, it } from 'vitest'
import { emptyDraft } from './exec-draft'
import { pastedExec } from './pasted-exec'

const shells = ['bash', 'sh']

describe('a pasted docker exec', () => {
  it.each([
    ['docker exec -it web bash', { shell: 'bash' }],
    ['docker exec -it --user 0 web bash', { shell: 'bash', user: '0' }],
    ['docker exec -it web /bin/bash', { shell: 'other', program: '/bin/bash' }],
    ['docker exec -it web', { shell: 'bash' }],
    [
      "docker exec -w /srv -e A=b -e 'C=d e' --privileged web sh -c 'echo a b'",
      {
        shell: 'other',
        program: "sh -c 'echo a b'",
        folder: '/srv',
        environment: 'A=b\nC=d e',
        privileged: true,
        tty: false
      }
    ]
  ])('%s fills the form', (line, changes) => expect(pastedExec(line, shells)).toEqual({ ...emptyDraft(), ...changes }))

  it('is nothing else', () => expect(pastedExec('docker run nginx', shells)).toBeUndefined())
})
