/** From the form to a container: starts the task, follows it wherever one goes, and brings a refusal back to its field. */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { InferOutput } from 'valibot'
import type { RunOptions, RunResult } from '../../../contract/containers/run'
import type { Failure } from '../../../contract/failure'
import type { TaskRecord } from '../../../contract/tasks/model'
import { call, start } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'
import { useTasks } from '../../stores/tasks'
import { pullOf } from '../../ui/pull/use-pulls'
import { useToasts } from '../../ui/toasts/use-toasts'
import { resetForm, runForm, type RunTarget } from './draft'
import { refusalOf, valueOf, type Refusal } from './refusal'
import { useTarget } from './use-target'

/** Kept with the draft: a refusal is still there when one comes back to the form. */
const refusal = ref<Refusal>()
const starting = ref(false)
const cancelling = ref(false)

const saidOf = { run: 'run.started', create: 'run.created', recreate: 'run.recreated' } as const

/** Where what one has just made is seen best: a program that is typed to in its terminal, one that is attached in its log. */
function tabFor(kind: RunTarget['kind'], { detach, interactive, tty }: RunOptions): string {
  if (kind !== 'run' || detach) return 'overview'
  return interactive && tty ? 'terminal' : 'logs'
}

export function useRun() {
  const { t } = useI18n()
  const router = useRouter()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()
  const currentTarget = useTarget()

  const task = computed(() => (runForm.task === undefined ? undefined : tasks.byId.get(runForm.task)))
  const progress = computed(() => (task.value === undefined ? undefined : pullOf(task.value).progress))
  const busy = computed(() => starting.value || runForm.task !== undefined)
  /** It holds until its field is another. */
  const standing = computed(() => {
    const last = refusal.value
    if (last === undefined) return undefined
    return last.field === undefined || valueOf(last.field, runForm.draft) === last.value ? last : undefined
  })

  function refuse(failure: Failure): void {
    refusal.value = failure.kind === 'cancelled' ? undefined : refusalOf(failure, runForm.draft)
  }

  /** `pull`: of a container that is recreated, the newer image first. */
  async function run(options: RunOptions, pull = false): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined || busy.value) return
    const { value: target } = currentTarget
    refusal.value = undefined
    starting.value = true
    const started =
      target.kind === 'recreate'
        ? await start('containers.recreate', { connection, container: { ...target.container }, options, pull })
        : await start(target.kind === 'create' ? 'containers.create' : 'containers.run', { connection, options })
    starting.value = false
    if (!started.ok) return refuse(started.failure)
    runForm.task = started.value.task
    // Outside the page's scope: it is followed to its end wherever one goes meanwhile.
    void tasks.ended(started.value.task).then((ended) => settle(ended, target.kind, options))
  }

  function settle({ id: ended, state }: TaskRecord, kind: RunTarget['kind'], options: RunOptions): void {
    if (runForm.task !== ended) return
    runForm.task = undefined
    cancelling.value = false
    const away = router.currentRoute.value.path !== '/run'
    if (state.kind === 'failed') {
      refuse(state.failure)
      if (away)
        toasts.failure(failureText(state.failure), { label: t('run.back'), run: () => void router.push('/run') })
    }
    if (state.kind !== 'done') return
    const { id, name, warnings } = state.result as InferOutput<typeof RunResult>
    resetForm()
    for (const warning of warnings) toasts.say(t('run.warning', { name, warning }))
    const show = (): void => void router.push(`/containers/${id}/${tabFor(kind, options)}`)
    if (away) toasts.success(t(saidOf[kind], { name }), { label: t('run.show'), run: show })
    else show()
  }

  async function cancel(): Promise<void> {
    if (runForm.task === undefined) return
    cancelling.value = true
    const asked = await call('tasks.cancel', { id: runForm.task })
    if (asked.ok) return
    cancelling.value = false
    toasts.failure(failureText(asked.failure))
  }

  // An engine that was changed meanwhile has refused nothing.
  const stop = watch(
    () => connections.currentId,
    () => (refusal.value = undefined)
  )
  onScopeDispose(stop)

  return { run, cancel, cancelling, busy, task, progress, refusal: standing, clear: () => (refusal.value = undefined) }
}
