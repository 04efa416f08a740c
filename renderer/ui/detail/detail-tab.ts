/** A tab of what is open beside a list. */
import type { Component } from 'vue'

export interface DetailTab {
  /** As it stands in the address. */
  readonly id: string
  /** Locale key of its name. */
  readonly label: string
  readonly icon: Component
  /** Given `row`, and `raw`, the engine's own inspect (empty where `needsInspect` is false and it has not been read). */
  readonly component: Component
  readonly needsInspect: boolean
}
