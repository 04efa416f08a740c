import { describe, expect, it } from 'vitest'
import { createQuitGuard, type QuitChoice } from './quit-guard'

function setUp() {
  const said: string[] = []
  let end = (): void => undefined
  let isOver = false
  const ended = new Promise<void>((resolve) => {
    end = () => {
      isOver = true
      resolve()
    }
  })
  const answers: Array<(choice: QuitChoice) => void> = []
  const unfinished = { name: 'prerequisites.installRun', cancel: () => void said.push('cancel'), ended }
  const guard = createQuitGuard({
    unfinished: () => (isOver ? undefined : unfinished),
    ask: () => {
      said.push('ask')
      return new Promise((resolve) => answers.push(resolve))
    },
    quit: () => said.push('quit')
  })
  const answer = async (choice: QuitChoice): Promise<void> => {
    answers.shift()?.(choice)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const finish = async (): Promise<void> => {
    end()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { said, guard, answer, finish }
}

describe('quitting while something must not be cut', () => {
  it('asks once, however often it is tried', async () => {
    const { said, guard, answer } = setUp()
    expect([guard.mayQuit(), guard.mayQuit()]).toEqual([false, false])
    expect(said).toEqual(['ask'])
    await answer('stay')
    expect(guard.mayQuit()).toBe(false)
    expect(said).toEqual(['ask', 'ask'])
  })
  it('stays, and what runs is left alone', async () => {
    const { said, guard, answer, finish } = setUp()
    guard.mayQuit()
    await answer('stay')
    await finish()
    expect(said).toEqual(['ask'])
    expect(guard.mayQuit()).toBe(true)
  })
  it('waits, and quits when it has ended', async () => {
    const { said, guard, answer, finish } = setUp()
    guard.mayQuit()
    await answer('wait')
    expect(said).toEqual(['ask'])
    await finish()
    expect(said).toEqual(['ask', 'quit'])
  })
  it('cancels, and quits only when it has ended', async () => {
    const { said, guard, answer, finish } = setUp()
    guard.mayQuit()
    await answer('cancel')
    expect(said).toEqual(['ask', 'cancel'])
    await finish()
    expect(said).toEqual(['ask', 'cancel', 'quit'])
  })
  it('who waits may think better of it', async () => {
    const { said, guard, answer, finish } = setUp()
    guard.mayQuit()
    await answer('wait')
    guard.mayQuit()
    await answer('stay')
    await finish()
    expect(said).toEqual(['ask', 'ask'])
  })
})
