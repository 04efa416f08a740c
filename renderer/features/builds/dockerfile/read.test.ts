import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { execForm, instructionAt, readDockerfile } from './read'

const keywords = (source: string) => readDockerfile(source).instructions.map(({ keyword }) => keyword)

describe('a Dockerfile', () => {
  it('is read instruction by instruction, with its places', () => {
    const source =
      '# syntax=docker/dockerfile:1\nFROM alpine:3.20 AS base\n\n  run apk add \\\n    # why\n    curl\nCMD ["sh"]\n'
    const { instructions } = readDockerfile(source)
    expect(instructions.map(({ keyword, line, text }) => [keyword, line, text])).toEqual([
      ['FROM', 2, 'alpine:3.20 AS base'],
      ['RUN', 4, 'apk add      curl'],
      ['CMD', 7, '["sh"]']
    ])
    const run = instructions[1]
    expect(source.slice(run?.from, run?.keywordTo)).toBe('run')
    expect(source.slice(run?.from, run?.to)).toBe('run apk add \\\n    # why\n    curl')
    expect(source.slice(run?.textFrom, run?.to)).toBe('apk add \\\n    # why\n    curl')
  })

  it('has flags before its words', () => {
    const [copy] = readDockerfile('COPY --from=build --link --chown=a:b /x /y').instructions
    expect(copy?.flags).toEqual([
      { name: 'from', value: 'build' },
      { name: 'link', value: '' },
      { name: 'chown', value: 'a:b' }
    ])
    expect(copy?.text).toBe('/x /y')
  })

  it('keeps here-documents together, whatever stands in them', () => {
    const source = 'FROM a\nRUN <<-A cat <<B\nFROM x\n\tA\nCOPY y\nB\nCMD z'
    expect(keywords(source)).toEqual(['FROM', 'RUN', 'CMD'])
    expect(readDockerfile(source).instructions[1]?.documents).toEqual(['FROM x', 'COPY y'])
    expect(keywords('RUN <<EOF\nnever closed')).toEqual(['RUN'])
  })

  it('takes the backtick as its escape where it says so', () => {
    expect(keywords('# escape=`\nFROM a\nRUN dir c:\\\nCMD b')).toEqual(['FROM', 'RUN', 'CMD'])
    expect(keywords('# escape=`\nRUN a `\n b\nCMD c')).toEqual(['RUN', 'CMD'])
    expect(keywords('# a remark\n# escape=`\nRUN a `\nCMD c')).toEqual(['RUN', 'CMD'])
  })

  it('is parted into stages', () => {
    const { stages } = readDockerfile(
      'ARG V=1\nFROM --platform=linux/amd64 go:$V as build\nRUN make\nFROM scratch\nCOPY --from=build a b'
    )
    expect(stages.map(({ image, name, instructions }) => [image, name, instructions.length])).toEqual([
      ['go:$V', 'build', 1],
      ['scratch', undefined, 1]
    ])
  })

  it('tells the JSON form from the shell form', () => {
    const form = (source: string) => readDockerfile(source).instructions.map(execForm)[0]
    expect(form('CMD ["a", "b c"]')).toEqual(['a', 'b c'])
    expect(form("CMD ['a']")).toBeUndefined()
    expect(form('CMD [1]')).toBeUndefined()
    expect(form('CMD a b')).toBeUndefined()
  })

  it('ends its lines as Windows does, too', () => {
    const { instructions } = readDockerfile('FROM a\r\nRUN b \\\r\n c\r\nCMD d\r\n')
    expect(instructions.map(({ keyword, text }) => [keyword, text])).toEqual([
      ['FROM', 'a'],
      ['RUN', 'b   c'],
      ['CMD', 'd']
    ])
  })

  it('never loses its way in what is half written', () => {
    const piece = fc.constantFrom(
      'FROM a',
      'RUN',
      '\\',
      '\n',
      ' ',
      '<<E',
      'E',
      '#',
      '--x=',
      '["',
      "'",
      'COPY',
      '\r\n',
      '`'
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join('')
        const { instructions } = readDockerfile(source)
        let last = 0
        for (const { from, to, keywordTo, textFrom } of instructions) {
          expect(from).toBeGreaterThanOrEqual(last)
          expect(keywordTo).toBeGreaterThanOrEqual(from)
          expect(to).toBeGreaterThanOrEqual(keywordTo)
          expect(textFrom).toBeLessThanOrEqual(source.length)
          last = to
        }
      })
    )
  })

  it('says whose line a place is in', () => {
    const file = readDockerfile('FROM a\n# b\nRUN c \\\n d')
    expect(instructionAt(file, 2)?.keyword).toBe('FROM')
    expect(instructionAt(file, 8)).toBeUndefined()
    expect(instructionAt(file, 20)?.keyword).toBe('RUN')
  })
})
