/** The line that asks another computer, and its answers; a real shell runs it in electron/features/prerequisites/other. */
import { describe, expect, it } from 'vitest'
import { askLine } from './ask'
import { commandsFor } from './judge'
import { readPasted } from './read-pasted'
import { recordedAs } from './test-recorded'

describe('the line that asks what no known command tells', () => {
  const line = askLine(['linux-uname', 'linux-filesystems', 'linux-dpkg', 'engine-clock', 'windows-groups']) ?? ''

  it('asks only what a command tells, with its words quoted', () => {
    expect(line).toContain("dpkg-query -W -f '${Package}")
    expect(line).not.toMatch(/engine-clock|windows-groups/)
    expect(askLine(['engine-clock'])).toBeUndefined()
  })

  it('has answers of what is missing, refused, and cut off', () => {
    const { answers, system } = readPasted(`--- macos-version
sh: sw_vers: command not found
--- 127
--- linux-subuid
cat: /etc/subuid: No such file or directory
--- 1
--- linux-modules
cat: /proc/modules: Permission denied
--- 1
--- linux-id
uid=0(root)
`)
    expect(system).toBe('darwin')
    expect(answers('macos-version')).toEqual({ kind: 'missing' })
    expect(answers('linux-subuid')).toEqual({ kind: 'missing' })
    expect(answers('linux-modules')).toEqual({ kind: 'refused', message: 'cat: /proc/modules: Permission denied' })
    expect(answers('linux-id')).toEqual({ kind: 'not-asked' })
  })

  it('is offered for what is left', () => {
    const commands = (id: string) => commandsFor(readPasted(recordedAs('sw_vers and uname')), id)
    expect(commands('macos-product').map(({ id }) => id)).toEqual(['asked'])
    expect(commands('macos-product')[0]?.command).toContain("'/Applications/Rancher Desktop.app'")
    expect(commandsFor(readPasted(recordedAs('Linux')), 'linux-docker-group').map(({ id }) => id)).toEqual([
      'id',
      'asked'
    ])
  })
})
