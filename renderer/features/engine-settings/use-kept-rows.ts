/** A list in the file as rows of fields. What is being typed stands there as it is typed; a row that says nothing is not in the file yet. */
import { ref, watch, type Ref } from 'vue'

export type KeptRow<Fields> = Fields & { readonly key: number }

export interface KeptRows<Fields> {
  readonly rows: Ref<Array<KeptRow<Fields>>>
  /** Another row, empty. */
  fresh(): KeptRow<Fields>
  put(rows: Array<KeptRow<Fields>>): void
  write(key: number, part: Partial<Fields>): void
}

export function useKeptRows<Value, Fields extends object>({
  values,
  empty,
  fieldsOf,
  valueOf,
  changed
}: {
  readonly values: () => readonly Value[]
  readonly empty: Fields
  readonly fieldsOf: (value: Value) => Fields
  /** Undefined: it says nothing. */
  readonly valueOf: (fields: Fields) => Value | undefined
  readonly changed: (values: readonly Value[]) => void
}): KeptRows<Fields> {
  let last = 0
  const rowOf = (fields: Fields): KeptRow<Fields> => ({ ...fields, key: ++last })
  const written = (all: readonly Fields[]): Value[] =>
    all.flatMap((fields) => {
      const value = valueOf(fields)
      return value === undefined ? [] : [value]
    })
  const rows = ref([]) as Ref<Array<KeptRow<Fields>>>
  watch(
    values,
    (now) => {
      if (JSON.stringify(written(rows.value)) !== JSON.stringify(now))
        rows.value = now.map((one) => rowOf(fieldsOf(one)))
    },
    { immediate: true }
  )
  function put(next: Array<KeptRow<Fields>>): void {
    rows.value = next
    changed(written(next))
  }
  return {
    rows,
    fresh: () => rowOf(empty),
    put,
    write: (key, part) => put(rows.value.map((row) => (row.key === key ? { ...row, ...part } : row)))
  }
}
