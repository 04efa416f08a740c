/** Pulls that are begun from the images page: asked for by the palette too, and shown in the list once they are there. */
import { nextTick, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { failureText } from '../../../modules/failure-text'
import { useTasks } from '../../../stores/tasks'
import { usePulls, withTag, type Pull, type Pulls } from '../../../ui/pull/use-pulls'
import { useToasts } from '../../../ui/toasts/use-toasts'
import type { ImageRow } from '../image-rows'

export interface Pulling {
  readonly pulls: Pulls
  /** The dialog that asks for a name. */
  readonly open: Ref<boolean>
  readonly reference: Ref<string>
  ask(reference?: string): void
  /** A name that is here already, or a pull once more as it was asked for, in its panel's place. */
  again(before: string | Pull): Promise<void>
  /** What was pulled is shown to `found` once its row is there. */
  follow(task: string): Promise<void>
}

export function usePulling(rows: () => readonly ImageRow[], found: (row: ImageRow) => void): Pulling {
  const route = useRoute()
  const router = useRouter()
  const tasks = useTasks()
  const toasts = useToasts()
  const pulls = usePulls()
  const open = ref(false)
  const reference = ref('')

  function ask(wanted = ''): void {
    reference.value = wanted
    open.value = true
  }
  async function follow(task: string): Promise<void> {
    const { subject, state } = await tasks.ended(task)
    if (state.kind !== 'done') return
    const stop = watch(
      rows,
      (present) => {
        const row = present.find((one) => withTag(one.reference) === withTag(subject))
        if (row === undefined) return
        found(row)
        void nextTick(() => stop())
      },
      { immediate: true }
    )
  }
  /** `?pull=` comes from the palette; the address is cleaned, so that going back does not ask again. */
  watch(
    () => route.query['pull'],
    (wanted) => {
      if (typeof wanted !== 'string') return
      ask(wanted)
      const { pull: _, ...query } = route.query
      void router.replace({ path: route.path, query })
    },
    { immediate: true }
  )
  return {
    pulls,
    open,
    reference,
    ask,
    follow,
    async again(before) {
      const begun = await (typeof before === 'string' ? pulls.begin(before) : pulls.again(before))
      if ('failure' in begun) return toasts.failure(failureText(begun.failure))
      void follow(begun.task)
    }
  }
}
