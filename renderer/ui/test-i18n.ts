/** For the tests of this folder: mounting with the window's own English words. */
import { mount, type ComponentMountingOptions, type VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import { createI18n } from 'vue-i18n'
import command from '../../locales/en/command.json'
import format from '../../locales/en/format.json'
import ui from '../../locales/en/ui.json'

const testI18n = createI18n({ legacy: false, locale: 'en', messages: { en: { command, format, ui } } })

export const mountUi = (component: Component, options: ComponentMountingOptions<Component> = {}): VueWrapper =>
  mount(component, {
    attachTo: document.body,
    ...options,
    global: { plugins: [testI18n], ...options.global }
  }) as VueWrapper
