// @vitest-environment happy-dom
/** What is said of a Dockerfile: problems, completion, help and colours, in both languages. */
import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { ValidationCode } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import editorEnglish from '../../../../locales/en/builds-editor.json'
import helpEnglish from '../../../../locales/en/builds-help.json'
import { dockerfileCompletion } from './complete'
import { codeName, diagnose } from './diagnose'
import { helpNode } from './help-node'
import { hintCodes } from './hint'
import { dockerfileLanguage } from './highlight'
import { entryOf, instructionNames } from './instructions'
import { remarksOf } from './remarks'

const said = async (source: string) => (await diagnose(source)).map(({ code, values }) => `${code} ${values.text}`)

describe('problems', () => {
  it('are found where they are', async () => {
    expect(await said('FROM a\nFRM b\nEXPOSE 8a')).toEqual(['unknown-instruction FRM', 'invalid-port 8a'])
    const [problem] = await diagnose('FROM a\n\nWORKDIR b')
    expect(problem).toMatchObject({ code: 'workdir-is-not-absolute', kind: 'warning', from: 16, to: 17 })
    expect(problem?.values.instruction).toBe('WORKDIR')
  })

  it('are found in a window, too, where there is no Buffer, and leave none behind', async () => {
    const scope = globalThis as { Buffer?: unknown }
    const { Buffer: own } = scope
    delete scope.Buffer
    try {
      expect(await said('\uFEFFFROM a\nFRM b')).toEqual(['unknown-instruction FRM'])
      expect('Buffer' in scope).toBe(false)
    } finally {
      scope.Buffer = own
    }
  })

  it('are none where BuildKit is newer than the library', async () => {
    const source = 'FROM a\nADD --unpack=true b c\nCOPY --parents --exclude=d b c\nRUN <<EOF\nls\nEOF\n'
    expect(await said(source)).toEqual([])
  })

  it('have a sentence each', () => {
    const codes = Object.keys(ValidationCode).filter((name) => Number.isNaN(Number(name)))
    // An older name of another one.
    const named = codes.map(codeName).filter((name) => name !== 'flag-invalid-link-value')
    expect(Object.keys(editorEnglish.problem).sort()).toEqual(named.sort())
    expect(Object.keys(editorEnglish.hint).sort()).toEqual([...hintCodes].sort())
  })

  it('stand with the hints in the order of the lines, with the library’s own words where there are no others', async () => {
    const known = new Set(['builds-editor.problem.unknown-instruction'])
    const words = { t: (key: string) => key.split('.').at(-1) ?? '', te: (key: string) => known.has(key) }
    const remarks = await remarksOf('FROM a\nFRM b\nEXPOSE 8a\nADD c /d', words)
    expect(remarks.map(({ kind, line, text, mend }) => [kind, line, text, mend?.label])).toEqual([
      ['advice', 1, 'no-tag', undefined],
      ['error', 2, 'unknown-instruction', undefined],
      ['error', 3, 'Invalid containerPort: 8a', undefined],
      ['advice', 4, 'add-copy', 'add-copy']
    ])
  })
})

describe('help', () => {
  it('is there for every instruction and every flag', () => {
    expect(Object.keys(helpEnglish.what).sort()).toEqual([...instructionNames].sort())
    expect(Object.keys(helpEnglish.more).sort()).toEqual([...instructionNames].sort())
    const flags = instructionNames.filter((name) => Object.keys(entryOf(name).flags).length > 0)
    expect(Object.keys(helpEnglish.flag).sort()).toEqual([...flags].sort())
    for (const [name, sentences] of Object.entries(helpEnglish.flag))
      expect(Object.keys(sentences).sort()).toEqual(Object.keys(entryOf(name as 'RUN').flags).sort())
  })

  it('has examples that have nothing wrong with them', async () => {
    for (const name of instructionNames.filter((one) => one !== 'FROM'))
      expect(await said(`FROM a AS build\n${entryOf(name).example}\n`), name).toEqual([])
    expect(await said(entryOf('FROM').example)).toEqual([])
  })

  it('shows the forms and the sentences', () => {
    const node = helpNode('WORKDIR', (key) => key)
    expect(node.textContent).toBe('WORKDIR /PATHbuilds-help.what.WORKDIRbuilds-help.more.WORKDIR')
  })
})

