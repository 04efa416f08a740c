import * as v from 'valibot'
import { call, stream } from '../define'
import { Empty, Nothing } from '../scope'
import { TaskId, TasksChange } from './model'

const OneTask = v.object({ id: TaskId })

export const tasks = {
  watch: stream({ request: Empty, item: TasksChange }),
  cancel: call({ request: OneTask, reply: Nothing, effect: 'changes' }),
  /** Drops those that have ended from Activity. */
  clearEnded: call({ request: Empty, reply: Nothing })
}
