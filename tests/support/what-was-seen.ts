/**
 * What the window showed when a test failed, told with the failure: a run on another machine leaves nothing else to look at.
 * A set-up file of the window tests; launchApp() names its windows.
 */
import type { Page } from 'playwright'
import { afterEach, TestRunner, type TestContext } from 'vitest'

type Task = TestContext['task']

/** Characters of what is told. */
const longest = 3_000
/** Milliseconds for a window that may not answer any more. */
const patience = 3_000

interface Seen {
  readonly page: Page
  readonly output: () => string
}
const open = new Set<Seen>()
const told = new WeakSet<Task>()

async function words({ page, output }: Seen): Promise<string> {
  const tree = await page
    .locator('body')
    .ariaSnapshot({ timeout: patience })
    .catch((error: unknown) => String(error))
  return `The window showed (${page.url().slice(0, 200)}):\n${tree.slice(0, longest)}\nThe app wrote:\n${output().slice(-longest / 3)}`
}

async function tell(task: Task): Promise<void> {
  const error = task.result?.state === 'fail' ? task.result.errors?.at(-1) : undefined
  if (error === undefined || told.has(task) || open.size === 0) return
  told.add(task)
  error.message += `\n${(await Promise.all([...open].map(words))).join('\n')}`
}

/** A window that stands; what is returned is to be called before it is closed. */
export function isSeen(window: Seen): () => Promise<void> {
  open.add(window)
  return async () => {
    const test = TestRunner.getCurrentTest()
    if (test !== undefined) await tell(test as Task)
    open.delete(window)
  }
}

afterEach(({ task }) => tell(task))
