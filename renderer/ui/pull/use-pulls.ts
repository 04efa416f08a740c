/** Pulls: started from any page, and found again on every page, since each is a task of the main process. */
import { computed, ref, type ComputedRef } from 'vue'
import type { Failure } from '../../../contract/failure'
import { familiarText, parseReference } from '../../../contract/images/reference'
import type { PullProgress, PullResult } from '../../../contract/images/model'
import type { TaskRecord } from '../../../contract/tasks/model'
import { start } from '../../ipc/client'
import { useConnections } from '../../stores/connections'
import { useTasks } from '../../stores/tasks'

export interface Pull {
  readonly task: TaskRecord
  readonly reference: string
  /** What it was asked for beside the name. */
  readonly wish: PullWish
  readonly progress: PullProgress | undefined
  readonly result: PullResult | undefined
  readonly failure: Failure | undefined
}

/** `docker pull` and `docker run` both say their progress so; what the main process sent was parsed by the contract there. */
export function pullOf(task: TaskRecord): Pull {
  const { state } = task
  return {
    task,
    reference: task.subject,
    wish: wishOf(task),
    progress: ((state.kind === 'running' ? state.progress : undefined) ?? task.progress) as PullProgress | undefined,
    result: state.kind === 'done' && task.operation === 'images.pull' ? (state.result as PullResult) : undefined,
    failure: state.kind === 'failed' ? state.failure : undefined
  }
}

/** Those whose panel a person has closed: shared by the pages, and gone with the window. */
const dismissed = ref<ReadonlySet<string>>(new Set())

export interface PullWish {
  /** `linux/arm64`; else the engine's own. */
  readonly platform?: string | undefined
  readonly allTags?: boolean | undefined
}

/** What a pull under way was asked for, from its command. */
function wishOf({ command }: TaskRecord): PullWish {
  const words = command?.parts.map(({ text }) => text) ?? []
  const at = words.indexOf('--platform')
  return { platform: at < 0 ? undefined : words[at + 1], allTags: words.includes('--all-tags') }
}
const isSameWish = (one: PullWish, other: PullWish): boolean =>
  one.platform === other.platform && (one.allTags ?? false) === (other.allTags ?? false)

type Begun = { readonly task: string } | { readonly failure: Failure }
/** Asked for, and not yet told of as tasks: a second click joins the first. */
const starting = new Map<string, ReturnType<typeof start<'images.pull'>>>()

export interface Pulls {
  /** Of the engine that the window shows, newest first, each once; without those that were dismissed. */
  readonly shown: ComputedRef<readonly Pull[]>
  /** The pull of this reference that is under way, however `:latest` was written. */
  under(reference: string, wish?: PullWish): Pull | undefined
  /** Starts one; one of the same reference, platform and tags that is under way is joined instead. */
  begin(reference: string, wish?: PullWish): Promise<Begun>
  /** The same once more, as it was asked for, in the place of this one. */
  again(pull: Pull): Promise<Begun>
  dismiss(task: string): void
}

/** `busybox` and `docker.io/library/busybox:latest` are one pull. */
export function withTag(reference: string): string {
  const parsed = parseReference(reference)
  return parsed.ok ? familiarText(parsed.reference) : reference
}

export function usePulls(): Pulls {
  const tasks = useTasks()
  const connections = useConnections()
  const all = computed(() =>
    tasks.list
      .filter(({ operation, connection }) => operation === 'images.pull' && connection === connections.currentId)
      .map(pullOf)
  )
  const under = (reference: string, wish: PullWish = {}): Pull | undefined =>
    all.value.find(
      (pull) =>
        pull.task.state.kind === 'running' &&
        withTag(pull.reference) === withTag(reference) &&
        isSameWish(pull.wish, wish)
    )
  const dismiss = (task: string): void => void (dismissed.value = new Set([...dismissed.value, task]))
  const isSame = (one: Pull, other: Pull): boolean =>
    withTag(one.reference) === withTag(other.reference) && isSameWish(one.wish, other.wish)
  /** Of one that was made several times the one under way counts, else the last. */
  const shown = computed(() =>
    all.value.filter(
      (pull) =>
        !dismissed.value.has(pull.task.id) &&
        pull ===
          (all.value.find((one) => isSame(one, pull) && one.task.state.kind === 'running') ??
            all.value.find((one) => isSame(one, pull)))
    )
  )

  async function begin(reference: string, wish: PullWish = {}): Promise<Begun> {
    const known = under(reference, wish)
    if (known !== undefined) return { task: known.task.id }
    const connection = connections.currentId
    if (connection === undefined) return { failure: { kind: 'engine-unreachable', reason: 'no-endpoint', message: '' } }
    const key = JSON.stringify([connection, withTag(reference), wish.platform, wish.allTags ?? false])
    const begun =
      starting.get(key) ??
      start('images.pull', {
        connection,
        reference,
        ...(wish.platform === undefined ? {} : { platform: wish.platform }),
        ...(wish.allTags === true ? { allTags: true } : {})
      }).finally(() => starting.delete(key))
    starting.set(key, begun)
    const started = await begun
    return started.ok ? started.value : { failure: started.failure }
  }

  return {
    shown,
    under,
    begin,
    async again(pull) {
      const begun = await begin(pull.reference, pull.wish)
      if ('task' in begun && begun.task !== pull.task.id) dismiss(pull.task.id)
      return begun
    },
    dismiss
  }
}
