/** Waits until there is something to say, and not oftener than so. */

export interface Pacer {
  wake(): void
  /** Resolves once `due`, or with the signal. */
  turn(due: () => boolean): Promise<void>
}

/** Milliseconds: `pace` from one turn to the next at least, and `gathering` from the first news to its turn. */
export function createPacer(
  { pace, gathering }: { readonly pace: number; readonly gathering: number },
  signal: AbortSignal
): Pacer {
  let last = -Infinity
  let wake = (): void => undefined
  const wait = (milliseconds?: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(() => done(), milliseconds)
      const done = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done, { once: true })
      if (milliseconds === undefined) wake = done
      if (signal.aborted) done()
    })
  return {
    wake: () => wake(),
    async turn(due) {
      while (!due() && !signal.aborted) await wait()
      const left = Math.max(gathering, last + pace - performance.now())
      if (left > 0 && !signal.aborted) await wait(left)
      last = performance.now()
    }
  }
}
