/** What features share, each by itself, for pictures and for axe: `?scene=table&theme=dark&language=fr&rows=1000`. */
import '../../../renderer/styles/tokens.css'
import '../../../renderer/styles/base.css'
import { createApp, defineAsyncComponent, h } from 'vue'
import { createI18n } from 'vue-i18n'
import DialogHost from '../../../renderer/ui/dialogs/DialogHost.vue'
import ToastHost from '../../../renderer/ui/toasts/ToastHost.vue'

const query = new URLSearchParams(location.search)
const language = query.get('language') ?? 'en'
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light'
document.documentElement.lang = language

// There is no main process here: each call succeeds, and does nothing.
Object.assign(window, {
  escale: {
    call: () => Promise.resolve({ ok: true, value: undefined }),
    open: () => 0,
    write: () => {},
    close: () => {}
  }
})

const files = import.meta.glob<Record<string, unknown>>('../../../locales/*/*.json', { eager: true, import: 'default' })
const messages: Record<string, Record<string, Record<string, unknown>>> = {}
for (const [path, content] of Object.entries(files)) {
  const [, locale = '', name = ''] = /locales\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? []
  ;(messages[locale] ??= {})[name] = content
}
const scenes = import.meta.glob('./scenes/*.vue')
const load = scenes[`./scenes/${query.get('scene') ?? 'controls'}.vue`]
if (load === undefined) throw new Error('No such scene')
const Scene = defineAsyncComponent(load as () => Promise<never>)

const i18n = createI18n({ legacy: false, locale: language, fallbackLocale: 'en', messages: messages as never })
createApp({ render: () => [h(Scene), h(DialogHost), h(ToastHost)] })
  .use(i18n)
  .mount('#app')
