import { describe, expect, it } from 'vitest'
import { placeOfVertex, readInstructions, stagesOf } from './instructions'

const lines = (text: string) => readInstructions(text).map(({ keyword, first, last }) => `${keyword} ${first}-${last}`)

describe('a Dockerfile', () => {
  it('is read with its lines', () => {
    const text = '# syntax=x\n\nARG A=1\nfrom busybox\nRUN a && \\\n  # why\n\n  b\nCMD ["x"]\n'
    expect(lines(text)).toEqual(['ARG 3-3', 'FROM 4-4', 'RUN 5-8', 'CMD 9-9'])
    expect(readInstructions(text)[2]?.text).toBe('a &&   b')
  })
  it('knows the escape directive, and Windows line ends', () => {
    expect(lines('# escape=`\r\nFROM x\r\nRUN a `\r\n b\r\nCOPY c:\\ d\\\r\nRUN e')).toEqual([
      'FROM 2-2',
      'RUN 3-4',
      'COPY 5-5',
      'RUN 6-6'
    ])
  })
  it('passes over here-documents', () => {
    const text = 'FROM x\nRUN <<EOF\nFROM y\nEOF\nCOPY <<-"A" <<B /x/\n\tone\n\tA\ntwo\nB\nRUN cat <<NEVER\nCMD x'
    expect(lines(text)).toEqual(['FROM 1-1', 'RUN 2-4', 'COPY 5-9', 'RUN 10-10', 'CMD 11-11'])
  })
  it('has stages by name and number', () => {
    const stages = stagesOf(readInstructions('FROM --platform=linux/amd64 a AS Build\nRUN x\nFROM scratch\nCOPY a b'))
    expect(stages.map(({ name, base }) => [name, base])).toEqual([
      ['build', 'a'],
      ['stage-1', 'scratch']
    ])
  })
})

describe('a step of BuildKit', () => {
  const one = readInstructions('FROM a\nENV B=1\nRUN c\nWORKDIR /d\nCOPY e f')
  const several = readInstructions('FROM a AS build\nRUN c\nFROM scratch\nCOPY --from=build x y\nFROM build\nRUN d')
  const at = (instructions: typeof one, name: string) => placeOfVertex(instructions, name)?.instruction?.first
  it.each([
    ['[1/4] FROM docker.io/library/a', 1],
    ['[2/4] RUN c', 3],
    ['[3/4] WORKDIR /d', 4],
    ['[4/4] COPY e f', 5],
    // Triggers of the base image stand before it.
    ['[4/6] RUN c', 3],
    ['[internal] load build context', undefined],
    ['exporting to image', undefined]
  ])('is found: %s', (name, line) => expect(at(one, name)).toBe(line))
  it.each([
    ['[build 2/2] RUN c', 2],
    ['[stage-1 1/1] COPY --from=build x y', 4],
    ['[linux/arm64 build 2/2] RUN c', 2],
    ['[stage-2 1/1] RUN d', 6]
  ])('is found among stages: %s', (name, line) => expect(at(several, name)).toBe(line))
})
