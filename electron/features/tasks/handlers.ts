import type { tasks as contract } from '../../../contract/tasks/api'
import type { Handlers } from '../../ipc/handlers'
import type { Tasks } from '../../tasks/tasks'

export const tasksHandlers = (tasks: Tasks): Handlers<typeof contract> => ({
  watch: (_request, { signal }) => tasks.watch(signal),
  cancel: async ({ id }) => tasks.cancel(id),
  clearEnded: async () => tasks.clearEnded()
})
