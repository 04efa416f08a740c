/** Starts builds, follows them to their end wherever one goes, and takes a past one up again. */
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Build } from '../../../contract/builds/model'
import type { BuildOptions } from '../../../contract/builds/options'
import type { TaskRecord } from '../../../contract/tasks/model'
import { call, open, start } from '../../ipc/client'
import { failureText } from '../../modules/failure-text'
import { useConnections } from '../../stores/connections'
import { useTasks } from '../../stores/tasks'
import { useToasts } from '../../ui/toasts/use-toasts'
import { nameOf } from './build-words'
import { buildForm, resetForm, type FailedBuild } from './form/draft'
import { draftOf } from './form/options-of'

/** Resolves once the build is known by its id. */
const begun = (id: string): Promise<undefined> =>
  new Promise((resolve) => {
    const handle = open(
      'builds.history',
      {},
      {
        items: (changes) => {
          const isThere = changes.some((change) =>
            change.kind === 'snapshot'
              ? change.builds.some((build) => build.id === id)
              : change.kind === 'upsert' && change.build.id === id
          )
          if (!isThere) return
          handle.close()
          resolve(undefined)
        }
      }
    )
  })

export function useBuilding() {
  const { t } = useI18n()
  const router = useRouter()
  const connections = useConnections()
  const tasks = useTasks()
  const toasts = useToasts()

  /** Shows the build once it has begun. */
  async function build(options: BuildOptions): Promise<boolean> {
    const connection = connections.currentId
    if (connection === undefined) return false
    const id = crypto.randomUUID()
    const started = await start('builds.start', { connection, id, options })
    if (!started.ok) {
      toasts.failure(failureText(started.failure))
      return false
    }
    const ended = tasks.ended(started.value.task)
    // What cannot even begin (its folder is gone) has no page of its own.
    const early = await Promise.race([begun(id), ended])
    if (early !== undefined && early.state.kind === 'failed') {
      toasts.failure(failureText(early.state.failure))
      return false
    }
    // Outside of any page's scope.
    void ended.then((task) => settle(id, task))
    await router.push(`/builds/${id}`)
    return true
  }

  function settle(id: string, { state }: TaskRecord): void {
    if (router.currentRoute.value.path === `/builds/${id}`) return
    const show = { label: t('builds.show'), run: () => void router.push(`/builds/${id}`) }
    if (state.kind === 'failed') toasts.failure(failureText(state.failure), show)
    if (state.kind === 'done') toasts.success(t('builds.built', { name: nameOf(state.result as Build) }), show)
  }

  async function optionsOf(id: string): Promise<BuildOptions | undefined> {
    const asked = await call('builds.rebuild', { id })
    if (asked.ok) return asked.value.options
    toasts.failure(failureText(asked.failure))
    return undefined
  }

  /** As it was; what a secret held is gone, and has to be typed in once more. */
  async function rebuild(id: string): Promise<void> {
    const options = await optionsOf(id)
    if (options === undefined) return
    if (options.buildArguments.some(({ secret, value }) => secret && value === '')) {
      toasts.say(t('builds.secrets-gone'))
      return edit(id)
    }
    await build(options)
  }

  async function edit(id: string, failed?: FailedBuild): Promise<void> {
    const options = await optionsOf(id)
    if (options === undefined) return
    resetForm(draftOf(options))
    buildForm.failed = failed
    await router.push('/builds/new')
  }

  async function cancel(id: string): Promise<void> {
    const asked = await call('builds.cancel', { id })
    if (!asked.ok) toasts.failure(failureText(asked.failure))
  }
  async function forget(ids: readonly string[]): Promise<void> {
    const asked = await call('builds.forget', { ids: [...ids] })
    if (!asked.ok) toasts.failure(failureText(asked.failure))
  }

  return { build, rebuild, edit, cancel, forget }
}
