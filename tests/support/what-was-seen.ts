/**
 * What the window showed when a test failed, told with the failure: a run on another machine leaves nothing else to look at.
 * A set-up file of the window tests; launchApp() names its windows.
 */
import type { Page } from 'playwright'
import { afterEach, TestRunner, type TestContext } from 'vitest'

type Task = TestContext['task']

/** Characters of what is told of one part. */
const longest = 1_500
/** What asks or speaks tells most; then the page. */
const parts = ['[role=alertdialog], [role=dialog]', '[role=alert], [role=region][aria-live], .toasts', 'main']
/** Milliseconds for a window that may not answer any more. */
const patience = 3_000

interface Seen {
  readonly page: Page
  readonly output: () => string
}
const open = new Set<Seen>()
const told = new WeakSet<Task>()

async function words({ page, output }: Seen): Promise<string> {
  const trees = []
  for (const part of parts) {
    const found = await page.locator(part).all()
    for (const one of found.slice(0, 5)) trees.push(await one.ariaSnapshot({ timeout: patience }))
  }
  const shown = trees.map((tree) => tree.slice(0, longest)).join('\n')
  return `The window showed (${page.url().slice(0, 200)}):\n${shown}\nThe app wrote:\n${output().slice(-longest)}`
}

async function tell(task: Task): Promise<void> {
  const error = task.result?.state === 'fail' ? task.result.errors?.at(-1) : undefined
  if (error === undefined || told.has(task) || open.size === 0) return
  told.add(task)
  // A window that has ended, or hangs, shows nothing.
  const shown = await Promise.all([...open].map((one) => words(one).catch((reason: unknown) => String(reason))))
  error.message += `\n${shown.join('\n')}`
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
