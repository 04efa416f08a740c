/** The volumes that are open, by engine and name: what is asked of one shares its helpers, and the last to leave closes them. */
import type { Engine } from '../../../engine/engine'
import { createVolumeBrowser, type VolumeBrowser } from './volume-browser'

interface Open {
  readonly browser: VolumeBrowser
  users: number
}

class Browsers {
  readonly #open = new Map<string, Open>()
  /** Those that close just now: a volume that is to be removed waits for them. */
  readonly #closing = new Map<string, Promise<void>>()

  constructor(readonly engine: Engine) {}

  acquire(volume: string): VolumeBrowser {
    const known = this.#open.get(volume) ?? { browser: createVolumeBrowser(this.engine, volume), users: 0 }
    known.users++
    this.#open.set(volume, known)
    return known.browser
  }

  release(browser: VolumeBrowser): void {
    const { volume } = browser
    const known = this.#open.get(volume)
    if (known?.browser !== browser || --known.users > 0) return
    this.#open.delete(volume)
    const closing: Promise<void> = browser.close().finally(() => {
      if (this.#closing.get(volume) === closing) this.#closing.delete(volume)
    })
    this.#closing.set(volume, closing)
  }

  async leave(volume: string): Promise<void> {
    await Promise.all([this.#open.get(volume)?.browser.rest(), this.#closing.get(volume)])
  }
}

const known = new WeakMap<Engine, Browsers>()

function browsersOf(engine: Engine): Browsers {
  const browsers = known.get(engine) ?? new Browsers(engine)
  known.set(engine, browsers)
  return browsers
}

/** Runs the work with the volume open. */
export async function withVolume<T>(
  engine: Engine,
  volume: string,
  work: (browser: VolumeBrowser) => Promise<T>
): Promise<T> {
  const browsers = browsersOf(engine)
  const browser = browsers.acquire(volume)
  try {
    return await work(browser)
  } finally {
    browsers.release(browser)
  }
}

/** The same for what comes bit by bit. */
export async function* overVolume<T>(
  engine: Engine,
  volume: string,
  work: (browser: VolumeBrowser) => AsyncGenerator<T, void>
): AsyncGenerator<T, void> {
  const browsers = browsersOf(engine)
  const browser = browsers.acquire(volume)
  try {
    yield* work(browser)
  } finally {
    browsers.release(browser)
  }
}

/** Closes what is open of a volume that is to be removed: no helper of ours then stands in the way. */
export const leaveVolume = (engine: Engine, volume: string): Promise<void> => browsersOf(engine).leave(volume)
