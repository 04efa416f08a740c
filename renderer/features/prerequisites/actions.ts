/** What the app does itself to mend something: pages of other features, by their addresses. */
import type { Router } from 'vue-router'
import type { Cure } from '../../../contract/prerequisites/model'

export type CureAction = NonNullable<Cure['action']>

const pages: Readonly<Partial<Record<CureAction, string>>> = {
  install: '/prerequisites/install',
  'open-settings': '/system/engine',
  'start-machine': '/system/machine'
}
export const pageOf = (action: CureAction): string | undefined => pages[action]

/** Whether there is such a page: what is nobody's goes to the first one. */
export const isPage = (router: Router, path: string): boolean =>
  router.resolve(path).matched.some((record) => record.path === path)

export function canAct(router: Router, action: CureAction): boolean {
  const page = pageOf(action)
  return page === undefined || isPage(router, page)
}
