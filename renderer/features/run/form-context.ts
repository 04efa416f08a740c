/** What the parts of the run form are told by the page: what is wrong at a field, and which ports are taken. */
import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { PortConflict } from './port-conflicts'

export interface FormContext {
  /** What is wrong at a field, as `validate` names fields. */
  errorAt(field: string): string | undefined
  /** What one should know about it. */
  noteAt(field: string): string | undefined
  /** By row. */
  readonly portConflicts: ComputedRef<ReadonlyMap<number, PortConflict>>
  /** A port that the engine's refusal suggests for a row. */
  readonly suggestedPort: ComputedRef<{ readonly key: number; readonly port: number } | undefined>
}

const key: InjectionKey<FormContext> = Symbol('run form')
export const provideForm = (context: FormContext): void => provide(key, context)
export function useForm(): FormContext {
  const context = inject(key)
  if (context === undefined) throw new Error('A part of the run form stands outside of it')
  return context
}
