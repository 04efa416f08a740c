import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInspect } from './inspect'

const data = {
  Name: '/web',
  State: { Status: 'running', ExitCode: 0 },
  Config: { Labels: { 'a.b': 'c' }, Env: ['A=1', 'B=2'] }
}
const of = (template: string) => formatInspect(template, data)

describe('a template', () => {
  it('never throws, whatever it is', () => {
    const pieces = [
      '{{',
      '}}',
      '{{-',
      '-}}',
      '.',
      ' ',
      '|',
      '(',
      ')',
      '$x',
      ':=',
      '"',
      '`',
      'range',
      'end',
      'if',
      'else',
      '.Config.Env',
      'index',
      '1',
      'printf',
      '%d',
      '/*',
      '*/',
      ','
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 20 }), (parts) => {
        const made = of(parts.join(''))
        expect(made.ok || made.message !== '').toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  it('without braces is itself', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{') && text !== 'json'),
        (text) => {
          expect(of(text)).toEqual({ ok: true, text })
        }
      )
    )
  })

  it('writes any text that stands in quotes as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^`\r]*$/), (text) => {
        expect(of(`{{\`${text}\`}}`)).toEqual({ ok: true, text })
      })
    )
  })

  it('ends, however much it asks for', () => {
    const many = { List: Array.from({ length: 300 }, (_, at) => String(at)) }
    const nested = '{{range .List}}{{range $.List}}{{range $.List}}x{{end}}{{end}}{{end}}'
    expect(formatInspect(nested, many)).toMatchObject({ ok: false, kind: 'limit' })
    expect(of(`${'{{if .Name}}'.repeat(500)}${'{{end}}'.repeat(500)}`)).toMatchObject({ ok: false, kind: 'limit' })
    expect(of('x'.repeat(30_000))).toMatchObject({ ok: false, kind: 'limit' })
  })

  it('names what it does not know', () => {
    expect(of('{{slice .Name 1}}')).toMatchObject({ ok: false, kind: 'unsupported', message: 'the function slice' })
    expect(of('{{define "x"}}{{end}}')).toMatchObject({ ok: false, kind: 'unsupported' })
    expect(of('{{.State}}')).toMatchObject({ ok: false, kind: 'unsupported' })
  })

  it('complains as docker does', () => {
    expect(of('{{.Nothing}}')).toEqual({
      ok: false,
      kind: 'docker',
      message: 'template parsing error: template: :1:2: executing "" at <.Nothing>: map has no entry for key "Nothing"'
    })
    expect(of('{{nothing}}')).toMatchObject({
      message: 'template parsing error: template: :1: function "nothing" not defined'
    })
  })

  it('never reaches what objects have by themselves', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(of(`{{.${name}}}`)).toMatchObject({ ok: false, kind: 'docker' })
    expect(of('{{index .Config.Labels "constructor"}}')).toEqual({ ok: true, text: '' })
  })
})
