/** The commands that were done, oldest first. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HistoryChange, HistoryEntry } from '../../contract/history/model'
import { useStream } from '../ipc/use-stream'

export const useHistory = defineStore('history', () => {
  const entries = shallowRef<readonly HistoryEntry[]>([])

  function apply(changes: readonly HistoryChange[]): void {
    let known = new Map(entries.value.map((entry) => [entry.id, entry]))
    for (const change of changes) {
      if (change.kind === 'snapshot') known = new Map(change.entries.map((entry) => [entry.id, entry]))
      else known.set(change.entry.id, change.entry)
    }
    entries.value = [...known.values()]
  }
  useStream('history.watch', () => ({}), { items: apply })

  return { entries }
})
