/** The line that another computer is asked by, in the shells that people have. */
import { execFileSync, spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { askLine } from '../../../../contract/prerequisites/other/ask'
import { readPasted } from '../../../../contract/prerequisites/other/read-pasted'

const line = askLine(['linux-uname', 'linux-filesystems', 'linux-container']) ?? ''

it.each(['sh', 'bash'])('is answered by %s as this computer would have answered', (shell) => {
  const text = spawnSync(shell, ['-c', line], { encoding: 'utf8', env: { PATH: process.env['PATH'] } }).stdout
  const { system, found, answers } = readPasted(`ada@harbour:~$ ${line}\n${text}ada@harbour:~$ `)
  expect([system, found]).toEqual(['linux', expect.arrayContaining(['asked'])])
  const uname = execFileSync('uname', ['-srm'], { encoding: 'utf8' })
  expect(answers('linux-uname')).toEqual({ kind: 'answered', code: 0, text: uname })
  expect(answers('linux-filesystems')).toEqual({ kind: 'answered', text: expect.stringContaining('proc') as string })
  expect(answers('linux-container')).toEqual({ kind: 'not-asked' })
})
