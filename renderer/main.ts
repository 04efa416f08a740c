/** Starts the window. */
import './styles/tokens.css'
import './styles/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, useLanguage } from './modules/i18n'
import { router } from './modules/router'
import { startedWith } from './modules/start'
import { useTheme } from './modules/theme'

useTheme(startedWith.theme)
await useLanguage(startedWith.language)

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
