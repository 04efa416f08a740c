/** What the palette offers: each feature registers a provider, and none needs to know of the others. */
import { onScopeDispose, getCurrentScope, shallowReactive } from 'vue'
import type { Component } from 'vue'

export interface PaletteEntry {
  readonly id: string
  readonly title: string
  /** The heading under which it stands. */
  readonly group: string
  /** Found by these too, and not shown. */
  readonly keywords?: string
  /** In small letters beside the title: a state, a version. */
  readonly detail?: string
  /** A sentence below the title: what of a pasted command is left out. */
  readonly note?: string
  readonly icon?: Component
  /** `Mod+N` */
  readonly shortcut?: string
  /** Shown for what was typed whether or not its words match: `Search Docker Hub for “…”`. */
  readonly always?: boolean
  run(): void
}

/**
 * Entries for what is typed (empty at first). A provider that answers later gets a signal that is aborted when more was
 * typed meanwhile; what it answers as a promise is added when it comes.
 */
export type PaletteProvider = (
  query: string,
  signal: AbortSignal
) => readonly PaletteEntry[] | Promise<readonly PaletteEntry[]>

/** In the order in which they were registered, which is that of the groups. */
export const providers = shallowReactive(new Set<PaletteProvider>())

/** Adds a provider; it goes with the component or scope that registered it, or by the returned function. */
function register(provider: PaletteProvider): () => void {
  providers.add(provider)
  const remove = (): void => void providers.delete(provider)
  if (getCurrentScope() !== undefined) onScopeDispose(remove)
  return remove
}

export const usePalette = (): { readonly register: typeof register } => ({ register })