describe('completion', () => {
  const complete = dockerfileCompletion({
    images: () => ['alpine:3', 'node:22'],
    files: () => ['package.json', 'src/'],
    t: (key) => key,
    help: () => document.createElement('p')
  })
  /** `|` is the caret. */
  function offered(source: string, explicit = false): readonly string[] {
    const place = source.indexOf('|')
    const state = EditorState.create({ doc: source.replace('|', '') })
    const result = complete(new CompletionContext(state, place, explicit)) as CompletionResult | null
    return result?.options.map(({ label }) => label) ?? []
  }

  it('offers every instruction at a line’s beginning', () => {
    expect(offered('FROM a\nW|')).toEqual(instructionNames)
    expect(offered('|')).toEqual([])
    expect(offered('|', true)).toEqual(instructionNames)
    expect(offered('# W|')).toEqual([])
  })
  it('offers images, stages and scratch after FROM', () => {
    expect(offered('FROM a AS one\nFROM |')).toEqual(['one', 'alpine:3', 'node:22', 'scratch'])
    expect(offered('FROM a A|')).toEqual(['AS'])
  })
  it('offers flags of this very instruction', () => {
    expect(offered('COPY --f|')).toContain('--from')
    expect(offered('ADD --f|')).not.toContain('--from')
    expect(offered('FROM a AS b\nCOPY --from=|')).toEqual(['b', 'alpine:3', 'node:22'])
  })
  it('offers the variables that are known by then', () => {
    expect(offered('ARG ONE=1 TWO\nENV THREE=3\nRUN echo ${T|\nENV FOUR=4').slice(0, 3)).toEqual([
      'ONE',
      'TWO',
      'THREE'
    ])
    expect(offered('RUN a \\\n  $|')).toContain('TARGETARCH')
  })
  it('offers what some instructions know', () => {
    expect(offered('STOPSIGNAL SIG|')).toContain('SIGQUIT')
    expect(offered('HEALTHCHECK C|')).toEqual(['CMD', 'NONE'])
    expect(offered('ONBUILD R|')).not.toContain('FROM')
    expect(offered('COPY pa|')).toEqual(['package.json', 'src/'])
  })
})

describe('colours', () => {
  /** The kinds of a source's words, as the parser marks them. */
  function kinds(source: string): readonly string[] {
    const found: string[] = []
    dockerfileLanguage.parser.parse(source).iterate({
      enter: ({ name, from, to }) => void (name === 'Document' ? 0 : found.push(`${source.slice(from, to)}:${name}`))
    })
    return found
  }
  it('tell instructions, flags, strings, variables and comments', () => {
    expect(kinds('# why\nFROM a AS b\nENV A="x" B=$A\nCOPY --from=b c d\nEXPOSE 80')).toEqual([
      '# why:comment',
      'FROM:keyword',
      'AS:keyword',
      'ENV:keyword',
      'A:propertyName',
      '"x":string',
      'B:propertyName',
      '$A:variableName.special',
      'COPY:keyword',
      '--from:attributeName',
      '=b:string',
      'EXPOSE:keyword',
      '80:number'
    ])
  })
  it('find their way after an open quote, a continued line and a here-document', () => {
    const source = 'RUN echo it\'s \\\n  more\nCMD ["a"]\nRUN <<EOF\nFROM x\nEOF\nUSER me'
    const found = kinds(source)
    for (const one of ['CMD:keyword', '"a":string', 'EOF:meta', 'USER:keyword']) expect(found).toContain(one)
    expect(found).not.toContain('FROM:keyword')
  })
})
