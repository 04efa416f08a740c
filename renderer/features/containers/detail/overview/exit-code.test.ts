import { describe, expect, it } from 'vitest'
import { exitMeaning } from './exit-code'

describe('exit codes', () => {
  it.each([
    [0, 'done', undefined],
    [1, 'error', undefined],
    [125, 'not-run', undefined],
    [126, 'not-executable', undefined],
    [127, 'not-found', undefined],
    [130, 'interrupted', 'SIGINT'],
    [137, 'killed', 'SIGKILL'],
    [139, 'crashed', 'SIGSEGV'],
    [143, 'stopped', 'SIGTERM'],
    [129, 'signal', 'SIGHUP'],
    [192, 'signal', '64'],
    [128, 'error', undefined],
    [255, 'lost', undefined],
    [-1, 'error', undefined]
  ])('%i: %s', (code, key, signal) =>
    expect(exitMeaning(code, false)).toEqual(signal === undefined ? { key } : { key, signal })
  )

  it('says that memory ran out whatever the code', () =>
    expect(exitMeaning(137, true)).toEqual({ key: 'out-of-memory' }))
})
