/** Serves the window's files under app://, each with the policy that keeps everything else out. */
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

/** Chromium's own code for "not found". */
const notFound = { error: -6 }

/**
 * Chromium reads the files itself. `protocol.handle` would have every file read in JavaScript, and loads a whole fetch
 * implementation for it (docs/decisions/0007-start.md). Resolves once the page itself was asked for and answered.
 */
export function serveApp(folder: string): Promise<void> {
  return new Promise((resolve) => {
    protocol.registerFileProtocol(appScheme, ({ url, method }, answer) => {
      const path = method === 'GET' ? fileFor(folder, url) : undefined
      const type = path === undefined ? undefined : types[extname(path)]
      if (path === undefined || type === undefined) answer(notFound)
      else
        answer({
          path,
          headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' }
        })
      resolve()
    })
  })
}
