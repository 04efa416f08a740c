/** What is done for one container without a dialog of its own: written out, waited for, renewed, copied as a command. */
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { lineText } from '../../../../contract/command/quote'
import { stepsText } from '../../../../contract/command/steps'
import { withKeptVolumes } from '../../../../contract/containers/lifecycle/kept-volumes'
import { recreateSteps } from '../../../../contract/containers/lifecycle/recreate-command'
import type { Container } from '../../../../contract/containers/model'
import type { RunOptions } from '../../../../contract/containers/run'
import { run as runCommand } from '../../../../contract/containers/run-command'
import type { Failure, Outcome } from '../../../../contract/failure'
import type { TaskStarted } from '../../../../contract/bridge'
import { call, start } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useConnections } from '../../../stores/connections'
import { useSettings } from '../../../stores/settings'
import { useTasks } from '../../../stores/tasks'
import { copyText } from '../../../ui/base/copy-text'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { isUp } from '../available'

/** What is under way for a container: a second click does nothing twice. */
const busy = new Set<string>()

type Fields = Readonly<Record<string, unknown>>
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function useCareTasks() {
  const { t } = useI18n()
  const router = useRouter()
  const connections = useConnections()
  const settings = useSettings()
  const tasks = useTasks()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const refuse = (failure: Failure): void => toasts.failure(failureText(failure, connections.current?.endpoint))

  async function once(key: string, work: () => Promise<void>): Promise<void> {
    if (busy.has(key)) return
    busy.add(key)
    try {
      await work()
    } finally {
      busy.delete(key)
    }
  }
  /** A task's result; undefined where it was refused, which is said, or cancelled. */
  async function ended(begun: Promise<Outcome<TaskStarted>>): Promise<Fields | undefined> {
    const started = await begun
    if (!started.ok) {
      refuse(started.failure)
      return undefined
    }
    const { state } = await tasks.ended(started.value.task)
    if (state.kind === 'failed') refuse(state.failure)
    return state.kind === 'done' ? fields(state.result) : undefined
  }
  const read = async <Value>(asked: Promise<Outcome<Value>>): Promise<Value | undefined> => {
    const outcome = await asked
    if (outcome.ok) return outcome.value
    refuse(outcome.failure)
    return undefined
  }
  const refOf = ({ id, name }: Container) => ({ id, name })
  const open = (id: string) => ({ label: t('containers-care.show'), run: () => void router.push(`/containers/${id}`) })

  async function exportTar(row: Container, connection: string): Promise<void> {
    const suggestion = `${row.name.replace(/[^a-zA-Z0-9._-]+/g, '-') || 'container'}.tar`
    const chosen = await read(call('app.chooseSave', { suggestion, filters: [{ name: 'tar', extensions: ['tar'] }] }))
    if (chosen?.path === undefined) return
    const { path } = chosen
    const result = await ended(start('containers.export', { connection, container: refOf(row), path }))
    if (result !== undefined) toasts.success(t('containers-care.exported', { name: row.name, path }))
  }

  async function wait(row: Container, connection: string): Promise<void> {
    toasts.say(t('containers-care.waiting', { name: row.name }))
    const result = await ended(start('containers.wait', { connection, container: refOf(row) }))
    if (result === undefined) return
    const words = t('containers-care.waited', { name: row.name, code: String(result['exitCode']) })
    if (result['exitCode'] === 0) toasts.success(words, open(row.id))
    else toasts.failure(words, open(row.id))
  }

  async function copyRun(row: Container, connection: string): Promise<void> {
    const again = await read(call('containers.runOptions', { connection, container: refOf(row) }))
    if (again === undefined) return
    const line = lineText(runCommand({ options: again.options }), {
      shell: settings.shell,
      cli: connections.current?.cli ?? []
    })
    if (!(await copyText(line))) return
    if (again.lost.length === 0) toasts.say(t('containers-care.copied'))
    else toasts.say(t('containers-care.copied-but', { lost: again.lost.join(', ') }))
  }

  /** Pulls, compares, and replaces the container only where the image is another one, and the person agrees. */
  async function newer(row: Container, connection: string): Promise<void> {
    const again = await read(call('containers.runOptions', { connection, container: refOf(row) }))
    const whole = again && (await read(call('containers.inspect', { connection, container: refOf(row) })))
    if (again === undefined || whole === undefined) return
    const { image } = again.options
    const pulled = await ended(start('images.pull', { connection, reference: image }))
    const found = pulled && (await read(call('images.inspect', { connection, image: { id: image, reference: image } })))
    if (found === undefined) return
    const [now, next] = [text(whole['Image']), text(found['Id'])]
    if (now === next) return void toasts.say(t('containers-care.newer.none', { name: row.name, image }))
    const mounts = (Array.isArray(whole['Mounts']) ? whole['Mounts'] : []).map(fields)
    const options: RunOptions = withKeptVolumes(
      again.options,
      mounts.map((mount) => ({
        type: text(mount['Type']),
        name: text(mount['Name']),
        target: text(mount['Destination'])
      })),
      Object.keys(fields(fields(found['Config'])['Volumes']))
    )
    const request = { connection, container: refOf(row), options, pull: false, start: isUp(row) }
    const agreed = await dialogs.confirm({
      title: t('containers-care.newer.title', { name: row.name }),
      body: t('containers-care.newer.body', { image }),
      details: [
        { name: t('containers-care.newer.old'), note: now.slice(7, 19) },
        { name: t('containers-care.newer.new'), note: next.slice(7, 19) },
        ...again.lost.map((lost) => ({ name: t('containers-care.newer.lost'), note: lost }))
      ],
      danger: true,
      confirmLabel: t('containers-care.newer.do'),
      command: stepsText(recreateSteps(request), { shell: settings.shell, cli: connections.current?.cli ?? [] })
    })
    if (!agreed) return
    const made = await ended(start('containers.recreate', request))
    if (made === undefined) return
    toasts.success(t('containers-care.newer.done', { name: row.name }), open(text(made['id'])))
    const warnings = Array.isArray(made['warnings']) ? made['warnings'].map(String) : []
    if (warnings.length > 0) toasts.failure({ sentence: t('containers-care.warned'), detail: warnings.join('\n') })
  }

  const works = { export: exportTar, wait, 'copy-run': copyRun, newer } as const
  return async (action: keyof typeof works, row: Container): Promise<void> => {
    const connection = connections.currentId
    if (connection !== undefined) await once(`${action} ${row.id}`, () => works[action](row, connection))
  }
}
