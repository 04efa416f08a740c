import { describe, expect, it } from 'vitest'
import { kill, stop } from '../../../../../contract/containers/lifecycle/command'
import type { HistoryEntry } from '../../../../../contract/history/model'
import { endedFromHere, readEnding, readFailedChecks, recentEnds } from './ending'
import { stripAnsi } from './last-lines'

const never = '0001-01-01T00:00:00Z'
const state = (changes: object) => ({
  State: {
    Status: 'exited',
    Running: false,
    ExitCode: 0,
    OOMKilled: false,
    Error: '',
    StartedAt: '2026-01-01T10:00:00.5Z',
    FinishedAt: '2026-01-01T10:00:10.5Z',
    ...changes
  }
})

describe('how a container ended', () => {
  it.each([
    [{}, 'done'],
    [{ ExitCode: 1 }, 'error'],
    [{ ExitCode: 125 }, 'not-run'],
    [{ ExitCode: 126, StartedAt: never, FinishedAt: never, Error: 'permission denied' }, 'not-executable'],
    [{ ExitCode: 127, StartedAt: never, FinishedAt: never, Error: 'no such file' }, 'not-found'],
    [{ ExitCode: 128, StartedAt: never, FinishedAt: never, Error: 'port is taken' }, 'error'],
    [{ ExitCode: 0, StartedAt: never, FinishedAt: never, Error: 'port is taken' }, 'not-started'],
    [{ ExitCode: 130 }, 'interrupted'],
    [{ ExitCode: 137 }, 'killed'],
    [{ ExitCode: 137, OOMKilled: true }, 'out-of-memory'],
    [{ ExitCode: 139 }, 'crashed'],
    [{ ExitCode: 143 }, 'stopped'],
    [{ ExitCode: 255 }, 'lost']
  ])('%o: %s', (changes, key) => expect(readEnding(state(changes))?.key).toBe(key))

  it('says how long it ran', () => expect(readEnding(state({}))?.ranFor).toBe(10_000))
  it('has nothing to say of one that was only made', () =>
    expect(readEnding(state({ StartedAt: never, FinishedAt: never }))).toBeUndefined())
  it('bears with an engine that says nothing', () => expect(readEnding({})).toBeUndefined())

  it('says that its policy gave up', () =>
    expect(
      readEnding({
        ...state({ ExitCode: 1 }),
        RestartCount: 3,
        HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } }
      })
    ).toMatchObject({ restarts: 3, policy: 'on-failure:3', gaveUp: true }))
})

describe('who ended it', () => {
  const id = 'a'.repeat(64)
  const on = { connection: 'c', containers: [{ id, name: 'web' }] }
  const entry = (command: HistoryEntry['command'] | object, startedAt: number, duration: number): HistoryEntry => ({
    id: String(startedAt),
    operation: 'x',
    command: command as HistoryEntry['command'],
    cli: [],
    requests: [],
    startedAt,
    duration,
    outcome: { kind: 'done' }
  })
  const entries = [entry(kill(on), 100_000, 50), entry(stop({ ...on, timeout: 3 }), 200_000, 3_000)]
  it('finds the command from here', () => {
    expect(endedFromHere(entries, id, 100_040)).toEqual({ kind: 'kill', command: 'docker kill web' })
    expect(endedFromHere(entries, id, 203_000)).toEqual({ kind: 'stop', command: 'docker stop -t 3 web' })
  })
  it('finds none for another moment or another container', () => {
    expect(endedFromHere(entries, id, 150_000)).toBeUndefined()
    expect(endedFromHere(entries, 'b'.repeat(64), 100_040)).toBeUndefined()
  })
})

it('reads the checks that failed, newest first', () => {
  const Log = [
    { Start: '2026-01-01T10:00:00Z', ExitCode: 0, Output: 'fine' },
    { Start: '2026-01-01T10:00:01Z', ExitCode: 1, Output: 'refused\n' },
    { Start: '2026-01-01T10:00:02Z', ExitCode: 7, Output: '' }
  ]
  const read = readFailedChecks({ State: { Health: { FailingStreak: 2, Log } } })
  expect(read).toMatchObject({
    streak: 2,
    checks: [
      { exitCode: 7, output: '' },
      { exitCode: 1, output: 'refused' }
    ]
  })
  expect(readFailedChecks({ State: { Health: { FailingStreak: 0, Log } } }).checks).toEqual([])
  expect(readFailedChecks({}).checks).toEqual([])
})

it('counts the ends of the last ten minutes', () =>
  expect(
    recentEnds(
      [
        { action: 'die', at: 0 },
        { action: 'die', at: 500_000 },
        { action: 'start', at: 500_001 },
        { action: 'die', at: 900_000 }
      ],
      1_000_000
    )
  ).toBe(2))

it('shows a log’s line without what is for terminals', () =>
  expect(stripAnsi('\u001b[31mred\u001b[0m \u001b]0;title\u0007\rend')).toBe('red end'))
