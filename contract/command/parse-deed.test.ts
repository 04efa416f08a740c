import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deeds } from './deeds'
import { parseCommand } from './parse-command'
import { courseCommands, courseSlips } from './test-course'

function deed(line: string) {
  const command = parseCommand(line)
  if (command.kind !== 'deed') throw new Error(`${line}: ${command.kind}`)
  return command
}

describe('the commands of a course', () => {
  it.each(Object.entries(courseCommands).flatMap(([kind, lines]) => lines.map((line) => [line, kind] as const)))(
    '%s is read whole, as %s',
    (line, kind) => expect(parseCommand(line)).toMatchObject({ kind, problems: [] })
  )

  it.each(courseSlips)('%s is read as %s, and what is wrong with it is said', (line, kind, problems) => {
    const command = parseCommand(line)
    expect(command.kind).toBe(kind)
    const said = command.kind === 'invalid' ? [command.problem] : 'problems' in command ? command.problems : []
    expect(said.map((problem) => problem.kind)).toEqual(problems)
  })
})

describe('a pasted command that fills no form', () => {
  it.each([
    ['docker container ls -as', 'ps', []],
    ['docker container stop web db', 'stop', ['web', 'db']],
    ['docker container inspect web', 'inspect', ['web']],
    ['docker image rm nginx', 'rmi', ['nginx']],
    ['docker image ls nginx', 'images', ['nginx']],
    ['docker image prune -a', 'image-prune', []],
    ['docker system info', 'info', []],
    ['docker -v', 'version', []],
    ['docker exec -u 0 web ls -l /', 'exec', ['web', 'ls', '-l', '/']],
    ['docker commit -m "a word" web a:1', 'commit', ['web', 'a:1']]
  ])('%s is %s', (line, name, names) => expect(deed(line)).toMatchObject({ deed: name, names, problems: [] }))

  it.each([
    ['docker logs --tail 10 web', [{ kind: 'deed-without-value', flag: '--tail', text: '10' }]],
    ['docker start -ai web', ['-a', '-i'].map((flag) => ({ kind: 'deed-without', flag }))],
    ['docker ps --colour', [{ kind: 'unknown-flag', flag: '--colour' }]],
    ['docker stop -t', [{ kind: 'missing-value', flag: '-t' }]],
    ['docker top web aux', [{ kind: 'extra-argument', text: 'aux' }]],
    ['docker stop $NAME', [{ kind: 'needs-variable', flag: 'stop', text: '$NAME' }]],
    [
      'docker --context far stop web; docker rm web',
      [
        { kind: 'connection', text: '--context far' },
        { kind: 'more-commands', text: '; docker rm web' }
      ]
    ]
  ])('%s says what is left out', (line, problems) => expect(deed(line).problems).toEqual(problems))

  it.each([
    ['docker rm $(docker ps -aq)', true],
    ['docker rm $(docker ps -a -q -f status=exited)', true],
    ['docker rm `docker ps -aq --filter "status=exited"`', true],
    // By force also those that run; and what else is asked for is not what stopped.
    ['docker rm -f $(docker ps -aq)', false],
    ['docker rm $(docker ps -aq --filter name=web)', false],
    ['docker stop $(docker ps -q)', false],
    ['docker rm web $(docker ps -aq)', false]
  ])('%s: of all that stopped: %s', (line, ofStopped) => {
    const { ofStopped: read, problems } = deed(line)
    expect(read).toBe(ofStopped)
    expect(problems.some(({ kind }) => kind === 'needs-substitution')).toBe(!ofStopped)
  })

  it('drops no word silently', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(deeds)),
        fc.array(fc.stringMatching(/^[a-z0-9./]{1,8}$/), { maxLength: 6 }),
        (name, words) => {
          const { names, problems } = deed(`docker ${name.replace('-', ' ')} ${words.join(' ')}`)
          expect([...names, ...problems.map(({ text }) => text)]).toEqual(words)
        }
      )
    )
  })
})
