/** Pull and run from Docker Hub's pages. */
import { useRouter } from 'vue-router'
import { failureText } from '../../modules/failure-text'
import { usePulls, type Pulls } from '../../ui/pull/use-pulls'
import { useToasts } from '../../ui/toasts/use-toasts'

export interface PullHere {
  readonly pulls: Pulls
  /** `platform`: `linux/arm64`; else the engine's own. */
  pull(reference: string, platform?: string): Promise<void>
  /** The same once more, as it was asked for. */
  again(reference: string, before: string): Promise<void>
  run(image: string): void
}

export function usePullHere(): PullHere {
  const router = useRouter()
  const pulls = usePulls()
  const toasts = useToasts()
  async function pull(reference: string, platform?: string): Promise<void> {
    const begun = await pulls.begin(reference, { platform })
    if ('failure' in begun) toasts.failure(failureText(begun.failure))
  }
  return {
    pulls,
    pull,
    async again(reference, before) {
      const parts = pulls.shown.value.find(({ task }) => task.id === before)?.task.command?.parts ?? []
      const at = parts.findIndex(({ text }) => text === '--platform')
      pulls.dismiss(before)
      await pull(reference, at < 0 ? undefined : parts[at + 1]?.text)
    },
    run: (image) => void router.push({ path: '/run', query: { image } })
  }
}
