/** What a field tells the control inside it, so that label, hint and error belong to it without a line of wiring. */
import { inject, provide, useId, type ComputedRef, type InjectionKey } from 'vue'

export interface FieldContext {
  readonly id: string
  /** Ids of the hint and the error, as `aria-describedby` takes them. */
  readonly describedBy: ComputedRef<string | undefined>
  readonly invalid: ComputedRef<boolean>
  readonly required: ComputedRef<boolean>
}

const key: InjectionKey<FieldContext> = Symbol('field')

export const provideField = (context: FieldContext): void => provide(key, context)

/** For a control: the field around it, or an id of its own where there is none. */
export function useField(): Partial<FieldContext> & { readonly id: string } {
  const own = useId()
  return inject(key, { id: own } as Partial<FieldContext> & { id: string })
}
