/** What is being made of an engine's settings: one text, which the form and the editor both show and change. */
import { computed, ref, shallowRef, watch } from 'vue'
import { changesBetween, effectOfAll } from '../../../contract/engine-settings/difference'
import { setIn } from '../../../contract/engine-settings/edit-text'
import { judge } from '../../../contract/engine-settings/judge'
import { nodeAt, parseJsonText, valueOf, type JsonValue } from '../../../contract/engine-settings/json-text'
import type { EngineSettings } from '../../../contract/engine-settings/model'
import { effectHere } from '../../../contract/engine-settings/steps'
import type { Failure } from '../../../contract/failure'
import { call } from '../../ipc/client'
import { useConnections } from '../../stores/connections'

const pathOf = ({ place }: EngineSettings): string | undefined => (place.kind === 'file' ? place.path : undefined)

export function useDraft() {
  const connections = useConnections()
  const view = shallowRef<EngineSettings>()
  const failure = shallowRef<Failure>()
  /** What another has written since this one was read. */
  const theirs = shallowRef<{ readonly text: string; readonly version: string }>()
  const text = ref('')
  const saved = ref('')
  let latest = 0

  function take(settings: EngineSettings): void {
    view.value = settings
    saved.value = settings.file?.text ?? ''
    text.value = saved.value
    theirs.value = undefined
  }
  /** Reads it; what is being written stays where the file is the one that was read. */
  async function read(keep = false): Promise<void> {
    const connection = connections.currentId
    if (connection === undefined) return
    const asked = ++latest
    const outcome = await call('engineSettings.read', { connection })
    if (asked !== latest) return
    failure.value = outcome.ok ? undefined : outcome.failure
    if (!outcome.ok) return
    const { file } = outcome.value
    if (!keep || !changed.value || file === undefined) return take(outcome.value)
    const before = view.value
    if (before?.file === undefined || pathOf(before) !== pathOf(outcome.value)) return take(outcome.value)
    if (file.version === before.file.version) view.value = outcome.value
    else theirs.value = file
  }

  const parsed = computed(() => parseJsonText(text.value))
  const changed = computed(() => text.value !== saved.value)
  const remarks = computed(() => (view.value === undefined ? [] : judge(text.value, view.value.engine)))
  const errors = computed(() => remarks.value.filter(({ kind }) => kind === 'error').length)
  const changes = computed(() => changesBetween(saved.value, text.value))
  const effect = computed(() => {
    const place = view.value?.place
    // One that is down is begun anew, whatever has changed.
    const wanted = connections.live ? effectOfAll(changes.value) : 'restart'
    return place?.kind === 'file' ? effectHere(place.way, wanted) : wanted
  })
  /** The form writes only where it can read. */
  const readable = computed(
    () => parsed.value.problems.length === 0 && (parsed.value.root === undefined || parsed.value.root.kind === 'object')
  )

  watch(
    [() => connections.currentId],
    () => {
      view.value = undefined
      text.value = ''
      saved.value = ''
      void read()
    },
    { immediate: true }
  )
  watch(
    () => connections.live,
    // While it is down it says nothing new of itself; its file is shown as it was read.
    (live) => (live || view.value === undefined ? void read(true) : undefined)
  )

  return {
    view,
    failure,
    theirs,
    text,
    saved,
    read,
    changed,
    remarks,
    errors,
    changes,
    effect,
    readable,
    value(path: readonly string[]): JsonValue | undefined {
      const node = nodeAt(parsed.value.root, path)
      return node === undefined ? undefined : valueOf(node)
    },
    /** The first remark on a setting: its place in the form shows it too. */
    remarkOn(key: string) {
      const { root } = parsed.value
      const member = root?.kind === 'object' ? root.members.findLast((one) => one.key === key) : undefined
      return member === undefined
        ? undefined
        : remarks.value.find(({ kind, from, to }) => kind === 'error' && from >= member.from && to <= member.to)
    },
    set(path: readonly string[], value: JsonValue | undefined): void {
      text.value = setIn(text.value, path, value)
    },
    write(fresh: string): void {
      text.value = fresh
    },
    discard(): void {
      text.value = saved.value
    },
    /** What was typed is kept, and goes on from the file as it is now. */
    goOnFromTheirs(): void {
      const { file } = view.value ?? {}
      if (theirs.value === undefined || view.value === undefined || file === undefined) return
      view.value = { ...view.value, file: { ...file, ...theirs.value } }
      saved.value = theirs.value.text
      theirs.value = undefined
    }
  }
}
export type Draft = ReturnType<typeof useDraft>
