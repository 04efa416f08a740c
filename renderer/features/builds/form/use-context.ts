/** The folder that is built, its Dockerfiles, what would be sent, and the Dockerfile's text in the editor. */
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DockerfileSource } from '../../../../contract/builds/options'
import type { Failure } from '../../../../contract/failure'
import { call } from '../../../ipc/client'
import { failureText } from '../../../modules/failure-text'
import { useDialogs } from '../../../ui/dialogs/use-dialogs'
import { useToasts } from '../../../ui/toasts/use-toasts'
import { buildForm } from './draft'
import { inFolder } from './pasted'

export function useContext() {
  const { t } = useI18n()
  const toasts = useToasts()
  const dialogs = useDialogs()
  const checking = ref(false)
  /** Why the folder could not be read. */
  const failure = ref<Failure>()
  let reading = 0

  const source = (): DockerfileSource =>
    buildForm.draft.file === '' ? { kind: 'default' } : { kind: 'file', path: buildForm.draft.file }
  const context = () => ({ kind: 'folder' as const, path: buildForm.draft.folder })

  /** Counts the folder through: as long as that takes, the form is there. */
  async function check(): Promise<void> {
    if (buildForm.draft.place !== 'folder' || buildForm.draft.folder === '') return
    const turn = ++reading
    checking.value = true
    const checked = await call('builds.checkContext', { context: context(), dockerfile: source() })
    if (turn !== reading) return
    checking.value = false
    buildForm.report = checked.ok ? checked.value : undefined
    failure.value = checked.ok ? undefined : checked.failure
  }

  /** Puts the chosen Dockerfile into the editor, unless what stands there is to be kept; where there is none it is, too. */
  async function read(keep = false): Promise<void> {
    const answer = await call('builds.readDockerfile', { context: context(), dockerfile: source() })
    if (answer.ok) {
      const { text, path } = answer.value
      const own = keep && buildForm.draft.text !== '' ? buildForm.draft.text : text
      Object.assign(buildForm.draft, { text: own, saved: text, file: path })
    } else {
      buildForm.draft.saved = undefined
      if (answer.failure.kind !== 'not-found') toasts.failure(failureText(answer.failure))
    }
  }

  async function find(): Promise<void> {
    const found = await call('builds.findDockerfiles', { folder: buildForm.draft.folder })
    buildForm.dockerfiles = found.ok ? found.value.paths : []
  }

  /** A folder that was chosen, or that a past build names; `keep`: the editor's text is not that of a file. */
  async function take(folder: string, keep = false): Promise<void> {
    Object.assign(buildForm.draft, { place: 'folder', folder, saved: undefined })
    buildForm.report = undefined
    await find()
    const [first] = buildForm.dockerfiles
    if (buildForm.draft.file === '' && first !== undefined) buildForm.draft.file = first
    if (buildForm.draft.file !== '') await read(keep)
    await check()
  }

  /** The file may have been written elsewhere meanwhile: what was not touched here is read anew. */
  async function refresh(): Promise<void> {
    const { place, folder, text, saved } = buildForm.draft
    if (place === 'folder' && folder !== '' && saved !== undefined && text === saved) await read()
  }
  async function again(): Promise<void> {
    await refresh()
    await find()
    await check()
  }

  async function mayReplace(): Promise<boolean> {
    const { text, saved } = buildForm.draft
    if (text.trim() === '' || text === saved) return true
    const agreed = await dialogs.confirm({
      title: t('builds.replace.title'),
      body: t('builds.replace.text'),
      confirmLabel: t('builds.replace.confirm')
    })
    return agreed !== undefined && agreed !== false
  }

  async function chooseFolder(): Promise<void> {
    const chosen = await call('app.chooseOpen', { kind: 'folder' })
    const folder = chosen.ok ? chosen.value.paths[0] : undefined
    if (folder === undefined || !(await mayReplace())) return
    // Of a pasted command: it lies in the folder.
    buildForm.draft.file = buildForm.wanted === undefined ? '' : inFolder(folder, buildForm.draft.file)
    buildForm.wanted = undefined
    await take(folder)
  }

  async function useFile(path: string): Promise<void> {
    if (path === buildForm.draft.file || !(await mayReplace())) return
    buildForm.draft.file = path
    await read()
    await check()
  }
  async function chooseFile(): Promise<void> {
    const chosen = await call('app.chooseOpen', { kind: 'file' })
    const path = chosen.ok ? chosen.value.paths[0] : undefined
    if (path !== undefined) await useFile(path)
  }

  /** Into its file; a new one goes into the folder as `Dockerfile`, or where one says. */
  async function save(): Promise<void> {
    const { place, folder, file, text } = buildForm.draft
    let path = file
    if (path === '' && place === 'folder' && folder !== '') path = `${folder}/Dockerfile`
    if (path === '') {
      const chosen = await call('app.chooseSave', { suggestion: 'Dockerfile' })
      path = (chosen.ok ? chosen.value.path : undefined) ?? ''
    }
    if (path === '') return
    const inFolder = place === 'folder' && folder !== '' ? { folder } : {}
    const saved = await call('builds.saveDockerfile', { ...inFolder, path, text })
    if (!saved.ok) return toasts.failure(failureText(saved.failure))
    toasts.success(t('builds.saved', { path: saved.value.path }))
    if (place !== 'folder') return
    Object.assign(buildForm.draft, { saved: text, file: saved.value.path })
    await find()
    await check()
  }

  return { checking, failure, refresh, again, take, chooseFolder, useFile, chooseFile, save }
}
