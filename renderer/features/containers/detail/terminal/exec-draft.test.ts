import { describe, expect, it } from 'vitest'
import { emptyDraft, readDraft, type ExecDraft } from './exec-draft'

const read = (draft: Partial<ExecDraft>) => readDraft({ ...emptyDraft(), shell: 'bash', ...draft })

describe('a program to run in a container', () => {
  it('is a shell, or words as a shell splits them', () => {
    expect(read({})).toMatchObject({ options: { command: ['bash'], tty: true } })
    expect(read({ shell: 'other', program: `psql -c 'select 1'` })).toMatchObject({
      options: { command: ['psql', '-c', 'select 1'] }
    })
  })

  it('has its variables a line each; what looks like a secret is one', () => {
    expect(read({ environment: 'A=1=2\n\n# why\n  DB_PASSWORD=hush\nEMPTY=' })).toMatchObject({
      options: {
        environment: [
          { name: 'A', value: '1=2', secret: false },
          { name: 'DB_PASSWORD', value: 'hush', secret: true },
          { name: 'EMPTY', value: '', secret: false }
        ]
      }
    })
  })

  it('says what is wrong beside its field', () => {
    const errorsOf = (draft: Partial<ExecDraft>) => {
      const result = read(draft)
      return result.kind === 'errors' ? Object.keys(result.errors) : []
    }
    expect(errorsOf({ shell: '' })).toEqual(['program'])
    expect(errorsOf({ shell: 'other', program: '  ' })).toEqual(['program'])
    expect(errorsOf({ shell: 'other', program: `echo 'a` })).toEqual(['program'])
    expect(errorsOf({ shell: 'other', program: 'ls | wc' })).toEqual(['program'])
    expect(errorsOf({ environment: 'WITHOUT' })).toEqual(['environment'])
    expect(errorsOf({ environment: '=x' })).toEqual(['environment'])
  })
})
