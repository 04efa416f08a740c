/** Acting on machines: what stops with one is said first, and all of it is a task that goes on without this page. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { machineKey, type Machine, type MachineSize } from '../../../contract/machines/model'
import { linesOf, planOf } from '../../../contract/machines/plans'
import { stepsText } from '../../../contract/command/steps'
import type { Failure } from '../../../contract/failure'
import type { TaskRecord } from '../../../contract/tasks/model'
import { start as startTask } from '../../ipc/client'
import { useConnections } from '../../stores/connections'
import { useContainers } from '../../stores/containers'
import { useSettings } from '../../stores/settings'
import { useTasks } from '../../stores/tasks'
import { useDialogs, type Question } from '../../ui/dialogs/use-dialogs'
import { useToasts } from '../../ui/toasts/use-toasts'
import { failureText } from '../../modules/failure-text'
import { refOf, useMachineWords } from './machine-words'

/** Names that a question shows before it counts the rest. */
const shown = 8

export function useActs() {
  const { t } = useI18n()
  const tasks = useTasks()
  const connections = useConnections()
  const containers = useContainers()
  const settings = useSettings()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const { nameOf } = useMachineWords()

  const ours = computed(() => tasks.list.filter(({ operation }) => operation.startsWith('machines.')))
  /** The newest thing that was done to it. */
  const taskOf = (machine: Pick<Machine, 'product' | 'name'>): TaskRecord | undefined =>
    ours.value.find(({ subject }) => subject === machineKey(machine))

  /** Names of the containers that run there; undefined where its engine is not the one shown. */
  function running(machine: Machine): readonly string[] | undefined {
    const current = connections.currentId
    if (current === undefined || !machine.connections.includes(current) || !connections.live || !containers.loaded)
      return undefined
    return containers.list.filter(({ state }) => state === 'running').map(({ name, id }) => name || id.slice(0, 12))
  }

  function question(machine: Machine, action: 'stop' | 'restart'): Question {
    const names = running(machine)
    const lines = linesOf(planOf(action, refOf(machine)))
    const words =
      names === undefined
        ? t('machines.ask.unknown')
        : names.length === 0
          ? t('machines.ask.no-containers')
          : t('machines.ask.containers', { count: names.length }, names.length)
    const socket = machine.product === 'engine-service' && machine.way === undefined && action === 'stop'
    return {
      title: t(`machines.ask.${action}`, { name: nameOf(machine) }),
      body: socket ? `${words} ${t('machines.ask.socket')}` : words,
      details: [
        ...(names ?? []).slice(0, shown),
        ...((names?.length ?? 0) > shown ? [t('machines.ask.more', { count: (names?.length ?? 0) - shown })] : [])
      ],
      confirmLabel: t(`machines.ask.${action}-confirm`),
      command: stepsText(lines, { shell: settings.shell })
    }
  }

  const say = (failure: Failure): void => toasts.failure(failureText(failure))

  async function start(machine: Machine): Promise<void> {
    const outcome = await startTask('machines.start', { machine: refOf(machine) })
    if (!outcome.ok) say(outcome.failure)
  }
  async function ask(machine: Machine, action: 'stop' | 'restart'): Promise<void> {
    if (!(await dialogs.confirm(question(machine, action)))) return
    const outcome = await startTask(`machines.${action}`, { machine: refOf(machine) })
    if (!outcome.ok) say(outcome.failure)
  }
  async function change(machine: Machine, size: MachineSize): Promise<Failure | undefined> {
    const outcome = await startTask('machines.change', { machine: refOf(machine), size })
    return outcome.ok ? undefined : outcome.failure
  }

  return { ours, taskOf, running, start, ask, change }
}
