// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { tellBackend, type BackendFacts, type EngineFacts } from '../../../contract/machines/backend'
import machines from '../../../locales/en/machines.json'
import BehindCard from './BehindCard.vue'

const engine: EngineFacts = {
  name: 'computer',
  operatingSystem: 'Debian GNU/Linux 12',
  kernel: '6.1.0-18-amd64',
  osType: 'linux',
  architecture: 'x86_64',
  labels: [],
  platform: '',
  components: ['Engine']
}
const shown = (facts: Partial<BackendFacts>): string => {
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { machines } } })
  const backend = tellBackend({ system: 'linux', local: true, engine, ...facts })
  return mount(BehindCard, { props: { backend }, global: { plugins: [i18n] } }).text()
}

describe('what is behind an engine', () => {
  it('is nothing on a computer with its own engine, and why others need a machine is said', () => {
    const text = shown({ dmi: 'LENOVO 21CB' })
    expect(text).toContain('The engine runs on this computer itself: no machine')
    expect(text).toContain('Containers need a Linux kernel.')
    expect(text).toContain('It runs on this computer’s own kernel.')
  })
  it('may be a computer that is itself a machine', () => {
    const text = shown({ dmi: 'innotek GmbH VirtualBox' })
    expect(text).toContain('which is a virtual machine (VirtualBox)')
    expect(text).toContain('This computer calls itself “innotek GmbH VirtualBox”.')
  })
  it('cannot be seen over the network, or told at all, and that is said', () => {
    expect(shown({ local: false })).toContain('The engine runs on another computer')
    const untold = shown({ system: 'darwin', engine: { ...engine, kernel: '6.6.1-linuxkit' } })
    expect(untold).toContain('What serves this engine could not be told')
    expect(untold).toContain('Could not tell')
  })
  it('is a product with what virtualizes it', () => {
    const kernel = '5.15.153.1-microsoft-standard-WSL2'
    const text = shown({ system: 'win32', engine: { ...engine, operatingSystem: 'Docker Desktop', kernel } })
    expect(text).toContain('Docker Desktop, by WSL 2')
    expect(text).toContain(`The engine runs on the kernel ${kernel}.`)
  })
})
