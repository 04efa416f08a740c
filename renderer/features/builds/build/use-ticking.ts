/** The time, milliseconds since 1970, second by second while something is under way; nothing ticks otherwise. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'

export function useTicking(running: () => boolean): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = (): void => clearInterval(timer)
  watch(
    running,
    (isRunning) => {
      stop()
      now.value = Date.now()
      if (isRunning) timer = setInterval(() => (now.value = Date.now()), 1000)
    },
    { immediate: true }
  )
  onScopeDispose(stop)
  return now
}
