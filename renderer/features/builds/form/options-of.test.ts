import { describe, expect, it } from 'vitest'
import { emptyBuildOptions, type BuildOptions } from '../../../../contract/builds/options'
import { argumentRow, emptyDraft, textRow } from './draft'
import { draftOf, optionsOf } from './options-of'

const filled = () => ({ ...emptyDraft(), folder: '/project', text: 'FROM a', saved: 'FROM a' })

describe('the build form', () => {
  it('says what is missing, and what is wrong at its field', () => {
    const tag = textRow('Upper')
    const row = argumentRow('', 'value')
    const draft = { ...emptyDraft(), tags: [tag], buildArguments: [row] }
    draft.fields.memory = 'much'
    const { options, problems } = optionsOf(draft)
    expect([...problems.entries()].map(([field, { missing }]) => [field, missing])).toEqual([
      ['memory', undefined],
      ['folder', true],
      ['text', true],
      [`tags:${tag.key}`, undefined],
      [`buildArguments:${row.key}`, undefined]
    ])
    expect(options).toMatchObject({ tags: [], buildArguments: [], memory: undefined })
  })

  it('builds the file while it holds what the editor does, and else the text', () => {
    expect(optionsOf(filled()).options.dockerfile).toEqual({ kind: 'default' })
    expect(optionsOf({ ...filled(), file: 'web.Dockerfile' }).options.dockerfile).toEqual({
      kind: 'file',
      path: 'web.Dockerfile'
    })
    expect(optionsOf({ ...filled(), text: 'FROM b' }).options.dockerfile).toEqual({ kind: 'text', text: 'FROM b' })
    expect(optionsOf({ ...filled(), place: 'none' as const }).options.dockerfile.kind).toBe('text')
  })

  it('takes an address as docker does, whose Dockerfile it cannot see', () => {
    const at = (address: string) => optionsOf({ ...emptyDraft(), place: 'address', address, file: 'a/b' })
    expect(at('https://example.com/a.git#main').problems.size).toBe(0)
    expect(at('https://example.com/a.git').options.dockerfile).toEqual({ kind: 'file', path: 'a/b' })
    expect(at('/a/folder').problems.get('address')?.key).toBe('builds.problem.address')
  })

  it('is filled with the options of a build as they were', () => {
    const options: BuildOptions = {
      ...emptyBuildOptions,
      context: { kind: 'folder', path: '/project' },
      dockerfile: { kind: 'text', text: 'FROM a' },
      tags: ['one', 'two:3'],
      buildArguments: [{ name: 'A', value: 'b', secret: true }],
      target: 'test',
      noCache: true,
      labels: ['a=b'],
      memory: 536870912,
      memorySwap: -1,
      cpuShares: 512
    }
    expect(optionsOf(draftOf(options)).options).toEqual(options)
    expect(draftOf(options).fields.memory).toBe('512m')
  })
})
