import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../../contract/command/parse-command'
import { pastedDraft } from './pasted'

function paste(line: string, folder = '') {
  const command = parseCommand(line)
  if (command.kind !== 'build') throw new Error(`It is ${command.kind}`)
  return pastedDraft(command.options, { folder, text: 'FROM a' })
}

describe('a pasted docker build', () => {
  it('fills the form', () => {
    const { draft } = paste('docker build -t one -t two:2 --build-arg A=b --no-cache --target test -m 512m .')
    expect(draft.tags.map(({ text }) => text)).toEqual(['one', 'two:2'])
    expect(draft.buildArguments.map(({ name, value }) => [name, value])).toEqual([['A', 'b']])
    expect(draft.fields).toMatchObject({ noCache: true, target: 'test', memory: '512m' })
  })

  it('means by "." the folder that was chosen, and asks for one that was not', () => {
    expect(paste('docker build .')).toMatchObject({ wanted: '.', draft: { folder: '' } })
    expect(paste('docker build .', '/project')).toMatchObject({ wanted: undefined, draft: { folder: '/project' } })
    expect(paste('docker build /other', '/project')).toMatchObject({ wanted: '/other', draft: { folder: '' } })
  })

  it('looks for the Dockerfile where the folder is', () => {
    expect(paste('docker build -f ./web/Dockerfile .', '/project').draft.file).toBe('/project/web/Dockerfile')
    expect(paste('docker build -f /a/Dockerfile .', '/project').draft.file).toBe('/a/Dockerfile')
    expect(paste('docker build -f web/Dockerfile .').draft.file).toBe('web/Dockerfile')
  })

  it('builds an address, and the text that stands there', () => {
    expect(paste('docker build https://example.com/a.git').draft).toMatchObject({ place: 'address' })
    expect(paste('docker build -').draft).toMatchObject({ place: 'none', text: 'FROM a' })
  })
})
