/** Pull and run from Docker Hub's pages. */
import { useRouter } from 'vue-router'
import { failureText } from '../../modules/failure-text'
import { usePulls, type Pull, type Pulls } from '../../ui/pull/use-pulls'
import { useToasts } from '../../ui/toasts/use-toasts'

export interface PullHere {
  readonly pulls: Pulls
  /** `platform`: `linux/arm64`; else the engine's own. */
  pull(reference: string, platform?: string): Promise<void>
  /** The same once more, as it was asked for. */
  again(pull: Pull): Promise<void>
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
    async again(before) {
      const begun = await pulls.again(before)
      if ('failure' in begun) toasts.failure(failureText(begun.failure))
    },
    run: (image) => void router.push({ path: '/run', query: { image } })
  }
}
