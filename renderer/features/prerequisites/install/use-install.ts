/** What the install page shows: this computer's ways and steps, or a run of them, whichever page it was begun on. */
import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import type { Failure } from '../../../../contract/failure'
import type { InstallFacts } from '../../../../contract/prerequisites/install/api'
import type { InstallOptions, InstallProgress, StepState } from '../../../../contract/prerequisites/install/model'
import { fittingOptions, planOf } from '../../../../contract/prerequisites/install/plan'
import type { TaskRecord } from '../../../../contract/tasks/model'
import { call, start } from '../../../ipc/client'
import { useTasks } from '../../../stores/tasks'

const operation = 'prerequisites.installRun'

const progressOf = ({ state, progress }: TaskRecord): InstallProgress | undefined =>
  (state.kind === 'running' ? state.progress : state.kind === 'done' ? state.result : progress) as
    InstallProgress | undefined

export function useInstall() {
  const tasks = useTasks()
  const facts = shallowRef<InstallFacts>()
  const wish = shallowRef<Partial<InstallOptions>>({})
  const failure = shallowRef<Failure>()
  const starting = ref(false)
  /** The run that is not to be shown any more. */
  const left = ref<string>()

  const task = computed(() => {
    const newest = tasks.list.find((one) => one.operation === operation)
    return newest?.id === left.value ? undefined : newest
  })
  const progress = computed(() => (task.value === undefined ? undefined : progressOf(task.value)))
  const system = computed(() => progress.value?.of.system ?? facts.value?.system)
  const options = computed(
    () =>
      progress.value?.of.options ?? (system.value === undefined ? undefined : fittingOptions(system.value, wish.value))
  )
  const plan = computed(() =>
    system.value === undefined || options.value === undefined ? undefined : planOf(system.value, options.value)
  )
  const states = computed<ReadonlyMap<string, StepState>>(
    () => new Map(progress.value?.states.map((state) => [state.id, state]))
  )
  const output = computed<ReadonlyMap<string, string>>(() => {
    const texts = new Map<string, string>()
    for (const { step, text } of progress.value?.output ?? []) texts.set(step, (texts.get(step) ?? '') + text)
    return texts
  })
  const running = computed(() => task.value?.state.kind === 'running')
  /** Where a run that has ended goes on; undefined: there is nothing left to do, or nothing was begun. */
  const resume = computed(() => (running.value ? undefined : progress.value?.resume))
  const finished = computed(() => task.value?.state.kind === 'done' && resume.value === undefined)

  async function read(): Promise<void> {
    const reply = await call('prerequisites.installFacts', {})
    if (reply.ok) facts.value = reply.value
    else failure.value = reply.failure
  }

  /** Runs what is shown, from its first step or from the one that the last run left. */
  async function run(): Promise<void> {
    const id = progress.value?.of.facts ?? facts.value?.id
    if (id === undefined || options.value === undefined || starting.value || running.value) return
    starting.value = true
    failure.value = undefined
    const from = resume.value
    const begun = await start('prerequisites.installRun', {
      facts: id,
      options: options.value,
      ...(from === undefined ? {} : { from })
    })
    starting.value = false
    if (!begun.ok) failure.value = begun.failure
  }

  /** Leaves a run that has ended, and reads the computer anew: it has changed. */
  async function startOver(): Promise<void> {
    left.value = task.value?.id
    failure.value = undefined
    await read()
  }

  /** The run that was cancelled, and may still bring to its end what must not be cut. */
  const cancelled = ref<string>()
  const cancelling = computed(() => running.value && cancelled.value === task.value?.id)
  const cancel = (): void => {
    if (task.value === undefined) return
    cancelled.value = task.value.id
    void call('tasks.cancel', { id: task.value.id })
  }
  watch(task, (now) => {
    // Its own failure is told where it stands.
    if (now !== undefined) failure.value = undefined
  })
  onMounted(read)

  return {
    facts,
    system,
    options,
    plan,
    states,
    output,
    task,
    running,
    starting,
    resume,
    finished,
    failure,
    choose: (changed: Partial<InstallOptions>) => (wish.value = { ...options.value, ...changed }),
    run,
    startOver,
    cancel,
    cancelling
  }
}
