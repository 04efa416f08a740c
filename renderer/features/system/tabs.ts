/** The tabs of the system page, in their order: each is a page of a feature, loaded when it is opened. */

export const tabs = [
  {
    /** `/system/engine`; its name is `system.tabs.engine` of the locales. */
    id: 'engine',
    component: () => import('../engine-settings/EngineSettingsPage.vue')
  },
  { id: 'machine', component: () => import('../machines/MachinePage.vue') },
  { id: 'facts', component: () => import('./FactsPage.vue') }
] as const
export type TabId = (typeof tabs)[number]['id']
