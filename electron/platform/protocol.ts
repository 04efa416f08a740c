/** Serves the window's files under app://, each with the policy that keeps everything else out. */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { protocol } from 'electron'
import { fileFor } from './app-file'
import { appScheme } from './origin'

/**
 * Nothing comes from elsewhere, and nothing inline runs. xterm and reka-ui set styles through the DOM's own API, which
 * a policy does not stop; xterm's one <style> element needs `unsafe-inline` for styles (docs/decisions/0004-security.md).
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue'
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

/** Must run before the app is ready. `codeCache` lets Chromium keep compiled scripts, as it does for https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

export function serveApp(folder: string): void {
  protocol.handle(appScheme, async ({ url, method }) => {
    const file = method === 'GET' ? fileFor(folder, url) : undefined
    const type = file === undefined ? undefined : types[extname(file)]
    if (file === undefined || type === undefined) return new Response(null, { status: 404 })
    try {
      const body = await readFile(file)
      const headers = { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' }
      return new Response(body as Uint8Array<ArrayBuffer>, { headers })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}
