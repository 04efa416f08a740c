/** Work on many things, a few at a time, each told as it is done. */

/**
 * What `work` gives for each of `items`, as it comes, with at most `width` under way. What it throws ends all; whoever
 * stops listening starts no more.
 */
export async function* inParallel<Item, Result>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>
): AsyncGenerator<Result, void> {
  const under = new Map<number, Promise<readonly [number, Result]>>()
  let next = 0
  for (const item of items) {
    const id = next++
    const running = work(item).then((result) => [id, result] as const)
    // Told where it is waited for.
    running.catch(() => undefined)
    under.set(id, running)
    if (under.size < width) continue
    const [done, result] = await Promise.race(under.values())
    under.delete(done)
    yield result
  }
  while (under.size > 0) {
    const [done, result] = await Promise.race(under.values())
    under.delete(done)
    yield result
  }
}
