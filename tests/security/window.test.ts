/** What a page in Escale's window cannot do, whatever got into it: tried for real, in the real window. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { sharedEngine } from '../support/engine'

let app: LaunchedApp
beforeAll(async () => {
  app = await launchApp({ dockerHost: sharedEngine().host })
})
afterAll(() => app.close())

describe('the window', () => {
  it('is sandboxed, isolated, and knows no Node', async () => {
    const seen = await app.page.evaluate(() => ({
      require: typeof (globalThis as Record<string, unknown>)['require'],
      process: typeof (globalThis as Record<string, unknown>)['process'],
      bridge: Object.keys((globalThis as unknown as { escale: object }).escale).sort(),
      origin: location.origin
    }))
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: ['call', 'close', 'dropped', 'open', 'write'],
      origin: 'app://escale'
    })
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return (contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true
    })
  })

  it('is told the place of no file that a page made up', async () => {
    const places = await app.page.evaluate(() => window.escale.dropped([new File(['x'], '/etc/passwd')]))
    expect(places).toEqual([])
  })

  it('runs no inline script, no eval, and no script from elsewhere', async () => {
    const violations = await app.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = []
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            seen.push(effectiveDirective)
            if (seen.includes('connect-src') && seen.includes('img-src')) resolve(seen.sort())
          })
          // From a timer: what the test driver itself evaluates is exempt from the policy.
          setTimeout(() => {
            try {
              // eslint-disable-next-line no-eval -- the attack itself
              ;(0, eval)('globalThis.evil = 1')
            } catch {
              // Refused, as it must be: the event says by which directive.
            }
            const image = document.createElement('img')
            image.src = 'https://example.invalid/pixel.png'
            const inline = document.createElement('script')
            try {
              inline.textContent = 'globalThis.evil = 2'
              document.head.append(inline)
            } catch {
              // Trusted types refuse it even earlier.
            }
            fetch('https://example.invalid/').catch(() => undefined)
          })
          setTimeout(() => resolve(seen.sort()), 3_000)
        })
    )
    expect(violations).toEqual(expect.arrayContaining(['connect-src', 'img-src']))
    expect(await app.page.evaluate(() => (globalThis as Record<string, unknown>)['evil'])).toBeUndefined()
  })

  it('cannot leave its own pages nor open other windows', async () => {
    const before = app.page.url()
    await app.page.evaluate(() => {
      window.open('https://example.invalid/')
      location.href = 'https://example.invalid/'
      const link = document.createElement('a')
      link.href = 'https://example.invalid/'
      link.target = '_blank'
      link.click()
    })
    // An answer from the page shows that it is still the page that it was.
    expect(await app.page.evaluate(() => location.origin)).toBe('app://escale')
    expect(app.page.url()).toBe(before)
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('is given no permission', async () => {
    const states = await app.page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'] as const
      return Promise.all(
        names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)
      )
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
  })

  it('serves nothing from outside its folder', async () => {
    const answers = await app.page.evaluate(async () => {
      const paths = [
        '/../main/main.js',
        '/%2e%2e/main/main.js',
        '/..%2fmain%2fmain.js',
        '/%2e%2e%2f%2e%2e%2fpackage.json',
        '/index.html%00.js'
      ]
      // The policy forbids fetch; an image asks the protocol too, and says whether it got something.
      return Promise.all(
        paths.map(
          (path) =>
            new Promise<string>((resolve) => {
              const script = new Image()
              script.onload = () => resolve('served')
              script.onerror = () => resolve('refused')
              script.src = path
            })
        )
      )
    })
    expect(new Set(answers)).toEqual(new Set(['refused']))
    const direct = await app.electron.evaluate(async ({ net }) =>
      Promise.all(
        [
          'app://escale/../main/main.js',
          'app://escale/..%2fmain%2fmain.js',
          'app://other/index.html',
          'app://escale/%00'
        ].map((url) =>
          net.fetch(url).then(
            ({ status }) => `served with ${status}`,
            () => 'refused'
          )
        )
      )
    )
    expect(new Set(direct)).toEqual(new Set(['refused']))
  })

  it('answers nonsense over the bridge with failures, and goes on', async () => {
    const answers = await app.page.evaluate(async () => {
      const bridge = (
        globalThis as unknown as {
          escale: {
            call(name: unknown, request: unknown): Promise<{ ok: boolean }>
            open: (...values: unknown[]) => number
            write: (...values: unknown[]) => void
            close: (...values: unknown[]) => void
          }
        }
      ).escale
      const nonsense: unknown[] = [
        undefined,
        null,
        0,
        '',
        [],
        {},
        '__proto__',
        'containers.stop',
        'containers.constructor',
        'x'.repeat(1e6),
        { connection: {} }
      ]
      const results: boolean[] = []
      for (const name of nonsense) for (const request of nonsense) results.push((await bridge.call(name, request)).ok)
      for (const name of nonsense) bridge.close(bridge.open(name, {}, () => undefined))
      bridge.write(9_999, {})
      bridge.close(-1)
      return results
    })
    expect(answers.every((ok) => !ok)).toBe(true)
    const info = await app.page.evaluate(() =>
      (
        globalThis as unknown as { escale: { call(name: string, request: object): Promise<{ ok: boolean }> } }
      ).escale.call('app.info', {})
    )
    expect(info.ok).toBe(true)
  })

  it('opens only web pages outside', async () => {
    const answers = await app.page.evaluate(async () => {
      const { call } = (
        globalThis as unknown as { escale: { call(name: string, request: object): Promise<{ ok: boolean }> } }
      ).escale
      const addresses = [
        'file:///etc/passwd',
        'javascript:alert(1)',
        'smb://host/share',
        'data:text/html,x',
        'http://user:word@example.invalid/',
        'not an address'
      ]
      return Promise.all(addresses.map(async (url) => (await call('app.openLink', { url })).ok))
    })
    expect(answers.every((ok) => !ok)).toBe(true)
  })
})
