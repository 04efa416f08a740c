import { hostname, networkInterfaces } from 'node:os'
import { expect, it } from 'vitest'
import { redact } from '../../../../contract/prerequisites/report/redact'
import { ownSecrets } from './own-secrets'

const env = {
  USER: 'ada.lovelace',
  https_proxy: 'http://ada.lovelace:p%40ss%20word@proxy.example:3128',
  HTTP_PROXY: 'http://proxy.example:3128'
}
const secrets = ownSecrets({ env, home: '/home/ada.lovelace' })

it('knows this person, this computer and what its proxies are opened with', () => {
  const texts = secrets.map(({ text }) => text)
  expect(texts).toEqual(
    expect.arrayContaining(['/home/ada.lovelace', 'ada.lovelace', 'p%40ss%20word', 'p@ss word', hostname()])
  )
  const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.filter(({ internal }) => !internal))
  for (const { address } of addresses) expect(texts).toContain(address)
  expect(redact('the proxy said: p@ss word of /home/ada.lovelace/x', secrets)).toBe('the proxy said: *** of ~/x')
})

it('leaves names that are nobody’s', () => {
  const texts = ownSecrets({ env: { USER: 'docker' }, home: '/root' }).map(({ text }) => text)
  expect(texts).not.toContain('docker')
  expect(texts).not.toContain('root')
  expect(texts).not.toContain('/root')
})
