import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withAnswers } from './answers'
import { readPasted, tokenizePasted } from './pasted-line'
import { quote, type Shell } from './quote'
import { argument } from './test-argument'

const answer = (source: string, answers: Readonly<Record<string, string>>) =>
  withAnswers(source, new Map(Object.entries(answers)))

describe('answers', () => {
  it.each([
    ['docker run -v $PWD:/app x', { $PWD: '/my src' }, "docker run -v '/my src:/app' x"],
    ['docker run -u "$(id -u):$(id -g)" x', { '$(id -u)': '1000' }, 'docker run -u 1000:"$(id -g)" x'],
    ['docker run -v ~/x:/x y | less', { '~': '/home/me' }, 'docker run -v /home/me/x:/x y | less'],
    ['docker run -v ~/x:/x y', {}, 'docker run -v ~/x:/x y'],
    ['docker run $IMAGE', { $IMAGE: '' }, 'docker run "$IMAGE"'],
    ['docker run -e "A=$B" x', { $B: 'it\'s "so"' }, `docker run -e 'A=it'\\''s "so"' x`],
    ['PS C:\\> docker run -v "${PWD}:/x" y', { '${PWD}': 'C:\\my src' }, "PS> docker run -v 'C:\\my src:/x' y"],
    ['docker run ^\n -v %cd%:/x -e A=%B% y', { '%cd%': 'C:\\src' }, 'C:\\>docker run -v C:\\src:/x -e A=%B% y'],
    ["docker run 'x", {}, "docker run 'x"]
  ])('%s with %j', (source, answers, expected) => {
    expect(answer(source, answers)).toBe(expected)
  })

  it('change nothing where there are none', () => {
    const piece = fc.record({
      before: argument,
      open: fc
        .constantFrom('posix', 'powershell', 'cmd')
        .chain((shell) =>
          fc.constantFrom(
            ...({ posix: ['$X', '$(x)', ''], powershell: ['$env:X', '$(x)', ''], cmd: ['%X%', ''] }[shell] ?? [])
          )
        )
    })
    const shells = fc.constantFrom<Shell>('posix', 'powershell', 'cmd')
    fc.assert(
      fc.property(shells, fc.array(piece, { minLength: 1, maxLength: 3 }), (shell, pieces) => {
        const prompt = { posix: '', powershell: 'PS> ', cmd: 'C:\\>' }[shell]
        const source = `${prompt}docker ${pieces
          .map(
            ({ before, open }) => `${quote(before.replaceAll('\n', ''), shell)}${isOf(open, shell) ? `"${open}"` : ''}`
          )
          .join(' ')}`
        const read = readPasted(source)
        fc.pre(read.shell === shell && read.tokens.kind === 'words')
        expect(tokenizePasted(withAnswers(source, new Map()))).toEqual(read.tokens)
      }),
      { numRuns: 500 }
    )
  })
})

const isOf = (open: string, shell: Shell): boolean =>
  open !== '' &&
  (shell === 'cmd' ? open.startsWith('%') : open.startsWith('$') && open.includes('env') === (shell === 'powershell'))
