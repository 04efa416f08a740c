/** Starts the window. */
import { firstList } from './modules/ahead'
import './styles/tokens.css'
import './styles/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, useLanguage } from './modules/i18n'
import { router } from './modules/router'
import { startedWith } from './modules/start'
import { useTheme } from './modules/theme'
import { useConnections } from './stores/connections'
import { useContainers } from './stores/containers'
import { useSettings } from './stores/settings'

useTheme(startedWith.theme)
const app = createApp(App).use(createPinia()).use(i18n).use(router)
await Promise.all([useLanguage(startedWith.language), firstList])

// What came meanwhile is there when the frame is made: it is made once.
useSettings()
useConnections()
await Promise.resolve()
useContainers()
await Promise.resolve()
app.mount('#app')
