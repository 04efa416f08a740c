/** Pull and run from Docker Hub's pages. */
import { useRouter } from 'vue-router'
import { failureText } from '../../modules/failure-text'
import { usePulls, type Pulls } from '../../ui/pull/use-pulls'
import { useToasts } from '../../ui/toasts/use-toasts'

export interface PullHere {
  readonly pulls: Pulls
  pull(reference: string): Promise<void>
  again(reference: string, before: string): Promise<void>
  run(image: string): void
}

export function usePullHere(): PullHere {
  const router = useRouter()
  const pulls = usePulls()
  const toasts = useToasts()
  async function pull(reference: string): Promise<void> {
    const begun = await pulls.begin(reference)
    if ('failure' in begun) toasts.failure(failureText(begun.failure))
  }
  return {
    pulls,
    pull,
    async again(reference, before) {
      pulls.dismiss(before)
      await pull(reference)
    },
    run: (image) => void router.push({ path: '/run', query: { image } })
  }
}
